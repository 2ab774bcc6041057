/** Sending one partition of an announcement: every recipient ends in one state, whatever the platform, the patron or a crash does. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type Address,
  type Channel,
  type ChannelMessage,
  NotTaken,
  TooFast,
  Undeliverable,
} from "../../../src/channels/channel.ts";
import { composeAnnouncement } from "../../../src/conversation/announced.ts";
import type { TurnTools } from "../../../src/conversation/turn.ts";
import type { Announcement } from "../../../src/outreach/announcements/announcement.ts";
import {
  freezeAudience,
  readProgress,
  recipientsIn,
  type State,
} from "../../../src/outreach/announcements/ledger.ts";
import { Pace } from "../../../src/outreach/announcements/pace.ts";
import { Run } from "../../../src/outreach/announcements/run.ts";
import { type RunEnd, type SendingTools, sendIn } from "../../../src/outreach/announcements/send.ts";
import { WORDING } from "../../../src/patrons/consent.ts";
import { newPatron, type Patron, parsePatron, storedPatron } from "../../../src/patrons/patron.ts";
import { countAudience } from "../../../src/patrons/segments/audience.ts";
import { readExpression } from "../../../src/patrons/segments/read-expression.ts";
import { rebuildSegments } from "../../../src/patrons/segments/rebuild.ts";
import { readTranscript } from "../../../src/patrons/transcript.ts";
import { type PatronId, partitionPrefix } from "../../../src/store/keys.ts";
import { announcementOf } from "../../helpers/announcements.ts";
import { loadTurnTools } from "../../helpers/chat.ts";
import { until } from "../../helpers/conversation.ts";
import { createFileLog } from "../../helpers/file-log.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { PROGRAMS } from "../../helpers/services.ts";

const NOON = "2026-11-25T10:00:00.000Z";
const NIGHT = "2026-11-25T20:00:00.000Z";
const PARTITION = 7;
const BY_ANNA = { id: "s1", name: "Anna", at: NOON };
const HOUR_MS = 3600_000;

let server: TestRedis;
let turnTools: TurnTools;
let platform: Platform;
let stopping: AbortController;

beforeAll(async () => {
  [server, turnTools] = await Promise.all([startTestRedis(), loadTurnTools()]);
});
beforeEach(async () => {
  await server.redis.flushall();
  platform = new Platform();
  stopping = new AbortController();
});
afterEach(() => stopping.abort());
afterAll(() => server.stop());

/** A platform that does to each address what it was told to, in order, and takes all else. */
class Platform implements Channel {
  readonly name = "telegram";
  readonly got: Address[] = [];
  readonly messages: ChannelMessage[] = [];
  readonly faults = new Map<Address, (() => Promise<void>)[]>();
  routes = () => [];
  identify = async () => "a test";
  start = async () => {};
  stop = async () => {};
  typing = async () => {};
  forget = async () => {};
  limitsOf: Channel["limitsOf"] = () => [];
  send = async (to: Address, message: ChannelMessage) => {
    await this.faults.get(to)?.shift()?.();
    this.got.push(to);
    this.messages.push(message);
    return message.id;
  };
  fails(number: number, ...errors: readonly Error[]): void {
    const faults = errors.map((error) => () => Promise.reject(error));
    this.faults.set(addressOf(number), faults);
  }
}

function addressOf(number: number): Address {
  return `telegram:${number}`;
}

const idOf = (number: number): PatronId => `${PARTITION}-${number}`;
const keyOf = (number: number) => `${partitionPrefix(PARTITION)}patron:${number}`;

/** Patrons 1 to `count`, who agreed to announcements; `change` makes one another. */
async function patrons(
  count: number,
  change: (patron: Patron, number: number) => Patron = (patron) => patron,
) {
  const given = { at: NOON, wording: WORDING, channel: "telegram" };
  for (let number = 1; number <= count; number += 1) {
    const patron: Patron = {
      ...newPatron,
      ...{ language: "fi", met: true, consents: { announcements: given } },
      talks: { [addressOf(number)]: { reachable: true, parked: [], heard: "2026-11-20T10:00:00.000Z" } },
    };
    await store(number, change(patron, number));
  }
  await server.redis.set(`${partitionPrefix(PARTITION)}patrons`, count);
  await rebuildSegments(server.redis, { now: NOON });
}

