import { OPEN_ROUTES, ROUTES } from "../../src/console/routes.ts";
import type { Role } from "../../src/staff/account.ts";
import { removeStaff, type WithKey } from "../../src/staff/change-staff.ts";
import { sessionsKey } from "../../src/store/keys.ts";
import { type ConsoleWorld, giveFeedback, startConsoleWorld, TestBrowser } from "./console-world.ts";

let world: ConsoleWorld;
let librarian: WithKey;
/** May do everything that anybody may. */
let everything: WithKey;
const ofRole = new Map<Role, WithKey>();
beforeAll(async () => {
  world = await startConsoleWorld();
  for (const role of ["staff", "approver", "librarian", "admin"] as const)
    ofRole.set(role, await world.add(`Only ${role}`, role));
  librarian = ofRole.get("librarian") as WithKey;
  everything = await world.add("Everything", "librarian", "admin");
});
afterAll(() => world.stop());
beforeEach(() => {
  // No test waits for another's permits.
  world.passMinutes(2);
  world.errors.length = 0;
});

const pathOf = (path: string) => `/console${path.replace(":id", "7-1-2")}`;
const named = <R extends { method: string; path: string }>(routes: readonly R[]) =>
  routes.map((route) => [`${route.method} ${route.path}`, route] as const);

test("what is open to anybody is the ways in, and nothing else", () => {
  expect(OPEN_ROUTES.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /sign-in",
    "POST /session/start",
    "GET /sign-in/code",
    "POST /sign-in/code",
    "GET /link/:id",
    "POST /link/:id",
    "GET /provider",
    "GET /provider/return",
  ]);
});

test.each(named(ROUTES))("%s without a session leads to the sign-in page", async (_, { method, path }) => {
  for (const cookie of ["", "kutsu-staff=made-up", `kutsu-staff=${"x".repeat(43)}`]) {
    const browser = world.browser();
    const headers: Record<string, string> = cookie === "" ? {} : { cookie };
    const answer =
      method === "GET"
        ? await browser.get(pathOf(path), headers)
        : await browser.post(pathOf(path), { token: "x" }, headers);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^\/console\/sign-in(\?back=|$)/);
    expect(await answer.text()).toBe("");
  }
});

test("a path that does not exist says nothing without a session", async () => {
  const answer = await world.browser().get("/console/no-such-page");
  expect(answer.status).toBe(303);
});

/** Said here once more, so that a slip in a route does not go unseen. */
const FOR: Readonly<Record<string, Role>> = { feedback: "librarian", staff: "admin" };
const forOnly = (path: string) => FOR[path.split("/")[1] ?? ""];

test("what is for all staff is the home page and what concerns one's own account", () => {
  const forAll = ROUTES.filter((route) => route.for === "staff").map(({ path }) => path);
  expect(forAll).toEqual([
    "",
    "/account",
    "/session/end",
    "/session/revoke",
    "/account/code",
    "/account/code",
    "/account/code/remove",
  ]);
});

test.each(named(ROUTES.filter(({ path }) => forOnly(path) !== undefined)))(
  "%s refuses every role it is not for",
  async (_, route) => {
    for (const [role, who] of ofRole) {
      if (role === forOnly(route.path)) continue;
      const browser = await world.visiting(who);
      const answer =
        route.method === "GET"
          ? await browser.get(pathOf(route.path))
          : await browser.fill(pathOf(route.path), { staff: world.admin.member.id });
      expect([role, answer.status]).toEqual([role, 403]);
    }
  },
);

const ACTIONS = ROUTES.filter(({ method }) => method === "POST");

test.each(named(ACTIONS))("%s refuses a form from elsewhere", async (_, { path }) => {
  const browser = await world.visiting(everything);
  const token = await browser.token();
  const elsewhere: Record<string, string>[] = [
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "null", "sec-fetch-site": "cross-site" },
    { origin: world.url, "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    { origin: "null", "sec-fetch-site": "same-origin" },
  ];
  for (const headers of elsewhere) {
    expect((await browser.post(pathOf(path), { token }, headers)).status).toBe(403);
  }
});

test.each(named(ACTIONS))("%s refuses a form without its token, or with another's", async (_, { path }) => {
  const browser = await world.visiting(everything);
  const others = await (await world.visiting(librarian)).token();
  for (const fields of [{}, { token: "" }, { token: others }] as Record<string, string>[]) {
    expect((await browser.post(pathOf(path), fields)).status).toBe(403);
  }
  // A body of another kind is no form, whatever it says.
  const token = await browser.token();
  const text = await browser.post(pathOf(path), { token }, { "content-type": "text/plain" });
  expect(text.status).toBe(403);
});

