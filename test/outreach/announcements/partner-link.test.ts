import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { announcementInWords } from "../../../src/commands/announcement-in-words.ts";
import {
  approveAnnouncement,
  cancelAnnouncement,
  changeContent,
  draftAnnouncement,
  sendAnnouncement,
} from "../../../src/outreach/announcements/announce.ts";
import type { Announcement, AnnouncementContent } from "../../../src/outreach/announcements/announcement.ts";
import {
  findAnnouncement,
  loadAnnouncement,
} from "../../../src/outreach/announcements/announcement-store.ts";
import { digestOf } from "../../../src/outreach/announcements/approval.ts";
import {
  answerAsPartner,
  makePartnerLink,
  type PartnerClaim,
  readPartnerLink,
  readPartnerName,
  signPartnerLink,
} from "../../../src/outreach/announcements/partner-link.ts";
import type { KutsuServer } from "../../../src/server.ts";
import { readAudit } from "../../../src/staff/audit.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { patronAt, SegmentWorld } from "../../patrons/segments/segment-world.ts";
import { atOnce } from "../../staff/staff-world.ts";
import { APPROVER, addPatrons, CONTENT, LIBRARIAN, later, ledgerKeys, NOW, WRITER } from "./office.ts";
import { servePartnerPages } from "./partner-pages.ts";

jest.setTimeout(30_000);

const SECRET = "a secret of the test that is long enough";
const PARTNERED = { ...CONTENT, partner: "Kallio-liike" };

let redis: TestRedis;
let server: KutsuServer;
let url: string;
let now = NOW;
const errors: unknown[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
  ({ server, url } = await servePartnerPages({
    ...{ redis: redis.redis, secret: SECRET, now: () => now },
    onError: (error) => errors.push(error),
  }));
});
beforeEach(async () => {
  now = NOW;
  errors.length = 0;
  await redis.redis.flushall();
  await addPatrons(redis.redis, 6);
});
afterAll(async () => {
  await server.close();
  await redis.stop();
});

const draft = (content: AnnouncementContent = PARTNERED) =>
  draftAnnouncement(redis.redis, content, { by: WRITER, now: NOW });
const approve = ({ id, content }: Announcement) =>
  approveAnnouncement(redis.redis, id, {
    ...{ by: APPROVER, now, digest: digestOf(content), onePersonApproves: false },
  });
const find = async ({ id }: Announcement) => loadAnnouncement(redis.redis, id);
const link = async ({ id }: Announcement) => makePartnerLink(redis.redis, id, { by: WRITER, now: NOW });
const at = (claim: PartnerClaim, secret = SECRET) => `${url}/partner/${signPartnerLink(claim, secret)}`;
const get = (address: string, language = "en") =>
  fetch(address, { headers: { "Accept-Language": language }, redirect: "manual" });

async function tokenOn(address: string): Promise<string> {
  return /name="token" value="([^"]+)"/.exec(await (await get(address)).text())?.[1] ?? "";
}

const post = (address: string, form: Record<string, string>) =>
  fetch(address, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });

async function answer(address: string, given: Record<string, string> = {}): Promise<Response> {
  return post(address, { token: await tokenOn(address), name: "Pekka", answer: "yes", ...given });
}