async function store(number: number, patron: Patron, revision = 1): Promise<void> {
  await server.redis.hset(keyOf(number), { state: storedPatron(patron), revision });
}

async function patronOf(number: number): Promise<Patron> {
  return parsePatron((await server.redis.hget(keyOf(number), "state")) ?? "");
}

/** An announcement that is being sent to all of them. */
async function frozen(change: Partial<Announcement> = {}): Promise<Announcement> {
  const announcement: Announcement = { ...announcementOf(), started: BY_ANNA, ...change };
  const ledger = `${announcement.id}-1`;
  const { byChannel } = await freezeAudience(server.redis, { ...announcement, id: ledger }, NOON);
  return { ...announcement, frozen: { ledger, at: NOON, byChannel } };
}

interface Sent {
  readonly now?: string;
  readonly signal?: AbortSignal;
  readonly tools?: Partial<SendingTools>;
}

async function send(announcement: Announcement, { now = NOON, signal, tools }: Sent = {}): Promise<RunEnd> {
  const { redis } = server;
  const all: SendingTools = {
    ...{ redis, pace: new Pace(redis), rules: turnTools.outreach, log: createFileLog(() => undefined) },
    channels: new Map([[platform.name, platform]]),
    now: () => Date.parse(now),
    read: async () => announcement,
    findProgram: (id) => turnTools.programs.find(id),
    compose: ({ patron, ...about }) => composeAnnouncement(patron, { ...about, tools: turnTools }),
    ...tools,
  };
  return sendIn(PARTITION, announcement, { tools: all, signal: signal ?? stopping.signal });
}

/** The states there are, with how many are in each. */
async function states({ frozen: kept }: Announcement): Promise<Partial<Record<State, number>>> {
  const { byState } = await readProgress(server.redis, kept?.ledger ?? "");
  return Object.fromEntries(Object.entries(byState).filter(([, count]) => count > 0));
}

async function all(announcement: Announcement, state: State): Promise<PatronId[]> {
  const found: PatronId[] = [];
  for await (const id of recipientsIn(server.redis, announcement.frozen?.ledger ?? "", state)) found.push(id);
  return found;
}

describe("an announcement", () => {
  test("reaches each recipient once, and counts in their week", async () => {
    await patrons(30);
    const announcement = await frozen();
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 30 });
    expect([...platform.got].sort()).toEqual([...new Set(platform.got)].sort());
    expect(platform.got).toHaveLength(30);
    expect((await patronOf(12)).outreach.unasked).toEqual([NOON]);
    const [told] = await readTranscript(server.redis, idOf(12));
    expect(told?.said).toEqual([platform.messages.find(({ id }) => id.endsWith(idOf(12)))]);
    // The words are kept once for all.
    expect(await server.redis.keys("*words*")).toHaveLength(1);
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(platform.got).toHaveLength(30);
  });

  test("goes to nobody who took the consent back, is gone, or had enough this week", async () => {
    await patrons(5);
    const announcement = await frozen();
    await store(1, { ...(await patronOf(1)), consents: {} });
    await server.redis.del(keyOf(2));
    await store(3, { ...(await patronOf(3)), weeklyMost: 0 });
    await store(4, { ...(await patronOf(4)), talks: {} });
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 1, optedOut: 2, dropped: 1, unreachable: 1 });
    expect(platform.got).toEqual([addressOf(5)]);
  });

  test("waits out the night, and passes over whom it would reach too late", async () => {
    await patrons(3);
    const announcement = await frozen();
    const morningMs = Date.parse("2026-11-26T07:00:00Z");
    expect(await send(announcement, { now: NIGHT })).toEqual({ kind: "later", atMs: morningMs });
    expect(await states(announcement)).toEqual({ deferred: 3 });
    expect(await send(announcement, { now: "2026-11-26T07:00:00.000Z" })).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 3 });
    const { content } = announcement;
    const soon = { ...content, schedule: { until: "2026-11-25T21:00:00.000Z" } };
    const late = await frozen({ id: "tooltoolate", content: soon });
    expect(await send(late, { now: NIGHT })).toEqual({ kind: "done" });
    expect(await states(late)).toEqual({ dropped: 3 });
  });

  test("does not interrupt a dialog, and comes after it", async () => {
    const heard = "2026-11-25T09:50:00.000Z";
    await patrons(1, (patron) => ({
      ...patron,
      talks: {
        [addressOf(1)]: {
          ...{ reachable: true, parked: [], heard },
          progress: { dialog: "feedback", version: 1, state: { at: "rating" } } as never,
        },
      },
    }));
    const announcement = await frozen();
    expect(await send(announcement)).toEqual({ kind: "later", atMs: Date.parse("2026-11-25T10:20:00Z") });
  });

  test("begins at its time, spread over the partitions", async () => {
    await patrons(1);
    const { content } = announcementOf();
    const at = "2026-11-25T11:00:00.000Z";
    const announcement = await frozen({ content: { ...content, schedule: { at, spreadHours: 6.4 } } });
    expect(await send(announcement)).toEqual({ kind: "later", atMs: Date.parse(at) + 0.7 * HOUR_MS });
    expect(await states(announcement)).toEqual({ pending: 1 });
  });
});

