import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import {
  approveAnnouncement,
  cancelAnnouncement,
  changeContent,
  draftAnnouncement,
  endAnnouncement,
  pauseAnnouncement,
  resumeAnnouncement,
  sendAnnouncement,
} from "../../../src/outreach/announcements/announce.ts";
import type { Announcement, AnnouncementContent } from "../../../src/outreach/announcements/announcement.ts";
import {
  findAnnouncement,
  listAnnouncements,
} from "../../../src/outreach/announcements/announcement-store.ts";
import { digestOf } from "../../../src/outreach/announcements/approval.ts";
import { readProgress } from "../../../src/outreach/announcements/ledger.ts";
import { readAudit } from "../../../src/staff/audit.ts";
import { announcementKey } from "../../../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { atOnce } from "../../staff/staff-world.ts";
import {
  APPROVER,
  addPatrons,
  CONTENT,
  EDITOR,
  LIBRARIAN,
  later,
  ledgerKeys,
  NOW,
  SECOND,
  WRITER,
} from "./office.ts";

let server: TestRedis;
beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(async () => {
  await server.redis.flushall();
  await addPatrons(server.redis, 4);
});
afterAll(() => server.stop());

const draft = (content: AnnouncementContent = CONTENT) =>
  draftAnnouncement(server.redis, content, { by: WRITER, now: NOW });
const approve = ({ id, content }: Announcement, by = APPROVER, redis = server.redis) =>
  approveAnnouncement(redis, id, { by, now: later(1), digest: digestOf(content), onePersonApproves: false });
const enqueued: string[] = [];
const enqueue = async ({ id, status }: Announcement) => {
  enqueued.push(`${id} ${status}`);
};
const send = ({ id }: Announcement) =>
  sendAnnouncement(server.redis, id, { by: WRITER, now: later(2), enqueue });
const find = ({ id }: Announcement) => findAnnouncement(server.redis, id);
const newText = { ...CONTENT, texts: { ...CONTENT.texts, en: "Come to the library today." } };

test("an announcement goes from draft to sent, and the log tells each step", async () => {
  enqueued.length = 0;
  const drafted = await draft();
  expect(drafted).toMatchObject({ status: "draft", revision: 1, written: { name: "Aino", at: NOW } });
  const approved = await approve(drafted);
  expect(approved).toMatchObject({
    status: "approved",
    approval: { id: APPROVER.id, digest: digestOf(CONTENT) },
    frozen: { byChannel: { telegram: 4 } },
  });
  expect((await readProgress(server.redis, approved.frozen?.ledger ?? "")).byState.pending).toBe(4);
  await send(drafted);
  const { id } = drafted;
  const acting = { by: EDITOR, now: later(3), enqueue };
  expect((await pauseAnnouncement(server.redis, id, acting)).status).toBe("paused");
  expect((await resumeAnnouncement(server.redis, id, acting)).status).toBe("sending");
  expect(enqueued).toEqual([`${id} sending`, `${id} sending`]);
  await endAnnouncement(server.redis, id, { now: later(9), report: { sent: 4 } });
  const ended = await endAnnouncement(server.redis, id, { now: later(99), report: {} });
  expect(ended).toMatchObject({ status: "sent", ended: later(9), report: { sent: 4 }, revision: 6 });
  expect(await find(drafted)).toEqual(ended);

  const steps: string[] = [];
  for await (const { who, did, about } of readAudit(server.redis)) steps.push(`${who.name} ${did} ${about}`);
  expect(steps).toEqual([
    `Aino draft-announcement ${id}`,
    `Matti approve-announcement ${id}`,
    `Aino send-announcement ${id}`,
    `Eero pause-announcement ${id}`,
    `Eero resume-announcement ${id}`,
  ]);
  const { announcements } = await listAnnouncements(server.redis);
  expect(announcements.map((one) => one.id)).toEqual([id]);
});

test("nobody approves what they wrote or changed last, whatever their roles", async () => {
  const own = await draftAnnouncement(server.redis, CONTENT, { by: EDITOR, now: NOW });
  await expect(approve(own, EDITOR)).rejects.toThrow(
    `Cannot approve announcement "${own.id}": Eero wrote it`,
  );
  const drafted = await draft();
  await changeContent(server.redis, drafted.id, { content: newText, by: EDITOR, now: NOW });
  const changed = { ...drafted, content: newText };
  await expect(approve(changed, EDITOR)).rejects.toThrow("Eero changed it (another approver has to");
  // Having had another person change it last, the first writer may not either.
  await expect(approve(changed, { ...WRITER, roles: ["staff", "approver"] })).rejects.toThrow(
    "Aino wrote it",
  );
  expect((await approve(changed)).status).toBe("approved");
});

test("in a small library one person approves, when the setting says so", async () => {
  const own = await draftAnnouncement(server.redis, CONTENT, { by: EDITOR, now: NOW });
  const asked = { by: EDITOR, now: NOW, digest: digestOf(CONTENT) };
  const approved = await approveAnnouncement(server.redis, own.id, { ...asked, onePersonApproves: true });
  expect(approved.status).toBe("approved");
});