test("a partner reads what is to be sent, in either language, and approves it", async () => {
  const drafted = await draft({
    ...PARTNERED,
    texts: { fi: "Hei <b>kaikki</b>!\n\nTule.", en: "Hello & welcome." },
    audience: "interest:makers & (district:kallio | !told:helmet:1)",
    program: "helmet:1",
    choices: ["more", "dismiss"],
    image: "https://example.org/a.png?b=1&c=2",
    exclude: { toldProgram: true, attended: false, announcedWithinDays: 7 },
    schedule: { at: "2026-11-26T08:00:00.000Z", spreadHours: 2.5 },
  });
  const address = at(await link(drafted));
  const page = await get(address);
  const text = await page.text();
  expect(page.status).toBe(200);
  expect(text).toContain('<html lang="en">');
  expect(text).toContain('<p class="text" lang="fi">Hei &#60;b&#62;kaikki&#60;/b&#62;!\n\nTule.</p>');
  expect(text).toContain('<p class="text" lang="en">Hello &#38; welcome.</p>');
  expect(text).toContain("Interest: makers and (library or district: kallio or not (was told about the");
  expect(text).toContain("That is 6 people now.");
  expect(text).toContain("Nobody who got an announcement within the last 7 days.");
  expect(text).toContain("At the earliest: Thu 26 Nov, 10:00. The messages go out over 2.5 hours.");
  expect(text).toContain("You can answer once, until Wed 2 Dec, 12:00.");
  expect(text).not.toMatch(/<script|onclick|<b>/);
  const finnish = await (await get(address, "fi")).text();
  expect(finnish).toMatch(/<p>Lukupiiri &#38; kahvit, [^<]+, Kallion kirjasto, Viides linja 11<\/p>/);
  expect(finnish).toContain("<li>Lue lisää</li><li>Ei minulle</li><li>Ei enää tiedotteita</li>");
  expect(finnish).toContain("Viestit lähtevät 2,5 tunnin aikana.");
  expect(page.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
  );
  for (const [name, value] of [
    ["cache-control", "no-store"],
    ["referrer-policy", "no-referrer"],
    ["x-robots-tag", "noindex"],
    ["set-cookie", null],
  ] as const)
    expect([name, page.headers.get(name)]).toEqual([name, value]);
  expect(await find(drafted)).toMatchObject({ status: "draft", revision: 2 });
});

test("fewer than five are not counted out", async () => {
  const drafted = await draft({ ...PARTNERED, audience: "language:fi" });
  const page = await (await get(at(await link(drafted)))).text();
  expect(page).toContain("That is fewer than five people now.");
  expect(page).not.toMatch(/\b3 people/);
});

test.each([
  ["fi", {}, "Kaikille, jotka ovat antaneet luvan kirjaston tiedotteisiin."],
  [
    "en",
    { campaign: "satavuotias" },
    "Everyone who has allowed the library&#39;s campaigns and prize draws.",
  ],
] as const)("for all it says so once: %s", async (language, given, everyone) => {
  const page = await (await get(at(await link(await draft({ ...PARTNERED, ...given }))), language)).text();
  expect(page).toContain(`<ul><li>${everyone}</li><li>`);
});

test("the last approval freezes the audience, whichever it is", async () => {
  const first = await draft();
  expect((await approve(first)).status).toBe("draft");
  expect(await ledgerKeys(redis.redis)).toEqual([]);
  const answered = await answer(at(await link(first)), { name: "  Pekka \n Puro " });
  expect([answered.status, answered.headers.get("location")]).toEqual([
    303,
    "/partner/thanks?answer=yes&language=fi",
  ]);
  const thanks = await get(`${url}${answered.headers.get("location")}`);
  expect([thanks.status, await thanks.text()]).toEqual([
    200,
    expect.stringContaining("Hyväksyit tiedotteen"),
  ]);
  expect(await find(first)).toMatchObject({
    status: "approved",
    partnerApproval: { name: "Pekka Puro", digest: digestOf(PARTNERED) },
    frozen: { byChannel: { telegram: 6 } },
  });

  const second = await draft();
  const claim = await link(second);
  await answer(at(claim));
  expect(await find(second)).toMatchObject({ status: "draft", partnerApproval: { id: claim.link } });
  expect((await approve(second)).status).toBe("approved");
  const steps: string[] = [];
  for await (const { who, did, about } of readAudit(redis.redis)) steps.push(`${who.name} ${did} ${about}`);
  expect(steps).toContain(`Pekka (Kallio-liike) approve-announcement-as-partner ${second.id}`);
  expect(steps).toContain(`Aino make-partner-link ${second.id}`);
});

test("without the partner nothing is sent, and a no says so", async () => {
  const drafted = await draft();
  const { id } = drafted;
  await approve(drafted);
  const send = () =>
    sendAnnouncement(redis.redis, id, { by: WRITER, now, enqueue: async () => expect(id).toBe("not sent") });
  await expect(send()).rejects.toThrow("Kallio-liike has not approved it (kutsu announce partner-link");
  const answered = await answer(at(await link(drafted)), { answer: "no" });
  expect(answered.headers.get("location")).toBe("/partner/thanks?answer=no&language=fi");
  expect(await find(drafted)).toMatchObject({ status: "draft", partnerRefusal: { name: "Pekka" } });
  await expect(send()).rejects.toThrow("Kallio-liike said no to it");
  // Asked again, the partner may say yes.
  await answer(at(await link(drafted)));
  expect(await find(drafted)).toMatchObject({ status: "approved" });
  expect((await find(drafted)).partnerRefusal).toBeUndefined();
});

/** What the page of a link says, and that nothing came of posting to it. */
async function refused(address: string, token: string, drafted: Announcement): Promise<readonly unknown[]> {
  const before = await findAnnouncement(redis.redis, drafted.id);
  const seen = await get(address);
  const posted = await post(address, { token, name: "Pekka", answer: "yes" });
  expect(posted.status).toBe(seen.status);
  expect(await findAnnouncement(redis.redis, drafted.id)).toEqual(before);
  const text = await seen.text();
  expect(text).not.toContain("Tule kirjastoon");
  return [seen.status, /<h1>[^<]*<\/h1><p>([^<]*)<\/p>/.exec(text)?.[1]];
}

test("a link is used once: a replay records nothing", async () => {
  const drafted = await draft();
  const address = at(await link(drafted));
  const token = await tokenOn(address);
  expect((await answer(address)).status).toBe(303);
  expect(await refused(address, token, drafted)).toEqual([
    410,
    "This has already been answered. The link works only once.",
  ]);
});

test("of two answers at once one is recorded", async () => {
  const drafted = await draft();
  const claim = await link(drafted);
  const both = atOnce(redis.connect(), 2);
  const outcomes = await Promise.all(
    [true, false].map((approves) => answerAsPartner(both, claim, { approves, name: "Pekka", now })),
  );
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["answered", "recorded"]);
  const after = await find(drafted);
  expect([after.partnerApproval, after.partnerRefusal].filter((one) => one !== undefined)).toHaveLength(1);
});