describe("a platform", () => {
  test("that blocks a patron makes them unreachable, and the patron's profile hears of it", async () => {
    await patrons(2);
    const announcement = await frozen();
    platform.fails(1, new Undeliverable("blocked"));
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 1, unreachable: 1 });
    const inbox = await server.redis.lrange(`${partitionPrefix(PARTITION)}inbox:1`, 0, -1);
    expect(inbox.map((json) => JSON.parse(json))).toMatchObject([{ kind: "reachability", reachable: false }]);
  });

  test("that asks to wait gets it later, once", async () => {
    await patrons(3);
    const announcement = await frozen();
    platform.fails(2, new TooFast("slowly", 300));
    const before = performance.now();
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(performance.now() - before).toBeGreaterThan(290);
    expect(await states(announcement)).toEqual({ sent: 3 });
    expect(platform.got).toHaveLength(3);
  });

  test("that refuses a message three times is told why in the report; one in trouble is tried until it is not", async () => {
    await patrons(3);
    const announcement = await frozen();
    const refusal = new NotTaken("no", { reason: "400", isTrouble: false });
    platform.fails(1, refusal, refusal, refusal);
    platform.fails(2, new NotTaken("down", { reason: "503", isTrouble: true }));
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 2, failed: 1 });
    const { byChannel, failures } = await readProgress(server.redis, announcement.frozen?.ledger ?? "");
    expect(byChannel).toEqual({ telegram: { sent: 2, failed: 1 } });
    expect(failures).toEqual([{ channel: "telegram", reason: "400", count: 1 }]);
  });

  test("that does not answer leaves it unknown, and it is not sent again", async () => {
    await patrons(2);
    const announcement = await frozen();
    platform.fails(1, new Error("socket hang up"));
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 1, unknown: 1 });
    expect(await all(announcement, "unknown")).toEqual([idOf(1)]);
    await send(announcement);
    expect(platform.got).toEqual([addressOf(2)]);
  });
});

