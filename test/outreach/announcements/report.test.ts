import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import {
  approveAnnouncement,
  draftAnnouncement,
  endAnnouncement,
  sendAnnouncement,
} from "../../../src/outreach/announcements/announce.ts";
import type { Announcement } from "../../../src/outreach/announcements/announcement.ts";
import { loadAnnouncement } from "../../../src/outreach/announcements/announcement-store.ts";
import { digestOf } from "../../../src/outreach/announcements/approval.ts";
import {
  dropLedger,
  readProgress,
  STATES,
  type State,
  waitingIn,
} from "../../../src/outreach/announcements/ledger.ts";
import {
  keepReports,
  type Report,
  readReport,
  reportCsv,
} from "../../../src/outreach/announcements/report.ts";
import { PARTITIONS, parsePatronId, partitionPrefix, reactionKey } from "../../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { APPROVER, addPatrons, CONTENT, later, NOW, WRITER } from "./office.ts";

let server: TestRedis;
beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(async () => {
  await server.redis.flushall();
  await addPatrons(server.redis, 6);
});
afterAll(() => server.stop());

const enqueue = async () => {};

/** An announcement that is being sent. */
async function sending(): Promise<Announcement> {
  const { redis } = server;
  const { id } = await draftAnnouncement(redis, CONTENT, { by: WRITER, now: NOW });
  const digest = digestOf(CONTENT);
  await approveAnnouncement(redis, id, { by: APPROVER, now: NOW, digest, onePersonApproves: false });
  return sendAnnouncement(redis, id, { by: WRITER, now: NOW, enqueue });
}

/** Marks recipients as jobs do: what became of each is given, in order. */
async function mark(
  { frozen }: Announcement,
  outcomes: readonly (readonly [State, string?])[],
): Promise<void> {
  const { redis } = server;
  const ledger = frozen?.ledger ?? "";
  const left = [...outcomes];
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const prefix = partitionPrefix(partition);
    for (const id of await waitingIn(redis, ledger, partition)) {
      const [state, reason] = left.shift() ?? [];
      if (state === undefined) return;
      const { number } = parsePatronId(id);
      await redis.bitfield(`${prefix}ledger:${ledger}`, "SET", "u4", `#${number}`, STATES.indexOf(state));
      if (state === "deferred") continue;
      const channel = state === "optedOut" ? "none" : "telegram";
      const field = [channel, state, ...(reason === undefined ? [] : [reason])].join(":");
      await redis.hincrby(`${prefix}tally:${ledger}`, field, 1);
    }
  }
}

/** Somebody saves the program of an announcement. */
async function react({ id }: Announcement): Promise<void> {
  await server.redis.setbit(reactionKey(3, id, "save"), 1, 1);
}

/** The marks of reactions are gone with their time. */
async function forget({ id }: Announcement): Promise<void> {
  await server.redis.del(reactionKey(3, id, "save"));
}

test("a report tells what became of how many, and when it will be over", async () => {
  const announcement = await sending();
  await mark(announcement, [["sent"], ["sent"], ["failed", "too long"], ["optedOut"], ["deferred"]]);
  const report = await readReport(server.redis, announcement, { now: later(8) });
  expect(report).toMatchObject({
    ...{ id: announcement.id, status: "sending", total: 6, remaining: 2, begins: NOW },
    byState: { sent: 2, failed: 1, optedOut: 1, deferred: 1, pending: 1, unknown: 0 },
    byChannel: { telegram: { sent: 2, failed: 1 }, none: { optedOut: 1 } },
    failures: [{ channel: "telegram", reason: "too long", count: 1 }],
    frozen: { telegram: 6 },
    reactions: { more: 0, save: 0, dismiss: 0, stop: 0, feedback: 0 },
    // Four in eight minutes, and one waits.
    expectedEnd: later(10),
  });
  const earlier = { atMs: Date.parse(later(7)), done: 2 };
  expect((await readReport(server.redis, announcement, { now: later(8), earlier })).expectedEnd).toBe(
    later(8.5),
  );
});

test("while nothing was sent no end is expected", async () => {
  const announcement = await sending();
  const report = await readReport(server.redis, announcement, { now: later(8) });
  expect([report.remaining, report.expectedEnd]).toEqual([6, undefined]);
});

test("the numbers are kept when the ledger is gone", async () => {
  const announcement = await sending();
  const { id, frozen } = announcement;
  const ledger = frozen?.ledger ?? "";
  await mark(announcement, [["sent"], ["sent"], ["sent"], ["sent"], ["sent"], ["failed", "blocked"]]);
  const keep = async (days: number) =>
    keepReports(server.redis, [await loadAnnouncement(server.redis, id)], later(days * 24 * 60));
  const load = () => loadAnnouncement(server.redis, id);
  await keep(85);
  expect((await load()).report).toBeUndefined();
  await endAnnouncement(server.redis, id, {
    now: later(10),
    report: await readProgress(server.redis, ledger),
  });
  const read = async () => readReport(server.redis, await load(), { now: later(11) });
  // Reactions go on after the end: they are kept when the ledger is about to go.
  await react(announcement);
  const before = await read();
  expect(before).toMatchObject({ status: "sent", remaining: 0, ended: later(10), byState: { sent: 5 } });
  expect(before.reactions).toMatchObject({ save: 1, more: 0 });
  await keep(79);
  expect((await load()).report).not.toHaveProperty("reactions");
  await keep(85);
  const { revision } = await load();
  await keep(86);
  expect((await load()).revision).toBe(revision);
  await dropLedger(server.redis, ledger);
  await forget(announcement);
  expect(await read()).toEqual(before);
});

test("no cell of a report can be taken for a formula, nor for two", () => {
  const report: Report = {
    ...{ id: "abcdef", status: "sent", total: 2, remaining: 0, frozen: { telegram: 2 } },
    byState: {
      ...{ pending: 0, sending: 0, sent: 0, failed: 2, unreachable: 0 },
      ...{ unknown: 0, deferred: 0, dropped: 0, optedOut: 0 },
    },
    byChannel: { telegram: { failed: 2 } },
    failures: [
      { channel: "telegram", reason: '=HYPERLINK("x")', count: 1 },
      { channel: "telegram", reason: "-1, two\nlines", count: 1 },
    ],
    reactions: { more: 1, save: 0, dismiss: 0, stop: 0, feedback: 0 },
  };
  const lines = reportCsv(report).split("\r\n");
  expect(lines[0]).toBe("announcement,kind,channel,name,count");
  expect(lines).toContain("abcdef,audience,telegram,,2");
  expect(lines).toContain("abcdef,state,telegram,failed,2");
  expect(lines).toContain('abcdef,failure,telegram,"\'=HYPERLINK(""x"")",1');
  expect(lines).toContain('abcdef,failure,telegram,"\'-1, two\nlines",1');
  expect(lines).toContain("abcdef,reaction,all,more,1");
});
