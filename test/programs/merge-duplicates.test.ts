import { describe, expect, test } from "@jest/globals";
import { mergeDuplicates } from "../../src/programs/merge-duplicates.ts";
import type { Program } from "../../src/programs/program.ts";
import type { StoredProgram } from "../../src/programs/stored-program.ts";
import { makeProgram } from "./make-program.ts";

const place = (name: string, more: Partial<NonNullable<Program["place"]>> = {}) => ({
  name: { fi: name },
  address: {},
  district: {},
  ...more,
});
const kallio = place("Kallion kirjasto");

function record(source: string, given: Partial<Program> & Pick<Program, "id">): StoredProgram {
  return { source, program: makeProgram({ title: { fi: "Satutunti" }, place: kallio, ...given }) };
}

const merge = (...records: readonly StoredProgram[]) => {
  const { programs, aliases } = mergeDuplicates(records);
  return { ids: programs.map(({ id }) => id), aliases: [...aliases], programs };
};

describe("records of two sources", () => {
  test("about one program show it once: the richer tells, the other fills its gaps, and both ids are known", () => {
    const { programs, aliases } = merge(
      record("ics", {
        id: "uid-1",
        url: { fi: "https://x.test" },
        place: place("Kallion kirjasto, lastenosasto", { position: { latitude: 60.18, longitude: 24.95 } }),
      }),
      record("linked", {
        id: "helmet:1",
        title: { fi: "Satutunti", en: "Story time" },
        summary: { fi: "Satuja" },
        place: { ...kallio, id: "tprek:1" },
        free: true,
      }),
    );
    expect(programs).toEqual([
      makeProgram({
        id: "helmet:1",
        title: { fi: "Satutunti", en: "Story time" },
        summary: { fi: "Satuja" },
        url: { fi: "https://x.test" },
        free: true,
        place: { ...kallio, id: "tprek:1", position: { latitude: 60.18, longitude: 24.95 } },
      }),
    ]);
    expect(aliases).toEqual([["uid-1", "helmet:1"]]);
  });

  test("are merged the same in whatever order they come", () => {
    const records = [
      record("a", { id: "1" }),
      record("b", { id: "2", free: true }),
      record("c", { id: "3" }),
    ];
    const expected = {
      ids: ["2"],
      aliases: [
        ["1", "2"],
        ["3", "2"],
      ],
    };
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const { ids, aliases } = merge(...order.flatMap((index) => records[index] ?? []));
      expect({ ids, aliases: aliases.sort() }).toEqual(expected);
    }
  });

  test.each<[string, Partial<Program>, boolean]>([
    ["in other letters", { title: { fi: "SATUTUNTI!" } }, true],
    ["in one of its languages", { title: { en: "Satutunti" } }, true],
    ["that one calls cancelled", { title: { fi: "Peruttu: Satutunti" } }, true],
    ["at the same spot under another name", { place: place("Lastenosasto") }, false],
    ["at another library", { place: place("Oodi") }, false],
    ["at a library that one does not name", { place: undefined }, false],
    ["at another time", { start: "2026-11-20T15:30:00Z" }, false],
    ["under another title", { title: { fi: "Lorutunti" } }, false],
  ])("with a program %s", (_what, given, isOne) => {
    const { ids } = merge(record("a", { id: "1" }), record("b", { id: "2", ...given }));
    expect(ids).toHaveLength(isOne ? 1 : 2);
  });

  test("under other names but a hundred metres apart are one", () => {
    const at = (latitude: number, name: string) => place(name, { position: { latitude, longitude: 24.95 } });
    const pair = (latitude: number) =>
      merge(
        record("a", { id: "1", place: at(60.18, "Kallio Library") }),
        record("b", { id: "2", place: at(latitude, "Kallion kirjasto") }),
      ).ids;
    expect([pair(60.1809), pair(60.183)]).toEqual([["1"], ["1", "2"]]);
  });

  test("of which one says cancelled are cancelled", () => {
    const { programs } = merge(
      record("a", { id: "1", free: true }),
      record("b", { id: "2", status: "cancelled" }),
    );
    expect(programs.map(({ id, status }) => [id, status])).toEqual([["1", "cancelled"]]);
  });
});

test("two programs of one source stay two, and each finds its own twin at most", () => {
  const { ids, aliases } = merge(
    record("a", { id: "1" }),
    record("a", { id: "2" }),
    record("b", { id: "3" }),
  );
  expect([ids, aliases]).toEqual([["1", "2"], [["3", "1"]]]);
});