describe("what did not arrive", () => {
  test("is not told of in the profile or the transcript", async () => {
    await patrons(2);
    const before = await patronOf(1);
    const announcement = await frozen();
    const refusal = new NotTaken("no", { reason: "400", isTrouble: false });
    platform.fails(1, refusal, refusal, refusal);
    platform.fails(2, refusal, refusal);
    await send(announcement);
    expect(await states(announcement)).toEqual({ sent: 1, failed: 1 });
    expect(await patronOf(1)).toEqual(before);
    expect(await readTranscript(server.redis, idOf(1))).toEqual([]);
    expect((await patronOf(2)).outreach.unasked).toEqual([NOON]);
    expect(await readTranscript(server.redis, idOf(2))).toHaveLength(1);
    const told = await countAudience(server.redis, readExpression("announced:7"), NOON);
    expect(told.count).toBe(1);
  });

  test("is not counted for a patron who wrote while it was sent, and what they did stays", async () => {
    await patrons(1);
    const announcement = await frozen();
    platform.faults.set(addressOf(1), [
      async () => {
        const patron = await patronOf(1);
        await store(1, { ...patron, interests: ["chess"] }, 3);
        throw new NotTaken("down", { reason: "503", isTrouble: true });
      },
    ]);
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 1 });
    const { interests, outreach } = await patronOf(1);
    expect(interests).toEqual(["chess"]);
    expect(outreach.unasked).toEqual([NOON]);
    expect(await readTranscript(server.redis, idOf(1))).toHaveLength(1);
  });

  test("because its program is off by now, or over, was passed over, and the report says why", async () => {
    await patrons(2);
    const [program] = PROGRAMS;
    if (program === undefined) throw new Error("Cannot invite to a program: there is none");
    const { content } = announcementOf();
    const invited = { ...content, program: program.id, schedule: { until: "2027-11-27T10:00:00.000Z" } };
    const announcement = await frozen({ content: invited });
    const off = { ...program, status: "cancelled" as const };
    expect(await send(announcement, { tools: { findProgram: () => off } })).toEqual({ kind: "done" });
    expect(platform.got).toEqual([]);
    expect(await states(announcement)).toEqual({ dropped: 2 });
    const { failures } = await readProgress(server.redis, announcement.frozen?.ledger ?? "");
    expect(failures).toEqual([{ channel: "none", reason: "program", count: 2 }]);
    const evening = { ...program, start: "2026-11-25T20:30:00.000Z", end: "2026-11-25T21:30:00.000Z" };
    const late = await frozen({ id: "toolate", content: invited });
    expect(await send(late, { now: NIGHT, tools: { findProgram: () => evening } })).toEqual({ kind: "done" });
    expect(await states(late)).toEqual({ dropped: 2 });
  });
});