test("a link ends after seven days", async () => {
  const drafted = await draft();
  const address = at(await link(drafted));
  const token = await tokenOn(address);
  now = later(7 * 24 * 60 - 1);
  expect((await get(address)).status).toBe(200);
  now = later(7 * 24 * 60);
  expect(await refused(address, token, drafted)).toEqual([
    410,
    "The link is too old: it works for seven days. Ask the library for a new one.",
  ]);
});

test("a link ends when the announcement changes, and with it the partner's approval", async () => {
  const drafted = await draft();
  const address = at(await link(drafted));
  const token = await tokenOn(address);
  const content = { ...PARTNERED, texts: { ...PARTNERED.texts, fi: "Tule heti." } };
  await changeContent(redis.redis, drafted.id, { content, by: WRITER, now });
  const [status, why] = await refused(address, token, drafted);
  expect([status, why]).toEqual([410, expect.stringContaining("The library has changed the announcement")]);
  await answer(at(await link(drafted)));
  expect((await find(drafted)).partnerApproval).toBeDefined();
  await changeContent(redis.redis, drafted.id, { content: PARTNERED, by: WRITER, now });
  expect((await find(drafted)).partnerApproval).toBeUndefined();
});

test("a newer link takes the place of the one before it", async () => {
  const drafted = await draft();
  const old = at(await link(drafted));
  const token = await tokenOn(old);
  const newer = at(await link(drafted));
  expect(await refused(old, token, drafted)).toEqual([
    410,
    "The library has made a newer link. Please use that one.",
  ]);
  expect((await answer(newer)).status).toBe(303);
});

test("a link to what was cancelled, or is forgotten, is over", async () => {
  const drafted = await draft();
  const address = at(await link(drafted));
  const token = await tokenOn(address);
  await cancelAnnouncement(redis.redis, drafted.id, { by: WRITER, now, enqueue: async () => {} });
  const over = [410, expect.stringContaining("cannot be approved any more")];
  expect(await refused(address, token, drafted)).toEqual(over);
  await redis.redis.flushall();
  expect(await refused(address, token, drafted)).toEqual(over);
});

test("a yes that cannot be completed just now is told to the partner and to staff, and can be said again", async () => {
  const drafted = await draft({ ...PARTNERED, audience: "interest:chess" });
  await approve(drafted);
  const address = at(await link(drafted));
  const answered = await answer(address);
  expect([answered.status, await answered.text()]).toEqual([
    409,
    expect.stringMatching(/<h1>Tiedotetta ei voi hyväksyä juuri nyt<.*Kirjasto näkee, että yritit/),
  ]);
  const after = await find(drafted);
  expect([after.status, after.partnerApproval]).toEqual(["draft", undefined]);
  expect(announcementInWords(after, "Europe/Helsinki")).toContain(
    `Pekka, 2026-11-25 12:00: wanted to approve it. Cannot approve announcement "${drafted.id}": nobody is in its audience now`,
  );
  const world = new SegmentWorld(redis.redis);
  const consents = { announcements: { at: NOW, wording: 1, channel: "telegram" } };
  await world.commit("telegram:chess", () => patronAt("telegram:chess", { interests: ["chess"], consents }));
  expect((await answer(address)).status).toBe(303);
  const approved = await find(drafted);
  expect([approved.status, approved.partnerHindered]).toEqual(["approved", undefined]);
});

