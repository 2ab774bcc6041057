import { expect, test } from "@jest/globals";
import { newOutreach } from "../../../src/patrons/outreach-state.ts";
import { newPatron } from "../../../src/patrons/patron.ts";
import { segmentChanges, segmentsOf, storedName } from "../../../src/patrons/segments/segment.ts";
import { NOW, patronAt } from "./segment-world.ts";

const given = { at: NOW, wording: 1, channel: "web" };

test("a patron's segments are told from all of the profile, each once", () => {
  const patron = patronAt("telegram:1", {
    language: "fi",
    interests: ["Lautapeli", "board game", "3D Whittling"],
    home: "Etu-Töölö",
    audience: "adults",
    childAges: [1, 7, 8, 15],
    consents: { suggestions: given },
    saved: [{ id: "Helmet:1", reminds: true, start: NOW, done: [] }],
    attended: ["helmet:2"],
    outreach: { ...newOutreach, heard: NOW, announced: "2026-11-24T23:59:59Z", shown: ["helmet:3"] },
  });
  expect(segmentsOf(patron)).toEqual([
    "all",
    "language:fi",
    ...["interest:boardgames", "interest:3d whittling"],
    "district:etu-töölö",
    ...["audience:adults", "audience:babies", "audience:children", "audience:teens", "audience:families"],
    ...["age:1", "age:7", "age:8", "age:15"],
    ...["channel:telegram", "via:telegram"],
    "consent:suggestions",
    ...["active:2026-11-25", "announced:2026-11-24"],
    ...["saved:Helmet:1", "attended:helmet:2", "told:helmet:3"],
  ]);
});

test("somebody nobody has met is in no segment, and neither is a group", () => {
  expect(segmentsOf(newPatron)).toEqual([]);
  const talks = { "slack:g": { reachable: true, parked: [], group: true as const } };
  expect(segmentsOf({ ...newPatron, language: "fi", talks })).toEqual([]);
});

test("a patron is unreachable when no channel of their own is left", () => {
  const gone = { reachable: false, parked: [] };
  const group = { reachable: true, parked: [], group: true as const };
  expect(segmentsOf({ ...newPatron, talks: { "slack:1": gone, "slack:g": group } })).toEqual([
    "all",
    "unreachable",
  ]);
});

test("only what differs changes, and a topic said in two ways stays while one of them does", () => {
  const before = patronAt("web:1", { interests: ["lautapeli", "board game"], home: "Kallio" });
  const after = { ...before, interests: ["board game"], home: "Vallila" };
  expect(segmentChanges(before, { ...before })).toEqual([]);
  expect(segmentChanges(before, after)).toEqual([
    { segment: "district:kallio", joins: false },
    { segment: "district:vallila", joins: true },
  ]);
  expect(segmentChanges(after, { ...after, interests: [] })).toEqual([
    { segment: "interest:boardgames", joins: false },
  ]);
});

test("what a value holds cannot break the name in Redis", () => {
  expect(storedName("saved:helmet:1 {x}")).toMatch(/^saved:[\w-]+$/);
  expect(storedName("interest:chess")).toMatch(/^interest:[\w-]+$/);
  expect(storedName("interest:3d whittling")).toMatch(/^topic:[\w-]+$/);
  expect(storedName("active:2026-11-25")).toBe("active:20782");
  expect(storedName("announced:2026-11-25")).toBe("announced:20782");
  expect(storedName("all")).toBe("all");
});
