import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { whoAsks } from "../../src/commands/who.ts";
import { addStaff } from "../../src/staff/change-staff.ts";
import { staffKey } from "../../src/store/keys.ts";
import { connectRedis } from "../../src/store/redis.ts";
import { startTestRedis, type TestRedis, temporaryFolder } from "../helpers/redis.ts";
import { runKutsu } from "../helpers/run-kutsu.ts";
import { addAdmin, NOW } from "../staff/staff-world.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
let folders = 0;
let server: TestRedis;

beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(() => server.redis.flushall());
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `kutsu staff` on a store of its own, each run as whoever the environment says. */
function library() {
  folders += 1;
  const environment = { KUTSU_DATA: join(folder, String(folders)), LOG_LEVEL: "warn" };
  const staff = (args: string, who: NodeJS.ProcessEnv = {}) =>
    runKutsu(["staff", ...args.split(" ")], { environment: { ...environment, ...who } });
  return { environment, staff };
}

test("the first account is an admin who adds others, and the key is shown once", async () => {
  const { staff } = library();
  const empty = await staff("list");
  expect([empty.code, empty.stdout]).toEqual([0, expect.stringContaining("No staff accounts yet")]);
  const refused = await staff("add Aino --role staff");
  expect([refused.code, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toContain('Cannot add "Aino" as the first account');

  const first = await staff("add Aino --role admin --json");
  const aino = JSON.parse(first.stdout);
  expect(aino).toEqual({
    account: expect.objectContaining({ name: "Aino", roles: ["admin"], languages: ["fi", "en"] }),
    key: expect.stringMatching(/^(\w{4}-){6}\w{4}$/),
  });

  const unasked = await staff("add Matti --role staff");
  expect([unasked.code, unasked.stderr]).toEqual([
    1,
    "Cannot tell who asks: say it with --as NAME or set KUTSU_STAFF\n",
  ]);
  const keyless = await staff("add Matti --role staff --as Aino");
  expect([keyless.code, keyless.stderr]).toEqual([1, expect.stringContaining("set KUTSU_STAFF_KEY")]);

  const who = { KUTSU_STAFF: "Aino", KUTSU_STAFF_KEY: aino.key };
  const added = await staff(
    "add Matti --role staff --role approver --languages fi --address slack:T1:D1",
    who,
  );
  const [, key] = /^ {4}((?:\w{4}-){6}\w{4})$/m.exec(added.stdout) ?? [];
  expect([added.code, added.stderr, key]).toEqual([0, "", expect.any(String)]);
  expect(added.stdout).toContain("Matti  staff, approver  fi  slack:T1:D1\n");

  const listed = await staff("list --json");
  const { accounts } = JSON.parse(listed.stdout);
  expect(accounts.map(({ name }: { name: string }) => name)).toEqual(["Aino", "Matti"]);
  expect(listed.stdout).not.toContain("scrypt");

  const matti = { KUTSU_STAFF: "Matti", KUTSU_STAFF_KEY: key };
  const denied = await staff("remove Aino", matti);
  expect([denied.code, denied.stderr]).toEqual([
    1,
    'Cannot do this as "Matti": it needs the role admin, and theirs is staff, approver\n',
  ]);
});

test("keys are renewed, accounts removed, the last admin stays, and the log tells all of it", async () => {
  const { staff } = library();
  const { account, key } = JSON.parse((await staff("add Aino --role admin --json")).stdout);
  const as = (key: string) => ({ KUTSU_STAFF_KEY: key });
  await staff("add Kallio --role partner --partner Kallio-liike --as Aino", as(key));
  const renewed = JSON.parse((await staff("key aino --as AINO --json", as(key))).stdout);
  expect(renewed).toMatchObject({ account, key: expect.not.stringMatching(key) });
  const old = await staff("remove Kallio --as Aino", as(key));
  const unknown = await staff("remove Kallio --as Nobody", as(key));
  expect([old.code, unknown.code]).toEqual([1, 1]);
  expect(old.stderr).toContain('Cannot let "Aino" in: the name or the key is wrong');
  expect(unknown.stderr.replace("Nobody", "Aino")).toBe(old.stderr);
  const last = await staff("remove Aino --as Aino", as(renewed.key));
  expect([last.code, last.stderr]).toEqual([1, expect.stringContaining("it is the last admin")]);
  const removed = await staff("remove Kallio --as Aino", as(renewed.key));
  expect([removed.code, removed.stdout]).toEqual([0, expect.stringMatching(/^Kallio \(\w+\) is removed/)]);

  const log = await staff("log --json");
  const lines = log.stdout.trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line)).map(({ did }) => did)).toEqual([
    "add-account",
    "add-account",
    "renew-key",
    "remove-account",
  ]);
  expect((await staff("log")).stdout).toMatch(
    new RegExp(`Aino \\(${account.id}\\) {2}add-account {2}Kallio \\(\\w+\\): partner\n`),
  );
});