describe("a run", () => {
  test("that died leaves what it had begun unknown, and a later one ends it", async () => {
    await patrons(3);
    const announcement = await frozen();
    const ledger = announcement.frozen?.ledger ?? "";
    const dead = await Run.begin(server.redis, ledger, PARTITION);
    const attempt = await attemptTo(1, announcement);
    expect(await dead.beginSending(idOf(1), attempt)).toBe("begun");
    expect(await dead.beginSending(idOf(1), attempt)).toBe("begun");
    expect(await dead.beginSending(idOf(1), { ...attempt, token: "another" })).toBe("taken");
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 2, unknown: 1 });
    expect(await dead.beginSending(idOf(2), await attemptTo(2, announcement))).toBe("fenced");
    expect(await dead.passOver(idOf(2), "dropped")).toBe("fenced");
    // It was only slow: now it is known.
    expect(await dead.settle(idOf(1), "sent", { ...attempt, token: "another" })).toBe("taken");
    expect(await dead.settle(idOf(1), "sent", attempt)).toBe("marked");
    expect(await dead.settle(idOf(1), "sent", attempt)).toBe("taken");
    const { byChannel } = await readProgress(server.redis, ledger);
    expect(byChannel).toEqual({ telegram: { sent: 3 } });
  });

  test("whose send was surely not taken puts it back, also when a later run took it for lost", async () => {
    await patrons(2);
    const announcement = await frozen();
    const ledger = announcement.frozen?.ledger ?? "";
    const slow = await Run.begin(server.redis, ledger, PARTITION);
    const attempt = await attemptTo(1, announcement);
    await slow.beginSending(idOf(1), attempt);
    const later = await Run.begin(server.redis, ledger, PARTITION);
    expect(await states(announcement)).toEqual({ pending: 1, unknown: 1 });
    expect(await slow.takeBack(idOf(1), { state: "pending" }, attempt)).toBe("marked");
    expect(await states(announcement)).toEqual({ pending: 2 });
    const again = { ...(await attemptTo(1, announcement)), revision: "3", token: "again" };
    expect(await later.beginSending(idOf(1), again)).toBe("begun");
    // The answer to the first was lost, and it is told once more.
    expect(await slow.takeBack(idOf(1), { state: "pending" }, attempt)).toBe("taken");
    expect(await states(announcement)).toEqual({ pending: 1, sending: 1 });
    // Where all runs have ended nobody would come back to it.
    expect([await later.finish(), await slow.finish()]).toEqual(["waiting", "fenced"]);
    await later.passOver(idOf(2), "dropped");
    expect(await later.finish()).toBe("ended");
    expect(await later.takeBack(idOf(1), { state: "pending" }, again)).toBe("marked");
    expect(await states(announcement)).toEqual({ dropped: 1, failed: 1 });
  });

  test("begins nothing for a patron who did something since they were read", async () => {
    await patrons(1);
    const announcement = await frozen();
    const run = await Run.begin(server.redis, announcement.frozen?.ledger ?? "", PARTITION);
    const attempt = await attemptTo(1, announcement);
    await store(1, { ...(await patronOf(1)), consents: {} }, 2);
    expect(await run.beginSending(idOf(1), attempt)).toBe("changed");
    expect(await states(announcement)).toEqual({ pending: 1 });
  });

  test("twice at the same time sends once to each", async () => {
    await patrons(60);
    const announcement = await frozen();
    const ends = await Promise.all([send(announcement), send(announcement), send(announcement)]);
    expect(ends).toContainEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ sent: 60 });
    expect(platform.got).toHaveLength(60);
    expect(new Set(platform.got).size).toBe(60);
  });

  test("stops soon when staff pause it, and what is left goes out when they resume it", async () => {
    await patrons(40);
    const announcement = await frozen();
    let now: Announcement = announcement;
    for (let number = 1; number <= 40; number += 1)
      platform.faults.set(addressOf(number), [() => new Promise((resolve) => setTimeout(resolve, 200))]);
    const sending = send(announcement, { tools: { read: async () => now } });
    await until("the first ones", () => platform.got.length > 4);
    now = { ...announcement, status: "paused" };
    expect(await sending).toEqual({ kind: "stopped" });
    const before = platform.got.length;
    expect(before).toBeLessThan(40);
    expect(await states(announcement)).toEqual({ sent: before, pending: 40 - before });
    now = announcement;
    platform.faults.clear();
    expect(await send(announcement)).toEqual({ kind: "done" });
    expect(platform.got).toHaveLength(40);
    expect(new Set(platform.got).size).toBe(40);
  });

  test("that waits for its turn stops as soon, and sends nothing after", async () => {
    await patrons(40);
    const announcement = await frozen();
    let now: Announcement = announcement;
    platform.limitsOf = () => [{ bucket: "bot", count: 2, windowMs: 1000 }];
    const warned: string[] = [];
    const log = createFileLog(({ level, said }) => void warned.push(`${level} ${said}`));
    const sending = send(announcement, { tools: { read: async () => now, log } });
    await until("the first ones", () => platform.got.length > 1);
    now = { ...announcement, status: "paused" };
    const before = performance.now();
    expect(await sending).toEqual({ kind: "stopped" });
    expect(performance.now() - before).toBeLessThan(5000);
    const sent = platform.got.length;
    expect(sent).toBeLessThan(20);
    expect(await states(announcement)).toEqual({ sent, pending: 40 - sent });
    expect(warned).toEqual([]);
  });

  test("over a cancelled one passes over whoever waits", async () => {
    await patrons(4);
    const announcement = await frozen();
    expect(await send({ ...announcement, status: "cancelled" })).toEqual({ kind: "done" });
    expect(await states(announcement)).toEqual({ dropped: 4 });
    expect(platform.got).toEqual([]);
  });
});

async function attemptTo(number: number, announcement: Announcement) {
  const before = await patronOf(number);
  const address = addressOf(number);
  const about = { id: idOf(number), address, announcement, now: NOON, revision: 1, tools: turnTools };
  const { patron, transcript } = composeAnnouncement(before, about);
  return { ...{ channel: "telegram", token: "t", revision: "1", before, patron }, transcript };
}
