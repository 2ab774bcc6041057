/** What patrons do with announcements, counted through the whole conversation on a real Redis, and forgotten with them. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Address } from "../../../src/channels/channel.ts";
import { composeAnnouncement } from "../../../src/conversation/announced.ts";
import { tryAnnouncement } from "../../../src/conversation/try-announcement.ts";
import type { TurnTools } from "../../../src/conversation/turn.ts";
import { encodeId } from "../../../src/id-code.ts";
import { collectPatronData } from "../../../src/my-data.ts";
import { addAnnouncement } from "../../../src/outreach/announcements/announcement-store.ts";
import { type Reactions, reactionsOf, readReactions } from "../../../src/outreach/announcements/reactions.ts";
import { findPatronOf } from "../../../src/patrons/joining.ts";
import { parsePatron, storedPatron } from "../../../src/patrons/patron.ts";
import { erasePatron } from "../../../src/patrons/patron-data.ts";
import { announcementKey, type PatronId, parsePatronId, partitionPrefix } from "../../../src/store/keys.ts";
import { JoinedLibrary } from "../../conversation/joined-library.ts";
import { announcementOf, LEDGER } from "../../helpers/announcements.ts";
import { loadTurnTools } from "../../helpers/chat.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { programOf } from "../../helpers/services.ts";

const NOBODY: Reactions = { more: 0, save: 0, dismiss: 0, stop: 0, feedback: 0 };
const SENT = 3;
const PENDING = 1;
const PARTY = programOf("helmet:party", {
  title: { fi: "Satavuotisjuhlat" },
  start: new Date(Date.now() + 9 * 24 * 3600_000).toISOString(),
});

let server: TestRedis;
let tools: TurnTools;
let library: JoinedLibrary;
beforeAll(async () => {
  [server, tools] = await Promise.all([startTestRedis(), loadTurnTools([PARTY])]);
  library = new JoinedLibrary(server.redis, tools);
});
afterAll(() => server.stop());

let announcements = 0;

/** Stores an announcement with a ledger of its own. */
async function announced() {
  announcements += 1;
  const one = announcementOf({ program: PARTY.id }, `tiedote${announcements}`);
  const stored = {
    ...one,
    frozen: { at: "2026-11-19T09:00:00.000Z", byChannel: {}, ledger: `${LEDGER}-${announcements}` },
  };
  await addAnnouncement(server.redis, { after: stored }, new Date().toISOString());
  return stored;
}

/** Leaves a patron as the sending of an announcement does: `state` is what the ledger says. */
async function told(
  from: Address,
  announcement: Awaited<ReturnType<typeof announced>>,
  state = SENT,
): Promise<PatronId> {
  if ((await findPatronOf(server.redis, from)) === undefined) await library.start(from);
  const id = (await findPatronOf(server.redis, from)) as PatronId;
  const { partition, number } = parsePatronId(id);
  const prefix = partitionPrefix(partition);
  const key = `${prefix}patron:${number}`;
  const [stored, revision] = await server.redis.hmget(key, "state", "revision");
  const given = { at: new Date().toISOString(), wording: 1, channel: "web" };
  const before = { ...parsePatron(stored ?? ""), consents: { announcements: given } };
  const about = { id, address: from, announcement, now: new Date().toISOString(), tools };
  const { patron } = composeAnnouncement(before, { ...about, revision: Number(revision) });
  await server.redis.hset(key, "state", storedPatron(patron), "revision", Number(revision) + 1);
  await server.redis.bitfield(
    `${prefix}ledger:${announcement.frozen.ledger}`,
    "SET",
    "u4",
    `#${number}`,
    state,
  );
  return id;
}

test("everybody counts once for each thing they do, however often", async () => {
  const one = await announced();
  await told("web:aino", one);
  await told("slack:ben", one);
  expect(await library.say("web:aino", "1")).toContain("Tapahtuman tiedot");
  await library.tap("web:aino", `do:announced:${one.id}:dismiss`);
  await library.tap("web:aino", `do:announced:${one.id}:dismiss`);
  await library.tap("slack:ben", `do:announced:${one.id}:dismiss`);
  await library.say("slack:ben", "kiitos");
  await told("telegram:cia", one);
  await library.say("telegram:cia", "lopeta viestit");
  expect(await readReactions(server.redis, one.id)).toEqual({ ...NOBODY, more: 1, dismiss: 2, stop: 1 });
  expect(await readReactions(server.redis, "tiedote99")).toEqual(NOBODY);
});