test("help tells nobody to put a key on the command line", async () => {
  const { staff } = library();
  for (const command of ["add", "remove", "key"]) {
    const { stdout } = await staff(`${command} --help`);
    expect(stdout).toContain("KUTSU_STAFF_KEY");
    expect(stdout).not.toMatch(/--key\b/);
  }
});

/** Runs a command on a terminal of its own. */
const TERMINAL = "/usr/bin/script";
const hasTerminal = process.platform === "linux" && existsSync(TERMINAL);
if (!hasTerminal) process.stderr.write("Typing a key unseen is not tested: script(1) of Linux is missing\n");
(hasTerminal ? test : test.skip)("a key is typed on a terminal without being shown", async () => {
  const { environment, staff } = library();
  const { key } = JSON.parse((await staff("add Aino --role admin --json")).stdout);
  const command = `"${process.execPath}" script/kutsu.js staff key Aino --as Aino`;
  const child = spawn(TERMINAL, ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: join(__dirname, "..", ".."),
    env: { ...process.env, ...environment },
  });
  let shown = "";
  child.stdout.on("data", (chunk) => {
    const asked = shown.includes("Personal key of Aino: ");
    shown += chunk;
    if (!asked && shown.includes("Personal key of Aino: ")) child.stdin.write(`${key}\r`);
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect([code, shown]).toEqual([0, expect.stringContaining("The old key is void.")]);
  expect(shown).not.toContain(key);
});

test("a command asks for the roles it needs, of which one is enough", async () => {
  const { member: by, key: adminKey } = await addAdmin(server.redis);
  const asked = { name: "Matti", roles: ["staff", "librarian"] };
  const { member, key } = await addStaff(server.redis, asked, { by, now: NOW });
  const ask = (needs: Parameters<typeof whoAsks>[0]["needs"], as = "Matti", typed = key) =>
    whoAsks({ redis: server.redis, options: { as }, needs, environment: {}, askKey: async () => typed });
  expect(await ask("staff")).toEqual(member);
  expect(await ask(["approver", "librarian"])).toEqual(member);
  await expect(ask("approver")).rejects.toThrow("it needs the role approver, and theirs is staff, librarian");
  // An admin decides who may; that does not make them one of those who may.
  await expect(ask("approver", "Aino", adminKey)).rejects.toThrow("theirs is admin");
});

test("the key of the environment is taken before anybody is asked, and an empty one is none", async () => {
  const { member, key } = await addAdmin(server.redis);
  const ask = (environment: NodeJS.ProcessEnv, typed: string) =>
    whoAsks({ redis: server.redis, options: {}, needs: "admin", environment, askKey: async () => typed });
  expect(await ask({ KUTSU_STAFF: "Aino", KUTSU_STAFF_KEY: key }, "")).toEqual(member);
  expect(await ask({ KUTSU_STAFF: "Aino", KUTSU_STAFF_KEY: " " }, key)).toEqual(member);
  await expect(ask({ KUTSU_STAFF: "Aino" }, " ")).rejects.toThrow("no key was typed");
});

test("too many wrong keys are told with when to try again, for the right key, too", async () => {
  const { key } = await addAdmin(server.redis);
  const ask = (typed: string) =>
    whoAsks({
      redis: server.redis,
      options: { as: "Aino" },
      needs: "admin",
      environment: {},
      askKey: async () => typed,
    });
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => ask("wrong")));
  expect(tries.map((one) => (one.status === "rejected" ? String(one.reason) : ""))).toEqual(
    Array(10).fill(expect.stringContaining("the name or the key is wrong")),
  );
  await expect(ask(key)).rejects.toThrow(
    'Cannot let "Aino" in: too many keys were wrong (try again in 15 minutes)',
  );
});

test("without any account nobody is let in, and it is said how to begin", async () => {
  const asking = { redis: server.redis, options: { as: "Aino" }, environment: { KUTSU_STAFF_KEY: "x" } };
  await expect(whoAsks({ ...asking, needs: "staff" })).rejects.toThrow(
    "there are no staff accounts yet (kutsu staff add NAME --role admin adds the first)",
  );
});

test("a store that does not answer is an error before and after the key is typed", async () => {
  const { key } = await addAdmin(server.redis);
  const redis = server.connect();
  const asking = { redis, options: { as: "Aino" }, needs: "admin", environment: {} } as const;
  const loses = async () => {
    redis.disconnect();
    return key;
  };
  await expect(whoAsks({ ...asking, askKey: loses })).rejects.toThrow();
  await expect(whoAsks({ ...asking, askKey: async () => key })).rejects.toThrow();
});

test("an account that cannot be read is named, and the others are listed", async () => {
  const { environment, staff } = library();
  await staff("add Aino --role admin");
  const { redis, close } = await connectRedis({ dataFolder: environment.KUTSU_DATA, role: "command" });
  await redis.hset(staffKey, "broken1", "{");
  await close();
  const { code, stdout, stderr } = await staff("list");
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^\w{8} {2}Aino {2}admin {2}fi, en\n$/)]);
  expect(stderr).toBe(
    'Cannot read staff account "broken1": it is no JSON (restore it from a backup, or run kutsu staff remove broken1)\n',
  );
});
