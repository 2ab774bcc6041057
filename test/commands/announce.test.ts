import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { addStaff } from "../../src/staff/change-staff.ts";
import { connectRedis } from "../../src/store/redis.ts";
import { temporaryFolder } from "../helpers/redis.ts";
import { type Ran, type RunningKutsu, runKutsu, startKutsuProcess } from "../helpers/run-kutsu.ts";
import { addPatrons, NOW } from "../outreach/announcements/office.ts";
import { addAdmin } from "../staff/staff-world.ts";

jest.setTimeout(120_000);

const folder = temporaryFolder();
const environment = { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "warn" };
const keys = new Map<string, string>();
let server: RunningKutsu;

beforeAll(async () => {
  server = await startKutsuProcess(environment);
  const { redis, close } = await connectRedis({ dataFolder: environment.KUTSU_DATA, role: "command" });
  const { member: by } = await addAdmin(redis);
  for (const [name, role] of [
    ["Wilma", "staff"],
    ["Anton", "approver"],
    ["Leena", "librarian"],
  ] as const)
    keys.set(name, (await addStaff(redis, { name, roles: [role] }, { by, now: NOW })).key);
  await addPatrons(redis, 8);
  await close();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `kutsu announce`, as somebody of the staff where a name is given. */
function announce(args: string, as?: string): Promise<Ran> {
  const who = as === undefined ? {} : { KUTSU_STAFF: as, KUTSU_STAFF_KEY: keys.get(as) };
  const env = { ...environment, PUBLIC_URL: server.url, ...who };
  return runKutsu(["announce", ...args.split(" ")], { environment: env });
}

/** Runs it with `--json`, and reads what it prints. */
async function record(args: string, as?: string): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await announce(`${args} --json`, as);
  if (stdout === "") throw new Error(`announce ${args} printed nothing: ${stderr}`);
  return JSON.parse(stdout);
}

function file(text: string): string {
  const path = join(folder, "tiedote.yaml");
  writeFileSync(path, text);
  return path;
}

const GOOD = `texts:
  fi: |
    Kirjasto on auki yöllä.

    Tervetuloa!
  en: The library is open at night. Welcome!
audience: interest:makers
partner: Kallio-liike
`;

test("an announcement goes from a file to its report, and each does only what they may", async () => {
  const drafted = await record(`draft ${file(GOOD)}`, "Wilma");
  expect(drafted).toMatchObject({
    ...{ status: "draft", revision: 1, written: { name: "Wilma" }, digest: expect.any(String) },
    content: { texts: { fi: "Kirjasto on auki yöllä.\n\nTervetuloa!" }, choices: ["dismiss"] },
  });
  const { id } = drafted;

  const own = await announce(`approve ${id}`, "Wilma");
  expect([own.code, own.stderr]).toEqual([
    1,
    'Cannot do this as "Wilma": it needs the role approver, and theirs is staff\n',
  ]);
  expect((await announce(`send ${id}`, "Leena")).stderr).toContain("it needs the role staff");
  expect((await announce(`send ${id}`)).stderr).toContain("Cannot tell who asks");
  expect((await announce(`send ${id}`, "Wilma")).stderr).toBe(
    `Cannot send announcement "${id}": an approver has not approved it (kutsu announce approve ${id}) and Kallio-liike has not approved it (kutsu announce partner-link ${id})\n`,
  );

  const counted = await record(`audience ${id}`);
  expect(counted).toMatchObject({ count: 8, byChannel: { telegram: 8 }, byLanguage: { fi: 4, en: 4 } });
  expect(counted.sample).toEqual(
    Array(5).fill({
      name: expect.stringMatching(/^[\w-]{6}$/),
      channel: "telegram",
      language: expect.any(String),
    }),
  );
  expect((await announce(`preview ${id} --channel telegram --language en`)).stdout).toMatch(
    /^=== telegram, en ===\n\nThe library is open at night\. Welcome!\n/,
  );
  expect((await announce(`preview ${id} --send-to me`, "Wilma")).stderr).toContain(
    "the account has no address",
  );

  const waits = await announce(`approve ${id} --digest ${drafted.digest}`, "Anton");
  expect(waits.stdout).toBe(
    `Announcement ${id} is a draft and waits for Kallio-liike (kutsu announce partner-link ${id}).\n`,
  );
  const { url } = (await record(`partner-link ${id}`, "Wilma")) as { url: string };
  const page = await fetch(url, { headers: { "Accept-Language": "en" } });
  const [, token = ""] = /name="token" value="([^"]+)"/.exec(await page.text()) ?? [];
  const form = new URLSearchParams({ token, name: "Pekka", answer: "yes" });
  const answered = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  expect([page.status, answered.status]).toEqual([200, 303]);
  expect((await announce(`show ${id}`)).stdout).toMatch(
    /status +approved[^]*approved by Pekka[^]*frozen +telegram 8/,
  );

  const sent = await record(`send ${id}`, "Wilma");
  expect(sent).toMatchObject({ status: "sending", started: { name: "Wilma" } });
  expect(await record(`cancel ${id}`, "Anton")).toMatchObject({ status: "cancelled" });
  expect((await announce(`resume ${id}`, "Anton")).stderr).toContain("it was cancelled");

  const csv = join(folder, "report.csv");
  const report = await record(`report ${id} --csv ${csv}`);
  expect(report).toMatchObject({ id, status: "cancelled", total: 8, frozen: { telegram: 8 } });
  expect(readFileSync(csv, "utf8")).toContain(`${id},audience,telegram,,8\r\n`);
  expect((await announce(`status ${id} --follow`)).stdout).toContain(`${id}  cancelled`);
  expect((await announce("list")).stdout).toMatch(
    new RegExp(`^${id} {2}cancelled .* Wilma {2}Kirjasto on auki`),
  );
});

