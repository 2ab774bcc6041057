/** Who may approve after whose changes, and what has to be approved again though nobody changed it. */
import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import {
  approveAnnouncement,
  cancelAnnouncement,
  changeContent,
  draftAnnouncement,
  pauseAnnouncement,
  resumeAnnouncement,
  sendAnnouncement,
} from "../../../src/outreach/announcements/announce.ts";
import {
  type Announcement,
  type AnnouncementContent,
  usualChoices,
} from "../../../src/outreach/announcements/announcement.ts";
import { loadAnnouncement } from "../../../src/outreach/announcements/announcement-store.ts";
import { digestOf, whereaboutsOf } from "../../../src/outreach/announcements/approval.ts";
import { readProgress } from "../../../src/outreach/announcements/ledger.ts";
import { answerAsPartner, makePartnerLink } from "../../../src/outreach/announcements/partner-link.ts";
import type { Program } from "../../../src/programs/program.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { library, makeProgram } from "../../programs/make-program.ts";
import { APPROVER, addPatrons, CONTENT, EDITOR, later, ledgerKeys, NOW, SECOND, WRITER } from "./office.ts";

jest.setTimeout(30_000);

const DAY = 24 * 60;
const INVITING: AnnouncementContent = { ...CONTENT, program: "helmet:1" };
const THERE = makeProgram({
  ...{ id: "helmet:1", start: "2026-12-01T15:00:00Z", end: "2026-12-01T17:00:00Z" },
  place: library("Kallion"),
});

let server: TestRedis;
let program: Program;
beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(async () => {
  program = THERE;
  await server.redis.flushall();
  await addPatrons(server.redis, 4);
});
afterAll(() => server.stop());

const whereabouts = () => whereaboutsOf(program);
const enqueue = async () => {};
const draft = (content: AnnouncementContent = CONTENT) =>
  draftAnnouncement(server.redis, content, { by: WRITER, now: NOW });
const find = ({ id }: Announcement) => loadAnnouncement(server.redis, id);
const change = ({ id }: Announcement, by: typeof EDITOR, fi: string) =>
  changeContent(server.redis, id, { content: { ...CONTENT, texts: { ...CONTENT.texts, fi } }, by, now: NOW });

async function approve({ id }: Announcement, { by = APPROVER, now = NOW } = {}): Promise<Announcement> {
  const digest = digestOf((await loadAnnouncement(server.redis, id)).content);
  const asked = { by, now, digest, onePersonApproves: false, whereabouts };
  return approveAnnouncement(server.redis, id, asked);
}

const send = ({ id }: Announcement, now = NOW) =>
  sendAnnouncement(server.redis, id, { by: WRITER, now, enqueue, whereabouts });

test("whoever changed it at any time does not approve it, however many changed it since", async () => {
  const drafted = await draft();
  const second: typeof SECOND = { ...SECOND, roles: ["staff", "approver"] };
  await change(drafted, EDITOR, "Tule tänään.");
  await change(drafted, second, "Tule huomenna.");
  await change(drafted, WRITER, "Tule joskus.");
  await change(drafted, second, "Tule aina.");
  await expect(approve(drafted, { by: EDITOR })).rejects.toThrow("Eero changed it (another approver has to");
  await expect(approve(drafted, { by: second })).rejects.toThrow("Liisa changed it");
  expect((await find(drafted)).changedBefore?.map(({ name }) => name)).toEqual(["Eero", "Liisa", "Aino"]);
  expect((await approve(drafted)).status).toBe("approved");
});

test("an audience that was frozen more than two weeks ago is not sent to until it is approved again", async () => {
  const drafted = await draft();
  const old = (await approve(drafted)).frozen?.ledger ?? "";
  await expect(approve(drafted, { by: SECOND, now: later(14 * DAY) })).rejects.toThrow(
    "Matti has approved it already",
  );
  const now = later(14 * DAY + 1);
  await expect(send(drafted, now)).rejects.toThrow(
    `Cannot send announcement "${drafted.id}": its audience was frozen more than 14 days ago (approve it again: kutsu announce approve ${drafted.id})`,
  );
  const again = await approve(drafted, { by: SECOND, now });
  expect(again).toMatchObject({ status: "approved", approval: { name: "Liisa" }, frozen: { at: now } });
  expect((await readProgress(server.redis, again.frozen?.ledger ?? "")).total).toBe(4);
  expect((await ledgerKeys(server.redis)).some((key) => key.endsWith(old))).toBe(false);
  expect((await send(drafted, now)).status).toBe("sending");
});