test("each step needs its role", async () => {
  const acting = { by: LIBRARIAN, now: NOW, enqueue };
  const needs = (role: string) => `it needs the role ${role}, and theirs is librarian`;
  await expect(draftAnnouncement(server.redis, CONTENT, acting)).rejects.toThrow(needs("staff"));
  const drafted = await draft();
  const { id } = drafted;
  await expect(approve(drafted, LIBRARIAN)).rejects.toThrow(needs("approver"));
  await expect(approve(drafted, WRITER)).rejects.toThrow("it needs the role approver, and theirs is staff");
  const change = () => changeContent(server.redis, id, { ...acting, content: newText });
  await expect((async () => change())()).rejects.toThrow(needs("staff"));
  await expect(sendAnnouncement(server.redis, id, acting)).rejects.toThrow(needs("staff"));
  await expect(sendAnnouncement(server.redis, id, { ...acting, by: APPROVER })).rejects.toThrow("role staff");
  for (const step of [pauseAnnouncement, resumeAnnouncement, cancelAnnouncement])
    await expect((async () => step(server.redis, id, acting))()).rejects.toThrow(needs("staff or approver"));
  expect(await find(drafted)).toEqual(drafted);
});

test("a change after the approval voids it and drops the frozen audience", async () => {
  const drafted = await draft();
  await approve(drafted);
  expect(await ledgerKeys(server.redis)).not.toEqual([]);
  const changed = await changeContent(server.redis, drafted.id, {
    content: newText,
    by: WRITER,
    now: later(5),
  });
  expect(changed).toMatchObject({ status: "draft", changed: { id: WRITER.id, at: later(5) } });
  expect([changed.approval, changed.frozen]).toEqual([undefined, undefined]);
  expect(await ledgerKeys(server.redis)).toEqual([]);
  await expect(send(drafted)).rejects.toThrow("an approver has not approved it");
});

test.each<readonly [string, Partial<AnnouncementContent>]>([
  ["a letter of a text", { texts: { ...CONTENT.texts, fi: "Tule kirjastoon!" } }],
  ["a language", { texts: { ...CONTENT.texts, sv: "Kom till biblioteket." } }],
  ["the audience", { audience: "interest:makers" }],
  ["an exclusion", { exclude: { ...CONTENT.exclude, announcedWithinDays: 7 } }],
  ["the time", { schedule: { at: "2026-11-26T10:00:00.000Z" } }],
  ["the program", { program: "helmet:1" }],
  ["the image", { image: "https://example.org/a.png" }],
  ["the partner", { partner: "Kallio-liike" }],
  ["the campaign", { campaign: "summer" }],
  ["the choices", { choices: [] }],
])("a change of %s voids an approval", async (_, change) => {
  const drafted = await draft();
  await approve(drafted);
  const content = { ...CONTENT, ...change };
  const changed = await changeContent(server.redis, drafted.id, { content, by: WRITER, now: later(5) });
  expect([changed.status, changed.approval, changed.frozen]).toEqual(["draft", undefined, undefined]);
});

test("the same content in another order is no change", async () => {
  const drafted = await draft();
  const approved = await approve(drafted);
  const { schedule, texts, ...rest } = CONTENT;
  const content = { schedule, ...rest, texts: { en: texts.en, fi: texts.fi, sv: undefined } };
  expect(await changeContent(server.redis, drafted.id, { content, by: WRITER, now: later(5) })).toEqual(
    approved,
  );
});

test("an approval is for the content that was looked at", async () => {
  const drafted = await draft();
  await changeContent(server.redis, drafted.id, { content: newText, by: WRITER, now: later(1) });
  await expect(approve(drafted)).rejects.toThrow("it was changed since you looked at it");
  expect(await find(drafted)).toMatchObject({ status: "draft" });
});

test("what was stored past this service is not sent: the digest is looked at again", async () => {
  const drafted = await draft();
  const approved = await approve(drafted);
  const forged = { ...approved, content: newText };
  await server.redis.hset(announcementKey(drafted.id), "record", JSON.stringify(forged));
  await expect(send(drafted)).rejects.toThrow("its approval is not for what it says now");
});