test("a change voids the approval, by another person or the same", async () => {
  const solo = GOOD.replace(/partner:.*\n/, "");
  const { id, digest } = await record(`draft ${file(solo)}`, "Wilma");
  expect(await record(`approve ${id}`, "Anton")).toMatchObject({ status: "approved" });
  const changed = await record(`draft ${file(solo.replace("yöllä", "aamulla"))} --id ${id}`, "Wilma");
  expect([changed.status, changed.approval]).toEqual(["draft", undefined]);
  const stale = await announce(`approve ${id} --digest ${digest}`, "Anton");
  expect(stale.stderr).toContain("it was changed since you looked at it");
  expect((await announce(`send ${id}`, "Wilma")).code).toBe(1);
});

test("a file with problems is told whole, and nothing is written", async () => {
  const broken = file("texts:\n  fi: Hei {nimi}!\naudience: all & distrct:kallio\n");
  const before = (await announce("list")).stdout;
  const { code, stdout, stderr } = await announce(`draft ${broken}`, "Wilma");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr.split("\n")).toEqual([
    `${broken}:2:3: texts.en is missing: write it`,
    expect.stringContaining(`${broken}:2:11: "{nimi}" would be sent as it stands`),
    expect.stringContaining(`${broken}:3:17: the audience cannot be read: expected a kind of segment`),
    `Cannot draft "${broken}": 3 problems; nothing was written.`,
    "",
  ]);
  const { problems } = (await record(`draft ${broken}`, "Wilma")) as { problems: unknown[] };
  expect(problems[0]).toEqual({ line: 2, column: 3, message: "texts.en is missing: write it" });
  expect((await announce("list")).stdout).toBe(before);
  expect((await announce("draft nowhere.yaml", "Wilma")).stderr).toBe(
    'Cannot read announcement "nowhere.yaml": there is no such file\n',
  );
});

test("what is not there is named with where to look", async () => {
  for (const command of ["show", "audience", "preview", "status", "report"])
    expect((await announce(`${command} nothing1`)).stderr).toBe(
      'Cannot find announcement "nothing1": there is none with that id (see kutsu announce list)\n',
    );
});