test("one that was paused for so long is not resumed: it is cancelled", async () => {
  const drafted = await draft();
  await approve(drafted);
  await send(drafted);
  const acting = (now: string) => ({ by: EDITOR, now, enqueue });
  await pauseAnnouncement(server.redis, drafted.id, acting(later(1)));
  await resumeAnnouncement(server.redis, drafted.id, acting(later(14 * DAY)));
  await pauseAnnouncement(server.redis, drafted.id, acting(later(14 * DAY)));
  const late = acting(later(14 * DAY + 1));
  await expect(resumeAnnouncement(server.redis, drafted.id, late)).rejects.toThrow(
    "its audience was frozen more than 14 days ago (cancel it, and draft it anew",
  );
  await expect(approve(drafted, { now: late.now })).rejects.toThrow("Matti has approved it already");
  expect((await cancelAnnouncement(server.redis, drafted.id, late)).status).toBe("cancelled");
});

test.each<readonly [string, Partial<Program>, string]>([
  [
    "begins at another time",
    { start: "2026-12-01T16:00:00Z" },
    "2026-12-01T15:00:00Z, Kallion kirjasto, and now it is 2026-12-01T16:00:00Z, Kallion kirjasto",
  ],
  [
    "is elsewhere",
    { place: library("Oodin") },
    "2026-12-01T15:00:00Z, Kallion kirjasto, and now it is 2026-12-01T15:00:00Z, Oodin kirjasto",
  ],
])("a program that %s now has to be approved again", async (_what, moved, told) => {
  const drafted = await draft(INVITING);
  await approve(drafted);
  program = { ...THERE, ...moved };
  await expect(send(drafted)).rejects.toThrow(
    `Matti approved it when its program was ${told} (approve it again`,
  );
  expect((await approve(drafted)).approval?.program).toEqual(whereabouts());
  expect((await send(drafted)).status).toBe("sending");
});

test("a partner who approved a program that has moved is asked again; one who approved the content alone is not", async () => {
  for (const isMoved of [true, false]) {
    program = THERE;
    const drafted = await draft({ ...INVITING, partner: "Kallio-liike" });
    const claim = await makePartnerLink(server.redis, drafted.id, { by: WRITER, now: NOW });
    const answer = { approves: true, name: "Pekka", now: NOW, whereabouts };
    await answerAsPartner(server.redis, claim, answer);
    await approve(drafted);
    if (isMoved) program = { ...THERE, place: library("Oodin") };
    const now = later(15 * DAY);
    await expect(send(drafted, now)).rejects.toThrow("approve it again");
    const again = await approve(drafted, { now });
    expect([again.status, again.partnerApproval !== undefined]).toEqual(
      isMoved ? ["draft", false] : ["approved", true],
    );
    if (!isMoved) continue;
    await expect(send(drafted, now)).rejects.toThrow("Kallio-liike has not approved it");
    const newer = await makePartnerLink(server.redis, drafted.id, { by: WRITER, now });
    await answerAsPartner(server.redis, newer, { ...answer, now });
    expect((await send(drafted, now)).status).toBe("sending");
  }
});

test("a sample moves with the days, and is the same", () => {
  expect(whereaboutsOf({ ...THERE, sample: true })).toBeUndefined();
});

test("a draft that was begun in a chat is approved only once it was completed from a file", async () => {
  const content = { ...CONTENT, texts: { fi: "Hei {nimi}" }, audience: "", choices: usualChoices({}) };
  const drafted = await draft(content);
  await expect(approve(drafted)).rejects.toThrow(
    `Cannot approve announcement "${drafted.id}": it has no audience yet (draft it from a file: kutsu announce draft FILE --id ${drafted.id})`,
  );
});
