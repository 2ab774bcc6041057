import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { PaceLimit } from "../../../src/channels/channel.ts";
import { type Busy, Pace, type Reserved } from "../../../src/outreach/announcements/pace.ts";
import {
  type EmulatedLimit,
  EnforcedLimits,
  slackLimits,
  teamsLimits,
  telegramLimits,
} from "../../channels/limits.ts";
import { startTestCluster, startTestRedis, type TestCluster, type TestRedis } from "../../helpers/redis.ts";

const BOT: PaceLimit = { bucket: "bot", count: 30, windowMs: 1000 };
const START_MS = Date.parse("2026-11-25T10:00:00Z");

/** How evenly 30 in a second follow each other, with the margin. */
const INTERVAL_MS = 1020 / 30;

let server: TestRedis;
let nowMs: number;
let pace: Pace;

beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.redis.flushall();
  nowMs = START_MS;
  pace = new Pace(server.redis, { nowMs: () => nowMs });
});

const chat = (id: number): PaceLimit => ({ bucket: `chat:${id}`, count: 1, windowMs: 1000 });

async function reserved(limits: readonly PaceLimit[] = [BOT], from = pace): Promise<Reserved> {
  const answer = await from.reserve("telegram", limits);
  if (answer.kind === "busy") throw new Error(`Cannot go on: busy for ${answer.askAgainInMs} ms`);
  return answer;
}

async function busy(limits: readonly PaceLimit[] = [BOT]): Promise<Busy> {
  const answer = await pace.reserve("telegram", limits);
  if (answer.kind === "reserved") throw new Error("Cannot go on: reserved what should be busy");
  return answer;
}

/** Lets time pass whenever it must, and gives the moments of so many messages. */
async function moments(count: number, limitsOf: (index: number) => readonly PaceLimit[]): Promise<number[]> {
  const sent: number[] = [];
  while (sent.length < count) {
    const answer = await pace.reserve("telegram", limitsOf(sent.length));
    if (answer.kind === "busy") nowMs += answer.askAgainInMs;
    else sent.push(nowMs + answer.waitMs);
  }
  return sent;
}

/** How many of the messages an exact platform refuses. */
function refusedOf(sent: readonly number[], limitsOf: (index: number) => readonly EmulatedLimit[]): number {
  let at = 0;
  const limits = new EnforcedLimits(() => at);
  for (const [index, moment] of sent.entries()) {
    at = moment;
    limits.refuse(limitsOf(index));
  }
  return limits.refusedAt.length;
}

/** Fills the pipeline: takes all that may be reserved now. */
async function takeAll(limits: readonly PaceLimit[] = [BOT]): Promise<Reserved[]> {
  const taken: Reserved[] = [];
  for (;;) {
    const answer = await pace.reserve("telegram", limits);
    if (answer.kind === "busy") return taken;
    taken.push(answer);
  }
}

test("messages go evenly and use more than 97 % of the limit", async () => {
  const sent = await moments(300, () => [BOT]);
  expect(sent[0]).toBe(START_MS);
  const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
  for (const gap of gaps) expect(gap).toBeCloseTo(INTERVAL_MS, 2);
  expect(1000 / (30 * INTERVAL_MS)).toBeGreaterThan(0.97);
});

test("a slow moment is caught up with: after it the limit is used as if it had not been", async () => {
  const onTime = await moments(90, () => [BOT]);
  await server.redis.flushall();
  nowMs = START_MS;
  await moments(45, () => [BOT]);
  nowMs += 350;
  const later = await moments(45, () => [BOT]);
  expect((later.at(-1) ?? 0) - (onTime.at(-1) ?? 0)).toBeLessThan(INTERVAL_MS);
});

test.each([
  ["Telegram", (index: number) => telegramLimits(index)],
  ["Teams", (index: number) => teamsLimits("t", String(index))],
  ["Slack", (index: number) => slackLimits("T1", `C${index}`)],
  ["one conversation of Teams", () => teamsLimits("t", "one")],
  ["one chat of Telegram", () => telegramLimits(1)],
] as const)(
  "nothing is refused by an exact %s, however late within 20 ms messages come",
  async (_, limitsOf) => {
    const sent = await moments(200, limitsOf);
    // By turns: each late one is followed, a window later, by one that is not.
    const late = sent.map((at, index) => at + (Math.floor(index / 30) % 2 === 0 ? 19.9 : 0));
    expect(refusedOf(late, limitsOf)).toBe(0);
  },
);