test("a form without a browser's word on where it comes from is refused", async () => {
  const browser = await world.signedIn(librarian);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${world.url}/console/session/end`, {
    method: "POST",
    headers: { cookie, "sec-fetch-site": "none" },
    body: new URLSearchParams({ token: await browser.token() }),
    redirect: "manual",
  });
  expect(answer.status).toBe(403);
});

test("a form of a session that is over is not heard when it is sent again", async () => {
  const browser = await world.signedIn(librarian);
  const kept = new Map(browser.cookies);
  const token = await browser.token();
  expect((await browser.post("/console/session/end", { token })).status).toBe(303);
  for (const [name, value] of kept) browser.cookies.set(name, value);
  const again = await browser.post("/console/session/end", { token });
  expect(again.headers.get("location")).toBe("/console/sign-in");
  // Nor with a new session.
  const fresh = await world.signedIn(librarian);
  expect((await fresh.post("/console/session/end", { token })).status).toBe(403);
});

test("a session is never begun with an id that a browser brought, and a new one ends the old", async () => {
  const browser = world.browser();
  const planted = "p".repeat(43);
  browser.cookies.set("kutsu-staff", planted);
  await browser.signIn(librarian.member.name, librarian.key);
  const first = browser.cookies.get("kutsu-staff");
  expect(first).not.toBe(planted);
  await browser.signIn(librarian.member.name, librarian.key);
  const second = browser.cookies.get("kutsu-staff");
  expect(second).not.toBe(first);
  const old = new TestBrowser(world.url);
  old.cookies.set("kutsu-staff", first ?? "");
  expect((await old.get("/console")).status).toBe(303);
});

test("Redis holds no id of a session", async () => {
  const browser = await world.signedIn(librarian);
  const id = browser.cookies.get("kutsu-staff") ?? "";
  const keys = await world.redis.redis.keys("*session*");
  const values = await Promise.all(
    keys.map((key) => world.redis.redis.get(key).catch(() => world.redis.redis.smembers(key))),
  );
  expect(JSON.stringify([keys, values])).not.toContain(id);
});

test("the cookie of a session cannot be read by scripts and is not sent along from other sites", async () => {
  const answer = await world.browser().signIn(librarian.member.name, librarian.key);
  const cookie = answer.headers.getSetCookie().find((set) => set.startsWith("kutsu-staff=")) ?? "";
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  expect(cookie).toMatch(/; Path=\/;/);
});

test("a session ends when it is not used, and after a working day whatever happens", async () => {
  const idle = await world.signedIn(librarian);
  world.passMinutes(119);
  expect((await idle.get("/console")).status).toBe(200);
  world.passMinutes(121);
  expect((await idle.get("/console")).status).toBe(303);
  const busy = await world.signedIn(librarian);
  for (let hour = 1; hour < 12; hour += 1) {
    world.passMinutes(60);
    expect((await busy.get("/console")).status).toBe(200);
  }
  world.passMinutes(60);
  expect((await busy.get("/console")).status).toBe(303);
});

test("a removed account's session is over at once", async () => {
  const gone = await world.add("Gone Soon", "librarian");
  const browser = await world.signedIn(gone);
  const admin = await world.signedIn(world.admin);
  const removed = await admin.fill(`/console/staff/${gone.member.id}/remove`, { sure: "yes" });
  expect(removed.status).toBe(303);
  expect((await browser.get("/console")).status).toBe(303);
  expect(await world.redis.redis.exists(sessionsKey(gone.member.id))).toBe(0);
});

test("an account that a command removes has no session either", async () => {
  const gone = await world.add("Gone By Command", "librarian");
  const browser = await world.visiting(gone);
  expect((await browser.get("/console")).status).toBe(200);
  const by = { id: world.admin.member.id, name: world.admin.member.name };
  await removeStaff(world.redis.redis, gone.member.id, { by, now: world.now() });
  expect((await browser.get("/console")).status).toBe(303);
});

test("nobody ends or changes what is another's, but an admin", async () => {
  const other = await world.visiting(everything);
  const browser = await world.visiting(librarian);
  const staff = everything.member.id;
  expect((await browser.fill("/console/session/revoke", { staff })).status).toBe(403);
  const theirs = await (await other.get("/console/account")).text();
  const digests = await world.redis.redis.smembers(sessionsKey(staff));
  for (const session of digests) await browser.fill("/console/session/revoke", { session });
  expect(theirs).not.toBe("");
  expect((await other.get("/console")).status).toBe(200);
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/console//evil.example",
  "/console/../../evil",
  "javascript:alert(1)",
  "/consoleevil",
  "/console\r\nSet-Cookie: x=y",
  "/console@evil.example",
])("signing in never leads to %s", async (back) => {
  const answer = await world.browser().signIn(librarian.member.name, librarian.key, back);
  expect(answer.status).toBe(303);
  const to = new URL(answer.headers.get("location") ?? "", world.url);
  expect(to.origin).toBe(world.url);
  expect(to.pathname).toMatch(/^\/console(\/|$)/);
});

test("signing in leads back to the page that was asked for", async () => {
  const browser = world.browser();
  const asked = await browser.get("/console/feedback?status=new&q=kirja");
  const signIn = asked.headers.get("location") ?? "";
  expect(signIn).toBe(`/console/sign-in?back=${encodeURIComponent("/console/feedback?status=new&q=kirja")}`);
  const back = new URL(signIn, world.url).searchParams.get("back") ?? "";
  const answer = await browser.signIn(librarian.member.name, librarian.key, back);
  expect(answer.headers.get("location")).toBe("/console/feedback?status=new&q=kirja");
});

test("an unknown name, a wrong key and a lock look the same for every name", async () => {
  const lookOf = async (name: string) => {
    const answers: string[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const answer = await world.browser().signIn(name, "WRONG");
      const html = (await answer.text()).replaceAll(name, "NAME").replaceAll(/value="[\w-]{43}"/g, "");
      answers.push(`${answer.status} ${html}`);
      world.passMinutes(0.1);
    }
    return answers;
  };
  const target = await world.add("Locked Out", "librarian");
  const unknown = await lookOf("Nobody Here");
  world.passMinutes(16);
  const known = await lookOf("Locked Out");
  expect(known).toEqual(unknown);
  expect(known.at(-1)).toMatch(/^429/);
  // The right key does not open a locked name either.
  expect((await world.browser().signIn("Locked Out", target.key)).status).toBe(429);
});

test("ways in are slow for who tries too often", async () => {
  const browser = world.browser();
  const statuses: number[] = [];
  for (let tries = 0; tries < 32; tries += 1) {
    statuses.push((await browser.post("/console/sign-in/code", { token: "x" })).status);
  }
  expect(statuses).toContain(429);
  world.passMinutes(2);
});

const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(2)>{{helplines}}`;

test("nothing that a patron can write becomes markup on any page", async () => {
  const item = await giveFeedback(world.redis.redis, {
    text: HOSTILE,
    program: HOSTILE,
    about: "program",
    contact: HOSTILE,
    address: `<script>:${HOSTILE}`,
  });
  const browser = await world.signedIn(await world.add(`<b>Bold</b>`, "librarian"));
  await browser.fill(`/console/feedback/${item.id}/note`, { note: HOSTILE });
  await browser.fill(`/console/feedback/${item.id}/tags`, { tags: HOSTILE });
  await browser.fill(`/console/feedback/${item.id}/assign`, { to: "me" });
  const query = new URLSearchParams({ q: HOSTILE, tag: HOSTILE, from: HOSTILE, page: HOSTILE, x: HOSTILE });
  const pages = ["/console", "/console/account", "/console/feedback", `/console/feedback/${item.id}`];
  for (const page of [...pages, ...pages.map((one) => `${one}?${query}`), `/console/${HOSTILE}`]) {
    const html = await (await browser.get(page, { "user-agent": HOSTILE })).text();
    expect([page, /<script|<img|<b>Bold/.exec(html)]).toEqual([page, null]);
    expect(html).not.toMatch(/<[^>"]*\sonerror=/);
  }
  const html = await (await browser.get(`/console/feedback/${item.id}`)).text();
  expect(html).toContain("&lt;script>");
});

test("every page forbids scripts, frames and keeping, also the ones that say no", async () => {
  const browser = await world.signedIn(librarian);
  for (const page of [
    "/console",
    "/console/feedback",
    "/console/staff",
    "/console/nothing",
    "/console/sign-in",
  ]) {
    const { headers } = await browser.get(page);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-frame-options")).toBe("DENY");
  }
});

test("a store that fails is a 500 for everybody, and never an open door", async () => {
  const browser = await world.signedIn(librarian);
  const token = await browser.token();
  const entry = await world.browser().token("/console/sign-in");
  await world.redis.kill();
  try {
    const commands = world.redis.redis;
    commands.options.maxRetriesPerRequest = 0;
    for (const { method, path } of ROUTES) {
      const answer =
        method === "GET" ? await browser.get(pathOf(path)) : await browser.post(pathOf(path), { token });
      expect([path, answer.status]).toEqual([path, 500]);
      expect(await answer.text()).toContain("Something went wrong");
    }
    expect(entry).not.toBe("");
    expect(world.errors.length).toBeGreaterThan(0);
  } finally {
    await world.redis.restart();
  }
}, 60_000);
