import { type ConsoleWorld, startConsoleWorld } from "./console-world.ts";

const KNOWN_AS = "https://kutsu.example.org";

let world: ConsoleWorld;
beforeAll(async () => {
  world = await startConsoleWorld({ behind: KNOWN_AS });
});
afterAll(() => world.stop());

test("behind https cookies are for https and this host alone, and others are not read", async () => {
  const browser = world.browser();
  const page = await browser.get("/console/sign-in");
  const [entry = ""] = page.headers.getSetCookie();
  expect(entry).toMatch(
    /^__Host-kutsu-staff-entry=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
  );
  const token = /name="token" value="([\w-]+)"/.exec(await page.text())?.[1] ?? "";
  const fields = { token, name: world.admin.member.name, key: world.admin.key };
  const answer = await browser.post("/console/session/start", fields, { origin: KNOWN_AS });
  expect(answer.status).toBe(303);
  const id = browser.cookies.get("__Host-kutsu-staff") ?? "";
  expect((await browser.get("/console")).status).toBe(200);
  // One that a page of another host under the same domain may have planted.
  const planted = world.browser();
  planted.cookies.set("kutsu-staff", id);
  expect((await planted.get("/console")).status).toBe(303);
});

test("behind a proxy a form from another site is refused", async () => {
  const browser = world.browser();
  const token = await browser.token("/console/sign-in");
  const fields = { token, name: world.admin.member.name, key: world.admin.key };
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  expect((await browser.post("/console/session/start", fields, headers)).status).toBe(403);
});