test("processes share a limit: no moment is given twice", async () => {
  const others = Array.from({ length: 3 }, () => new Pace(server.connect(), { nowMs: () => nowMs }));
  const all = await Promise.all([0, 1, 2, 3, 4].map((index) => reserved([BOT], others[index % 3])));
  const waits = all.map(({ waitMs }) => waitMs).toSorted((a, b) => a - b);
  for (const [index, waitMs] of waits.entries()) expect(waitMs).toBeCloseTo(index * INTERVAL_MS, 2);
});

test("nothing is reserved more than 150 ms ahead", async () => {
  const taken = await takeAll();
  expect(taken.length).toBe(5);
  const { askAgainInMs } = await busy();
  nowMs += askAgainInMs;
  expect((await reserved()).waitMs).toBeCloseTo(150, 2);
});

test("a chat that was just written to keeps nobody else waiting", async () => {
  await reserved([BOT, chat(1)]);
  expect((await busy([BOT, chat(1)])).askAgainInMs).toBe(870);
  nowMs += 900;
  // Near enough to be reserved, but the bot would be silent until then.
  expect((await busy([BOT, chat(1)])).askAgainInMs).toBe(120);
  expect((await reserved([BOT, chat(2)])).waitMs).toBe(0);
  nowMs += 120;
  expect((await reserved([BOT, chat(1)])).waitMs).toBe(0);
});

test("an answer to a patron takes one from announcements, and while patrons are answered a tenth more is left", async () => {
  const answersAt = START_MS + 100;
  const sent: number[] = [];
  while (sent.length < 60) {
    if (nowMs === START_MS && sent.length === 4) {
      nowMs = answersAt;
      pace.spent("telegram", [BOT]);
    }
    const answer = await pace.reserve("telegram", [BOT]);
    if (answer.kind === "busy") nowMs += answer.askAgainInMs;
    else sent.push(nowMs + answer.waitMs);
  }
  const inSecond = (from: number) => sent.filter((at) => at >= from && at < from + 1020).length;
  expect(inSecond(START_MS)).toBe(26);
  expect(inSecond(answersAt + 1000)).toBe(27);
  nowMs = answersAt + 10_000;
  const full = await moments(60, () => [BOT]);
  expect((full[59] ?? 0) - (full[29] ?? 0)).toBeCloseTo(1020, 2);
});

test("an answer counts after what is reserved, so that moments stay in order", async () => {
  const taken = await takeAll();
  pace.spent("telegram", [BOT]);
  nowMs += 100;
  expect(nowMs + (await reserved()).waitMs).toBeGreaterThan(START_MS + (taken.at(-1)?.waitMs ?? 0));
});

test("answers keep announcements away no longer than the platform counts them", async () => {
  for (let answer = 0; answer < 500; answer += 1) pace.spent("telegram", [BOT]);
  expect((await busy()).askAgainInMs).toBe(870);
  nowMs += 870;
  expect((await reserved()).waitMs).toBe(150);
});

test("what follows a window after a late message is put off, and those after it catch up", async () => {
  const onTime = await moments(90, () => [BOT]);
  await server.redis.flushall();
  nowMs = START_MS;
  const taken = await takeAll();
  const [first] = taken;
  if (first === undefined) throw new Error("Cannot go on: nothing was reserved");
  nowMs += 100;
  pace.begin({ ...first, dueMs: performance.now() - 100 });
  const sent = [
    ...taken.map(({ waitMs }) => START_MS + waitMs),
    ...(await moments(90 - taken.length, () => [BOT])),
  ];
  expect(sent[29]).toBeCloseTo(onTime[29] ?? 0, 0);
  expect(sent[30]).toBeGreaterThanOrEqual(START_MS + 100 + 1000 + 15);
  expect(sent[30]).toBeLessThan(START_MS + 100 + 1000 + 35);
  expect(sent[59]).toBeCloseTo(onTime[59] ?? 0, 0);
});

test("a message that may have been long on its way counts as late, however it began", async () => {
  const quick = await reserved([chat(1)]);
  pace.answered({ reserved: quick, begunMs: performance.now(), loggedAt: quick.at });
  const slow = await reserved([chat(2)]);
  nowMs += 300;
  const begun = { reserved: { ...slow, dueMs: performance.now() - 300 }, begunMs: performance.now() - 300 };
  pace.answered({ ...begun, loggedAt: slow.at });
  // 250 of the 300 are taken for the way, 230 more than the margin.
  const { askAgainInMs } = await busy([chat(2)]);
  expect(askAgainInMs).toBeGreaterThan(1020 - 300 + 230 - 150);
  expect(askAgainInMs).toBeLessThan(1020 - 300 + 230 - 150 + 20);
});