test("a patron's own reactions are in their data, and nobody else's", async () => {
  const one = await announced();
  const id = await told("web:jon", one);
  const other = await told("web:kai", one);
  await library.tap("web:jon", `do:announced:${one.id}:more:${encodeId(PARTY.id)}`);
  await library.tap("web:kai", `do:announced:${one.id}:dismiss`);
  expect(await collectPatronData(server.redis, id)).toMatchObject({
    reactions: [{ announcement: one.id, kind: "more" }],
  });
  expect(await reactionsOf(server.redis, other)).toEqual([{ announcement: one.id, kind: "dismiss" }]);
});

test("nothing is counted of whoever was not sent it, nor of an announcement that nobody made", async () => {
  const one = await announced();
  await told("web:dan", one, PENDING);
  await library.tap("web:dan", `do:announced:${one.id}:dismiss`);
  await library.start("web:eve");
  expect(await library.tap("web:eve", `do:announced:${one.id}:dismiss`)).toContain("Kiitos");
  expect(await library.tap("web:eve", "do:announced:madeup99:dismiss")).toContain("Kiitos");
  expect(await readReactions(server.redis, one.id)).toEqual(NOBODY);
  expect(await server.redis.keys("*reaction:madeup99*")).toEqual([]);
});

test.each(["from the desk", "by the patron"])(
  "erasing %s takes the patron's reactions away, and no other's",
  async (how) => {
    const one = await announced();
    const id = await told("web:fia", one);
    const other = await told("web:gus", one);
    for (const from of ["web:fia", "web:gus"] as const)
      for (const what of ["dismiss", "stop:announcements"])
        await library.tap(from, `do:announced:${one.id}:${what}`);
    expect(await readReactions(server.redis, one.id)).toEqual({ ...NOBODY, dismiss: 2, stop: 2 });
    if (how === "from the desk") await erasePatron(server.redis, id);
    else {
      await library.say("web:fia", "unohda minut");
      await library.say("web:fia", "1");
    }
    expect(await findPatronOf(server.redis, "web:fia")).toBeUndefined();
    expect(await readReactions(server.redis, one.id)).toEqual({ ...NOBODY, dismiss: 1, stop: 1 });
    await erasePatron(server.redis, other);
    expect(await server.redis.keys(`*reaction:${one.id}*`)).toEqual([]);
    const named = await Promise.all(
      (await server.redis.keys("*:reactions")).map((key) => server.redis.smembers(key)),
    );
    expect(named.flat().filter((name) => name.startsWith(`${one.id}:`))).toEqual([]);
  },
);

test("reactions are kept for a bounded time", async () => {
  const one = await announced();
  await told("web:hei", one);
  await library.tap("web:hei", `do:announced:${one.id}:dismiss`);
  const keys = await server.redis.keys(`*reaction:${one.id}*`);
  expect(keys).toHaveLength(1);
  const days = (await server.redis.ttl(keys[0] ?? "")) / 86_400;
  expect(Math.round(days)).toBe(400);
});

test("a member of the staff gets the announcement alone, as a test, through the inbox", async () => {
  const one = await announced();
  await library.start("teams:anna");
  await tryAnnouncement(server.redis, one.id, { to: "teams:anna", now: "2026-11-25T10:00:00.000Z" });
  await tryAnnouncement(server.redis, one.id, { to: "teams:anna", now: "2026-11-25T10:00:00.000Z" });
  await library.conversation.sweep();
  await library.settled();
  const messages = library.received.get("teams:anna")?.slice(1) ?? [];
  expect(messages.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Kokeilu: .*Kirjasto täyttää.*Sait tämän/s),
  ]);
  expect(await library.say("teams:anna", "ei minulle")).toContain("Kiitos");
  expect(await readReactions(server.redis, one.id)).toEqual(NOBODY);
});

test("an announcement that cannot be read any more holds nobody up", async () => {
  const one = await announced();
  await told("web:ida", one);
  await server.redis.hset(announcementKey(one.id), "record", "{broken");
  expect(await library.tap("web:ida", `do:announced:${one.id}:dismiss`)).toContain("Kiitos");
  expect(await readReactions(server.redis, one.id)).toEqual(NOBODY);
});
