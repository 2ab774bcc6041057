/** What counting and listing promise, on any kind of Redis. */
import { expect, test } from "@jest/globals";
import type { Address } from "../../../src/channels/channel.ts";
import { newOutreach } from "../../../src/patrons/outreach-state.ts";
import type { Patron } from "../../../src/patrons/patron.ts";
import { countAudience, listAudience, type Recipient } from "../../../src/patrons/segments/audience.ts";
import { readExpression } from "../../../src/patrons/segments/read-expression.ts";
import { rebuildSegments } from "../../../src/patrons/segments/rebuild.ts";
import { dayOf } from "../../../src/patrons/segments/segment.ts";
import { PARTITIONS, type PatronId, parsePatronId, partitionPrefix } from "../../../src/store/keys.ts";
import { crowdedAddresses, NOW, patronAt, type SegmentWorld } from "./segment-world.ts";

/** Runs the suite; `world` is called once its store is open, and the store is empty before the first test. */
export function audienceSuite(open: () => SegmentWorld): void {
  let world: SegmentWorld;
  const ids = new Map<string, PatronId>();
  const given = { at: NOW, wording: 1, channel: "web" };
  const daysBefore = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
  const heard = (daysAgo: number, toldDaysAgo?: number) => ({
    ...{ ...newOutreach, heard: daysBefore(daysAgo) },
    ...(toldDaysAgo !== undefined && { announced: daysBefore(toldDaysAgo) }),
  });

  const people: readonly (readonly [name: string, address: Address, known: Partial<Patron>])[] = [
    [
      "aino",
      "telegram:aino",
      { language: "fi", interests: ["lautapeli"], home: "Kallio", outreach: heard(0, 6) },
    ],
    ["ben", "web:ben", { language: "en", interests: ["board game", "3D whittling"], outreach: heard(29, 7) }],
    ["cia", "slack:cia", { language: "fi", home: "Töölö", attended: ["helmet:1"], outreach: heard(30) }],
    ["dan", "web:dan", { childAges: [0, 7], consents: { suggestions: given }, outreach: heard(89) }],
    ["eve", "teams:eve", { language: "en", attended: ["helmet:1", "helmet:2"], outreach: heard(100) }],
  ];

  const count = async (text: string) => countAudience(world.redis, readExpression(text), NOW);
  const list = async (text: string) => {
    const found: Recipient[] = [];
    for await (const one of listAudience(world.redis, readExpression(text), NOW)) found.push(one);
    return found;
  };
  const names = async (text: string) => {
    const found = new Set((await list(text)).map(({ patron }) => patron));
    return people.flatMap(([name]) => (found.has(ids.get(name) ?? "0-0") ? [name] : []));
  };

  test("an audience of nobody is counted and listed", async () => {
    world = open();
    expect(await count("all & !interest:chess")).toEqual({ count: 0, byChannel: {}, byLanguage: {} });
    expect(await list("all")).toEqual([]);
  });

  test("patrons are counted by the channel they are written to on and by language, each once", async () => {
    for (const [name, address, known] of people)
      ids.set(name, await world.commit(address, () => patronAt(address, known)));
    expect(await count("all")).toEqual({
      count: 5,
      byChannel: { web: 2, telegram: 1, slack: 1, teams: 1 },
      byLanguage: { fi: 2, en: 2, none: 1 },
    });
  });

  test.each([
    ["interest:boardgames", ["aino", "ben"]],
    ['interest:"3d whittling"', ["ben"]],
    ["interest:lautapelit & language:fi", ["aino"]],
    ["district:kallio | district:TÖÖLÖ", ["aino", "cia"]],
    ["audience:families & age:7", ["dan"]],
    ["audience:babies", ["dan"]],
    ["consent:suggestions", ["dan"]],
    ["attended:helmet:1 & !attended:helmet:2", ["cia"]],
    ["!attended:helmet:1", ["aino", "ben", "dan"]],
    ["!(interest:boardgames | attended:helmet:2)", ["cia", "dan"]],
    ["!!language:fi", ["aino", "cia"]],
    ["!district:nowhere", ["aino", "ben", "cia", "dan", "eve"]],
    ["district:nowhere", []],
    ["active:1", ["aino"]],
    ["active:30", ["aino", "ben"]],
    ["active:31", ["aino", "ben", "cia"]],
    ["active:90 & !active:30", ["cia", "dan"]],
    ["!active:90", ["eve"]],
    ["announced:7", ["aino"]],
    ["announced:8", ["aino", "ben"]],
    ["!announced:7", ["ben", "cia", "dan", "eve"]],
    ["channel:web | via:slack", ["ben", "cia", "dan"]],
    ["unreachable", []],
  ])("%s is %j", async (text, expected) => {
    expect(await names(text)).toEqual(expected);
    expect((await count(text)).count).toBe(expected.length);
  });

  test("days are forgotten by themselves", async () => {
    const { partition } = parsePatronId(ids.get("aino") ?? "0-0");
    const keys = ["active", "announced"].map((kind) => {
      const day = dayOf(kind === "active" ? daysBefore(0) : daysBefore(6));
      return `${partitionPrefix(partition)}segment:${kind}:${day}`;
    });
    const seconds = await Promise.all(keys.map((key) => world.redis.ttl(key)));
    expect(seconds.map((ttl) => Math.round(ttl / 86_400))).toEqual([92, 92]);
  });

  test("each patron is listed with a channel and a language, or none", async () => {
    expect(await list("attended:helmet:2 | age:7")).toEqual(
      expect.arrayContaining([
        { patron: ids.get("dan"), channel: "web", language: null },
        { patron: ids.get("eve"), channel: "teams", language: "en" },
      ]),
    );
  });

  test("a patron who is reached on several channels counts where they were heard last, and a group is nobody", async () => {
    const talks = {
      "web:ben": { reachable: true, parked: [], heard: "2026-11-01T10:00:00Z" },
      "telegram:9": { reachable: true, parked: [], heard: "2026-11-02T10:00:00Z" },
      "slack:group": { reachable: true, parked: [], group: true as const, heard: "2026-11-03T10:00:00Z" },
    };
    await world.commit("web:ben", (before) => ({ ...before, talks }));
    await world.commit("slack:c1", () => ({
      ...patronAt("slack:c1"),
      talks: { "slack:c1": talks["slack:group"] },
    }));
    expect((await count("channel:web & channel:telegram")).byChannel).toEqual({ telegram: 1 });
    expect(await count("channel:slack")).toMatchObject({ count: 1 });
    expect(await count("all")).toMatchObject({ count: 5 });
  });

  test("who cannot be reached any more is in unreachable, and comes back", async () => {
    const reach = (reachable: boolean) => (before: Patron) => ({
      ...before,
      talks: { "slack:cia": { reachable, parked: [] } },
    });
    await world.commit("slack:cia", reach(false));
    expect(await names("unreachable")).toEqual(["cia"]);
    expect(await count("unreachable")).toMatchObject({ byChannel: { none: 1 } });
    await world.commit("slack:cia", reach(true));
    expect(await names("unreachable")).toEqual([]);
  });

  test("a rare segment that grows and shrinks again keeps everybody, and not-in keeps everybody else", async () => {
    const crowd = crowdedAddresses(700);
    const saved = { id: "helmet:99", reminds: true, start: NOW, done: [] };
    await Promise.all(
      crowd.map((address, at) =>
        world.commit(address, () => patronAt(address, at < 690 ? { saved: [saved] } : { language: "en" })),
      ),
    );
    expect((await count("saved:helmet:99")).count).toBe(690);
    expect((await count("!saved:helmet:99")).count).toBe(15);
    expect((await count("!saved:helmet:99 & !attended:helmet:1 & via:web")).count).toBe(11);
    await Promise.all(crowd.slice(5).map((address) => world.commit(address, () => patronAt(address))));
    expect((await count("saved:helmet:99")).count).toBe(5);
    expect(await world.stored()).toEqual(world.expected());
  });

  test("an erased patron is in no segment, whichever way they were erased", async () => {
    await world.erase(ids.get("eve") ?? "0-0");
    await world.commit("slack:cia", (before) => before, true);
    expect(await names("all")).toEqual(["aino", "ben", "dan"]);
    expect((await count("attended:helmet:1 | attended:helmet:2")).count).toBe(0);
    expect(await world.stored()).toEqual(world.expected());
  });

  test("counting and listing leave nothing behind", async () => {
    await count('saved:helmet:99 & !active:30 & (interest:"3d whittling" | all)');
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      const left = Array.from({ length: 8 }, (_, at) => `${partitionPrefix(partition)}scratch:${at}`);
      expect(await world.redis.exists(...left)).toBe(0);
    }
  });

  test("a rebuild finds nothing to mend", async () => {
    const { patrons } = await rebuildSegments(world.redis, { now: NOW });
    expect(await rebuildSegments(world.redis, { now: NOW })).toEqual({ partitions: 64, patrons, mended: 0 });
    expect(patrons).toBe(703);
  });
}