test("a message that is far too late has missed its moment", async () => {
  const one = await reserved();
  expect(pace.begin(one)).toBeDefined();
  expect(pace.begin({ ...one, dueMs: one.dueMs - 500 })).toBeUndefined();
});

test("a message that begins a little late puts off what comes a window later", async () => {
  const one = await reserved([chat(1)]);
  nowMs += 300;
  expect(pace.begin({ ...one, dueMs: performance.now() - 300 })).toBeDefined();
  const { askAgainInMs } = await busy([chat(1)]);
  expect(askAgainInMs).toBeGreaterThanOrEqual(1000 + 15 - 150);
});

test("a pause stops announcements of the whole channel, and a shorter one does not shorten it", async () => {
  expect(await pace.pausedForMs("telegram")).toBe(0);
  await pace.pauseChannel("telegram", 5000);
  await pace.pauseChannel("telegram", 2000);
  nowMs += 1000;
  expect(await busy()).toEqual({ kind: "busy", askAgainInMs: 4000 });
  expect(await busy([])).toEqual({ kind: "busy", askAgainInMs: 4000 });
  expect(await pace.pausedForMs("telegram")).toBe(4000);
  expect((await pace.reserve("slack", [BOT])).kind).toBe("reserved");
  await pace.pauseChannel("telegram", 10_072_000);
  expect(await pace.pausedForMs("telegram")).toBe(10_072_000);
  nowMs += 10_072_000;
  expect(await pace.pausedForMs("telegram")).toBe(0);
  expect((await reserved()).waitMs).toBe(0);
});

test("a clock that is set back stops nobody for long", async () => {
  await takeAll();
  nowMs -= 3_600_000;
  expect((await busy()).askAgainInMs).toBeLessThanOrEqual(1020);
});

test("an address without limits may always be written to", async () => {
  expect(await reserved([])).toMatchObject({ waitMs: 0 });
});

test("every key is forgotten", async () => {
  await reserved([BOT, chat(1)]);
  pace.spent("telegram", [BOT, chat(2)]);
  await pace.pauseChannel("telegram", 60_000);
  const keys = await server.redis.keys("*");
  expect(keys.length).toBe(5);
  for (const key of keys) {
    expect(key).toMatch(/^kutsu:\{pace:telegram\}:/);
    expect(await server.redis.pttl(key)).toBeGreaterThan(0);
    expect(await server.redis.pttl(key)).toBeLessThanOrEqual(60_000);
  }
});

test("by Redis's own clock, a turn comes when its moment does, and waiting ends when it is told to", async () => {
  const own = new Pace(server.redis);
  const one = await own.untilTurn("telegram", [BOT]);
  const two = await own.untilTurn("telegram", [BOT]);
  expect(performance.now()).toBeGreaterThanOrEqual(two.fromMs);
  expect(two.at - one.at).toBeGreaterThanOrEqual(INTERVAL_MS * 1000);
  await own.pauseChannel("telegram", 60_000);
  const stop = new AbortController();
  const waiting = own.untilTurn("telegram", [BOT], stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow("aborted");
});

test("counting and telling of lateness throw nothing when Redis is away", async () => {
  const redis = server.connect();
  const lost = new Pace(redis);
  const one = await reserved([BOT], lost);
  redis.disconnect();
  lost.spent("telegram", [BOT]);
  expect(lost.begin({ ...one, dueMs: performance.now() - 100 })).toBeDefined();
  await expect(lost.reserve("telegram", [BOT])).rejects.toThrow();
});

describe("on a Redis Cluster", () => {
  let masters: TestCluster;
  beforeAll(async () => {
    masters = await startTestCluster();
  }, 60_000);
  afterAll(() => masters.stop());

  test("all limits of an address are in one slot", async () => {
    const clustered = new Pace(masters.cluster, { nowMs: () => nowMs });
    for (const channel of ["telegram", "teams", "slack", "web"]) {
      const limits = teamsLimits("tenant {with} braces", `19:${channel}@thread.v2`);
      expect((await clustered.reserve(channel, limits)).kind).toBe("reserved");
      await clustered.pauseChannel(channel, 1000);
      expect((await clustered.reserve(channel, limits)).kind).toBe("busy");
    }
  });
});
