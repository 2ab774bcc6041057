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
// Never quiet: whatever the time is, it is sent at once.
const environment = { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "warn", KUTSU_QUIET_HOURS: "12-12" };
const keys = new Map<string, string>();
let server: RunningKutsu;

beforeAll(async () => {
  server = await startKutsuProcess(environment);
  const { redis, close } = await connectRedis({ dataFolder: environment.KUTSU_DATA, role: "command" });
  const { member: by } = await addAdmin(redis);
  for (const [name, role, ...languages] of [
    ["Wilma", "staff"],
    ["Anton", "approver", "en"],
    ["Leena", "librarian"],
  ] as const)
    keys.set(name, (await addStaff(redis, { name, roles: [role], languages }, { by, now: NOW })).key);
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

  const yaml = (await announce(`show ${id} --yaml`)).stdout;
  expect(await record(`draft ${file(yaml)} --id ${id}`, "Wilma")).toEqual(drafted);

  const [own, unasked, early] = await Promise.all([
    announce(`approve ${id}`, "Wilma"),
    announce(`send ${id}`),
    announce(`send ${id}`, "Wilma"),
  ]);
  expect([own.code, own.stderr]).toEqual([
    1,
    'Cannot do this as "Wilma": it needs the role approver, and theirs is staff\n',
  ]);
  expect(unasked.stderr).toContain("Cannot tell who asks");
  expect(early.stderr).toBe(
    `Cannot send announcement "${id}": an approver has not approved it (kutsu announce approve ${id}) and Kallio-liike has not approved it (kutsu announce partner-link ${id})\n`,
  );

  const [counted, preview, trial] = await Promise.all([
    record(`audience ${id}`),
    announce(`preview ${id} --channel telegram --language en`),
    announce(`preview ${id} --send-to me`, "Wilma"),
  ]);
  expect(counted).toMatchObject({ count: 8, byChannel: { telegram: 8 }, byLanguage: { fi: 4, en: 4 } });
  const name = expect.stringMatching(/^[\w-]{6}$/);
  expect(counted.sample).toEqual(
    Array(5).fill({ name, channel: "telegram", language: expect.stringMatching(/^(fi|en)$/) }),
  );
  expect(preview.stdout).toMatch(/^=== telegram, en ===\n\nThe library is open at night\. Welcome!\n/);
  expect(trial.stderr).toContain("the account has no address");

  const unseen = await announce(`approve ${id}`, "Anton");
  expect([unseen.code, unseen.stderr]).toEqual([
    1,
    `warning: a text is in Finnish, which Anton does not read (ask somebody who does to look at it)\nCannot approve announcement "${id}": say what you looked at (--digest DIGEST, as kutsu announce show ${id} prints it)\n`,
  ]);
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
  const shown = (await announce(`show ${id}`)).stdout;
  expect(shown).toMatch(/status +approved/);
  expect(shown).toMatch(/approved by Pekka/);
  expect(shown).toMatch(/frozen +telegram 8/);

  const sent = await record(`send ${id}`, "Wilma");
  expect(sent).toMatchObject({ status: "sending", started: { name: "Wilma" } });
  // The server has no such channel: it passes over everybody, and says so.
  const followed = await announce(`status ${id} --follow`);
  expect(followed.stdout).toContain(`${id}  sent  [########################]  100 %  8 of 8`);
  const csv = join(folder, "report.csv");
  const report = await record(`report ${id} --csv ${csv}`);
  expect(report).toMatchObject({ id, status: "sent", total: 8, remaining: 0, frozen: { telegram: 8 } });
  expect(readFileSync(csv, "utf8")).toContain(`${id},audience,telegram,,8\r\n`);
  expect((await announce("list")).stdout).toMatch(new RegExp(`^${id} {2}sent .* Wilma {2}Kirjasto on auki`));
});

test("a file with problems is told whole, and nothing is written", async () => {
  const broken = file("texts:\n  fi: Hei {nimi}!\naudience: all & distrct:kallio\n");
  const { code, stdout, stderr } = await announce(`draft ${broken}`, "Wilma");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr.split("\n")).toEqual([
    `${broken}:2:3: texts.en is missing: write it`,
    expect.stringContaining(`${broken}:2:11: "{nimi}" would be sent as it stands`),
    expect.stringContaining(`${broken}:3:17: the audience cannot be read: expected a kind of segment`),
    `Cannot draft "${broken}": 3 problems; nothing was written.`,
    "",
  ]);
  const [told, missing, listed] = await Promise.all([
    record(`draft ${broken}`, "Wilma"),
    announce("draft nowhere.yaml", "Wilma"),
    announce("list"),
  ]);
  const { problems } = told as { problems: unknown[] };
  expect(problems[0]).toEqual({ line: 2, column: 3, message: "texts.en is missing: write it" });
  expect(missing.stderr).toBe('Cannot read announcement "nowhere.yaml": there is no such file\n');
  expect(listed.stdout.trimEnd().split("\n")).toHaveLength(1);
});

test("what is not there is named with where to look", async () => {
  expect((await announce("show nothing1")).stderr).toBe(
    'Cannot find announcement "nothing1": there is none with that id (see kutsu announce list)\n',
  );
});