test("of two who approve at once one does, and one audience is frozen", async () => {
  const drafted = await draft();
  const redis = atOnce(server.connect(), 2);
  const both = await Promise.allSettled([approve(drafted, APPROVER, redis), approve(drafted, SECOND, redis)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = both.find((one) => one.status === "rejected");
  expect(String(refused?.reason)).toMatch(/(Matti|Liisa) has approved it already/);
  const approved = await find(drafted);
  const keys = await ledgerKeys(server.redis);
  expect(keys.every((key) => key.endsWith(`:ledger:${approved?.frozen?.ledger}`))).toBe(true);
  expect((await readProgress(server.redis, approved?.frozen?.ledger ?? "")).total).toBe(4);
});

test("an approval that meets a cancel comes too late, and its audience is dropped", async () => {
  const drafted = await draft();
  const redis = atOnce(server.connect(), 2);
  const cancel = cancelAnnouncement(redis, drafted.id, { by: EDITOR, now: later(1), enqueue });
  const [approving] = await Promise.allSettled([approve(drafted, APPROVER, redis), cancel]);
  const after = await find(drafted);
  // Whichever came first: it is cancelled, and nothing is left that could be sent.
  expect([after?.status, after?.frozen]).toEqual(["cancelled", undefined]);
  expect(await ledgerKeys(server.redis)).toEqual([]);
  if (approving.status === "rejected") expect(String(approving.reason)).toContain("it was cancelled");
  await expect(send(drafted)).rejects.toThrow("it was cancelled");
});

test("a change that meets an approval leaves a draft that nobody approved, or an approval of the new", async () => {
  const drafted = await draft();
  const redis = atOnce(server.connect(), 2);
  await Promise.allSettled([
    changeContent(redis, drafted.id, { content: newText, by: WRITER, now: later(1) }),
    approve(drafted, APPROVER, redis),
  ]);
  const after = await find(drafted);
  expect([after?.status, after?.content.texts.en, after?.approval]).toEqual([
    "draft",
    newText.texts.en,
    undefined,
  ]);
  expect(await ledgerKeys(server.redis)).toEqual([]);
});

test("what is over or under way takes no step that is not its own", async () => {
  const drafted = await draft();
  const acting = { by: EDITOR, now: later(3), enqueue };
  const { id } = drafted;
  await expect(pauseAnnouncement(server.redis, id, acting)).rejects.toThrow("it is a draft");
  await approve(drafted);
  await send(drafted);
  const change = changeContent(server.redis, id, { ...acting, content: newText });
  await expect(change).rejects.toThrow("it is being sent");
  await expect(approve(drafted, SECOND)).rejects.toThrow("Matti has approved it already");
  await expect(resumeAnnouncement(server.redis, id, acting)).rejects.toThrow("it is being sent");
  const ledger = (await find(drafted))?.frozen?.ledger ?? "";
  expect(await cancelAnnouncement(server.redis, id, acting)).toMatchObject({
    status: "cancelled",
    ended: later(3),
  });
  // Who was told stays for the report.
  expect((await readProgress(server.redis, ledger)).total).toBe(4);
  await expect(cancelAnnouncement(server.redis, id, acting)).rejects.toThrow("it was cancelled");
  // The jobs go through it once more, and tell what came of it.
  expect(enqueued.at(-1)).toBe(`${id} cancelled`);
  for (const sent of [3, 4]) await endAnnouncement(server.redis, id, { now: later(9), report: { sent } });
  expect(await find(drafted)).toMatchObject({ status: "cancelled", ended: later(3), report: { sent: 3 } });
});

test("to send twice hands it to the jobs twice, which send it once, and begins once", async () => {
  const drafted = await draft();
  await approve(drafted);
  const first = await send(drafted);
  enqueued.length = 0;
  expect(await send(drafted)).toEqual(first);
  expect(enqueued).toEqual([`${drafted.id} sending`]);
});

test("when its time is over it is neither approved nor sent", async () => {
  const schedule = { until: later(2) };
  const drafted = await draft({ ...CONTENT, schedule });
  await approve(drafted);
  await expect(send(drafted)).rejects.toThrow("the time it had to be sent by is over");
  const late = await draft({ ...CONTENT, schedule: { until: NOW } });
  await expect(approve(late)).rejects.toThrow("the time it had to be sent by is over");
});

test("what is of no use any more is neither approved nor sent", async () => {
  const drafted = await draft();
  const { id } = drafted;
  const whyNoUse = () => '"helmet:1" is cancelled';
  const asked = { now: NOW, digest: digestOf(CONTENT), onePersonApproves: false, whyNoUse };
  await expect(approveAnnouncement(server.redis, id, { ...asked, by: APPROVER })).rejects.toThrow(
    `Cannot approve announcement "${id}": "helmet:1" is cancelled (change it, or cancel the announcement)`,
  );
  await approve(drafted);
  await expect(
    sendAnnouncement(server.redis, id, { by: WRITER, now: later(2), enqueue, whyNoUse }),
  ).rejects.toThrow(`Cannot send announcement "${id}": "helmet:1" is cancelled`);
});

test("for nobody it is not approved", async () => {
  const drafted = await draft({ ...CONTENT, audience: "interest:chess" });
  await expect(approve(drafted)).rejects.toThrow("nobody is in its audience now");
  expect(await ledgerKeys(server.redis)).toEqual([]);
});

test("an announcement that cannot be read is named, and the others are listed", async () => {
  const [one, other] = [await draft(), await draft()];
  await server.redis.hset(announcementKey(one.id), "record", "{");
  await expect(find(one)).rejects.toThrow(`Cannot read announcement "${one.id}"`);
  const { announcements, unreadable } = await listAnnouncements(server.redis);
  expect(announcements.map(({ id }) => id)).toEqual([other.id]);
  expect(unreadable).toHaveLength(1);
});

test("an announcement that is not there is named with where to look", async () => {
  await expect(send({ id: "nothing1" } as Announcement)).rejects.toThrow(
    'Cannot find announcement "nothing1": there is none with that id (see kutsu announce list)',
  );
});

jest.setTimeout(30_000);
