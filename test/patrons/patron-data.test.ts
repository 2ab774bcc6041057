import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Address, ChannelEvent } from "../../src/channels/channel.ts";
import { ConversationStore } from "../../src/conversation/conversation-store.ts";
import { type TurnTools, takeTurn } from "../../src/conversation/turn.ts";
import { collectPatronData } from "../../src/my-data.ts";
import {
  EXPORT_LINK_SECONDS,
  erasePatron,
  exportPatron,
  readExportToken,
  signExportToken,
} from "../../src/patrons/patron-data.ts";
import { type PatronId, partitionOfAddress, partitionPrefix } from "../../src/store/keys.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { NOW } from "../helpers/services.ts";

const SECRET = "a secret of at least thirty-two characters";
let server: TestRedis;
let store: ConversationStore;
let tools: TurnTools;

beforeAll(async () => {
  [server, tools] = await Promise.all([startTestRedis(), loadTurnTools()]);
  store = new ConversationStore(server.redis, { leaseMs: 10_000 });
});
afterAll(() => server.stop());

let events = 0;

/** Has a patron say things, each turn committed; gives the patron's id. */
async function talked(address: Address, says: readonly string[]): Promise<PatronId> {
  let id: PatronId | undefined;
  for (const text of says) {
    events += 1;
    const event: ChannelEvent = {
      id: `e${events}`,
      from: address,
      at: NOW,
      scope: "private",
      kind: "said",
      text,
    };
    const snapshot = await store.acceptEvent(event);
    if (snapshot === undefined) throw new Error(`Cannot say "${text}": the event was seen before`);
    id = snapshot.id;
    const commit = takeTurn(snapshot, event, { tools, now: NOW });
    await store.commitTurn(snapshot, { ...commit, messages: [] }, { address, token: "test" });
  }
  if (id === undefined) throw new Error("Cannot tell the patron's id: nothing was said");
  return id;
}

const FEEDBACK = [
  "haluan antaa palautetta",
  "kirjastosta",
  "4",
  "Ihana sali",
  "2",
  "joo",
  "maija@example.org",
];

test("a patron's data is their profile, their feedback with its contact, and both sides of the talk", async () => {
  const id = await talked("test:export", FEEDBACK);
  const data = await collectPatronData(server.redis, id);
  expect(data).toMatchObject({
    id,
    profile: { language: "fi", given: [{ text: "Ihana sali" }] },
    feedback: [{ about: "library", rating: 4, text: "Ihana sali", contact: "maija@example.org" }],
  });
  const transcript = (await exportPatron(server.redis, id))?.transcript ?? [];
  expect(transcript.map(({ patron }) => patron.text)).toEqual([...FEEDBACK.slice(0, -1), "[…]"]);
  expect(JSON.stringify(transcript)).not.toContain("maija@example.org");
});

test("a patron nobody knows has no data, and erasing nobody is harmless", async () => {
  expect(await exportPatron(server.redis, "3-999999")).toBeUndefined();
  expect(await erasePatron(server.redis, "3-999999")).toBe(false);
});

test("erasing leaves nothing of a patron, and everything of the others", async () => {
  const other = await talked("test:other", ["hei"]);
  const id = await talked("test:erase", FEEDBACK);
  expect(await erasePatron(server.redis, id)).toBe(true);
  expect(await erasePatron(server.redis, id)).toBe(false);
  expect(await exportPatron(server.redis, id)).toBeUndefined();
  const prefix = partitionPrefix(partitionOfAddress("test:erase"));
  const left = (await server.redis.keys(`${prefix}*`)).filter((key) => /erase|feedback:|contact:/.test(key));
  expect(left).toEqual([]);
  expect(await exportPatron(server.redis, other)).toMatchObject({ id: other });
});

test("a link to one's data works for an hour, and for nobody else", () => {
  const token = signExportToken({ id: "17-42", partings: 2 }, NOW, SECRET);
  const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();
  expect(readExportToken(token, later(EXPORT_LINK_SECONDS - 61), SECRET)).toEqual({
    id: "17-42",
    partings: 2,
  });
  expect(readExportToken(token, later(EXPORT_LINK_SECONDS), SECRET)).toBeUndefined();
  expect(readExportToken(token, NOW, `${SECRET}!`)).toBeUndefined();
  expect(readExportToken(token.replace("17-42", "17-43"), NOW, SECRET)).toBeUndefined();
  expect(readExportToken(token.replace(/\.(\d)/, ".9$1"), NOW, SECRET)).toBeUndefined();
  expect(readExportToken(token.replace(".2.", ".3."), NOW, SECRET)).toBeUndefined();
});

test.each([
  "",
  "17-42",
  "17-42.9999999999",
  "17-42.0.9999999999.",
  "../../etc/passwd",
  "17-42.0.9999999999.x",
  "\u0000",
])("what is no such link is refused: %j", (token) => {
  expect(readExportToken(token, NOW, SECRET)).toBeUndefined();
});

test("a link made twice within a minute is the same, so that a turn taken again says the same", () => {
  expect(signExportToken({ id: "1-1" }, "2026-11-18T08:00:01Z", SECRET)).toBe(
    signExportToken({ id: "1-1" }, "2026-11-18T08:00:59Z", SECRET),
  );
});
