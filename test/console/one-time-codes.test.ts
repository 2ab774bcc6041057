import type { WithKey } from "../../src/staff/change-staff.ts";
import { codeAt } from "../../src/staff/one-time-code.ts";
import { loadStaff } from "../../src/staff/staff-store.ts";
import { type ConsoleWorld, startConsoleWorld, type TestBrowser } from "./console-world.ts";

let world: ConsoleWorld;
let who: WithKey;
beforeAll(async () => {
  world = await startConsoleWorld();
});
afterAll(() => world.stop());

/** Sets codes up as people do, and gives the secret that the page showed. */
async function setUp(browser: TestBrowser): Promise<string> {
  const html = await (await browser.get("/console/account/code")).text();
  const secret = (/class="secret">([A-Z2-7 ]+)</.exec(html)?.[1] ?? "").replaceAll(" ", "");
  const token = /name="token" value="([\w-]+)"/.exec(html)?.[1] ?? "";
  const answer = await browser.post("/console/account/code", { token, code: codeAt(secret, world.now()) });
  expect(answer.headers.get("location")).toBe("/console/account");
  return secret;
}

let secret: string;
let first: TestBrowser;
beforeEach(async () => {
  world.passMinutes(20);
  who = await world.add(`Koodi ${world.now()}`.replaceAll(":", "."), "librarian");
  first = await world.signedIn(who);
  secret = await setUp(first);
  world.passMinutes(2);
});

const withKey = async () => {
  const browser = world.browser();
  const answer = await browser.signIn(who.member.name, who.key, "/console/feedback");
  expect(answer.headers.get("location")).toBe("/console/sign-in/code");
  return browser;
};
const give = (browser: TestBrowser, code: string) =>
  browser.fill("/console/sign-in/code", { code }, "/console/sign-in/code");

test("a key alone opens nothing once codes are on", async () => {
  const browser = await withKey();
  expect(browser.cookies.has("kutsu-staff")).toBe(false);
  expect((await browser.get("/console")).status).toBe(303);
});

test("a right code lets in and leads to the page that was asked for, once", async () => {
  const code = codeAt(secret, world.now());
  const answer = await give(await withKey(), code);
  expect(answer.headers.get("location")).toBe("/console/feedback");
  // Seen over a shoulder, it opens nothing more.
  expect((await give(await withKey(), code)).status).toBe(401);
});

test("too many wrong codes lock the account's codes, however often the key is given", async () => {
  let browser = await withKey();
  for (let tries = 0; tries < 10; tries += 1) {
    if (tries === 5) browser = await withKey();
    expect((await give(browser, "000000")).status).toBe(401);
  }
  expect((await give(await withKey(), codeAt(secret, world.now()))).status).toBe(429);
  world.passMinutes(16);
  expect((await give(await withKey(), codeAt(secret, world.now()))).status).toBe(303);
});

test("setting codes up ends the sessions that were begun without", async () => {
  const fresh = await world.add(`Muu ${world.now()}`.replaceAll(":", "."), "librarian");
  const [here, there] = [await world.signedIn(fresh), await world.signedIn(fresh)];
  await setUp(here);
  expect((await here.get("/console")).status).toBe(200);
  expect((await there.get("/console")).status).toBe(303);
});

test("codes that were never typed are not asked for", async () => {
  const fresh = await world.add(`Kesken ${world.now()}`.replaceAll(":", "."), "librarian");
  const browser = await world.signedIn(fresh);
  const wrong = await browser.fill("/console/account/code", { code: "000000" }, "/console/account/code");
  expect(wrong.status).toBe(422);
  expect((await world.browser().signIn(fresh.member.name, fresh.key)).headers.get("location")).toBe(
    "/console",
  );
});

test("an admin switches off the codes of somebody who lost the phone; nobody else can", async () => {
  const other = await world.visiting(
    await world.add(`Toinen ${world.now()}`.replaceAll(":", "."), "librarian"),
  );
  const staff = who.member.id;
  expect((await other.fill("/console/account/code/remove", { staff })).status).toBe(403);
  const admin = await world.visiting(world.admin);
  expect((await admin.fill("/console/account/code/remove", { staff })).status).toBe(303);
  expect((await first.get("/console")).status).toBe(303);
  expect((await world.browser().signIn(who.member.name, who.key)).headers.get("location")).toBe("/console");
});

test("one's own codes are switched off with a last code only", async () => {
  await first.fill("/console/account/code/remove", { code: "000000" });
  expect((await loadStaff(world.redis.redis)).accounts.get(who.member.id)?.code).toBe(secret);
  await first.fill("/console/account/code/remove", { code: codeAt(secret, world.now()) });
  expect((await loadStaff(world.redis.redis)).accounts.get(who.member.id)?.code).toBeUndefined();
});