test("what was tampered with, or signed by another, leads nowhere", async () => {
  const [drafted, other] = [await draft(), await draft()];
  const claim = await link(drafted);
  const address = at(claim);
  const token = await tokenOn(address);
  const parts = signPartnerLink(claim, SECRET).split(".");
  const tampered = [
    at(claim, "another secret that is as long as it must be"),
    `${url}/partner/${parts.with(0, other.id).join(".")}`,
    `${url}/partner/${parts.with(1, parts[1]?.replace(/^./, "_") ?? "").join(".")}`,
    `${url}/partner/${parts.with(2, "AAAAAAAAAAAA").join(".")}`,
    `${url}/partner/${parts.with(3, "2000000000").join(".")}`,
    `${url}/partner/${parts.slice(0, 4).join(".")}.`,
    `${address}x`,
    `${url}/partner/`,
    `${url}/partner/%00`,
  ];
  for (const one of tampered)
    expect(await refused(one, token, drafted)).toEqual([404, expect.stringContaining("The link is wrong")]);
});

test("an answer comes from the page of its own link, with a name", async () => {
  const [drafted, other] = [await draft(), await draft()];
  const address = at(await link(drafted));
  const token = await tokenOn(address);
  const othersToken = await tokenOn(at(await link(other)));
  expect(othersToken).not.toBe(token);
  const form = { token, name: "Pekka", answer: "yes" };
  for (const wrong of [
    { ...form, token: "" },
    { ...form, token: othersToken },
    { ...form, answer: "maybe" },
  ])
    expect((await post(address, wrong)).status).toBe(403);
  const json = await fetch(address, { method: "POST", body: "{}", redirect: "manual" });
  const long = await post(address, { ...form, name: "x".repeat(5000) });
  expect([json.status, long.status]).toEqual([403, 403]);
  const nameless = await post(address, { ...form, name: " \u200b " });
  expect(nameless.status).toBe(422);
  const asked = await nameless.text();
  expect(asked).toContain('role="alert">Kirjoita nimesi ennen kuin vastaat.');
  expect(asked).toContain('aria-describedby="hint wrong" aria-invalid="true"');
  expect(await find(drafted)).toMatchObject({ revision: 2, status: "draft" });
  expect(readPartnerName("x".repeat(99))).toHaveLength(60);
});

test("a link that is opened too often has to wait", async () => {
  const address = at(await link(await draft()));
  const statuses: number[] = [];
  for (let at = 0; at < 31; at += 1) statuses.push((await get(address)).status);
  expect([statuses.slice(0, 30).every((status) => status === 200), statuses[30]]).toEqual([true, 429]);
});

test("when the store does not answer it says so, and the log does not name the link", async () => {
  const address = at(await link(await draft()));
  await redis.kill();
  const page = await get(address);
  await redis.restart();
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining("nothing was saved")]);
  expect(errors).toHaveLength(1);
  expect(String(errors[0])).not.toContain(address.slice(-43));
});

test("a link is made by staff, for a draft that names a partner", async () => {
  const drafted = await draft(CONTENT);
  const make = ({ id }: Announcement, by = WRITER) => makePartnerLink(redis.redis, id, { by, now });
  await expect(make(drafted)).rejects.toThrow("it names no partner");
  const partnered = await draft();
  await expect(make(partnered, LIBRARIAN)).rejects.toThrow("it needs the role staff or approver");
  const claim = await make(partnered);
  expect(readPartnerLink(signPartnerLink(claim, SECRET), SECRET)).toEqual(claim);
  await answerAsPartner(redis.redis, claim, { approves: true, name: "Pekka", now });
  await expect(make(partnered)).rejects.toThrow("Kallio-liike has approved it already");
  await approve(partnered);
  await expect(make(partnered)).rejects.toThrow("it is approved");
});
