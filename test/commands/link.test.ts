import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { countOrigin } from "../../src/links/origins.ts";
import { connectRedis } from "../../src/store/redis.ts";
import { localDate } from "../../src/understanding/local-time.ts";
import { BOT_TOKEN, SlackEmulator } from "../channels/slack/slack-emulator.ts";
import { TelegramEmulator } from "../channels/telegram/emulator.ts";
import { temporaryFolder } from "../helpers/redis.ts";
import { runKutsu } from "../helpers/run-kutsu.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const telegram = new TelegramEmulator();
const slack = new SlackEmulator();
const TEAMS_APP_ID = "11111111-2222-4333-8444-555555555555";
const TENANT = "99999999-2222-4333-8444-555555555555";
const data = { KUTSU_DATA: join(folder, "data"), LOG_LEVEL: "warn" };
const own = { ...data, PUBLIC_URL: "https://kutsu.example.org" };
let all: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  await Promise.all([telegram.open(), slack.start()]);
  all = {
    ...own,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TEAMS_APP_ID,
    TEAMS_APP_PASSWORD: "password",
    TEAMS_TENANT_ID: TENANT,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: "secret",
    SLACK_API_URL: slack.apiUrl,
  };
});

afterAll(async () => {
  await Promise.all([telegram.close(), slack.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

test("links to a program for every channel, and a QR code", async () => {
  const file = join(folder, "out.png");
  const id = "sample:001";
  const { code, stdout, stderr } = await runKutsu(["link", "program", id, "--qr", file, "--json"], {
    environment: all,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { payload, links, qr, title } = JSON.parse(stdout);
  const encoded = Buffer.from(id).toString("base64url");
  expect(payload).toBe(`program:${encoded}`);
  expect(title).not.toBe("");
  expect(links.map(({ url }: { url: string }) => url)).toEqual([
    `https://kutsu.example.org/?start=program:${encoded}`,
    `https://t.me/kutsu_test_bot?start=k-program-${encoded}`,
    `https://teams.microsoft.com/l/chat/0/0?tenantId=${TENANT}&users=28%3A${TEAMS_APP_ID}&message=%2Fstart%20program%3A${encoded}`,
    expect.stringMatching(/^https:\/\/slack\.com\/app_redirect\?app=A0KUTSU&team=T\w+$/),
  ]);
  expect(qr).toEqual({ file, channel: "web", url: links[0].url });
  expect(readFileSync(file).subarray(1, 4).toString()).toBe("PNG");
});

test("for people, a line a channel, and the channel that the QR code is of", async () => {
  const file = join(folder, "telegram.png");
  const { code, stdout } = await runKutsu(["link", "topic", "data", "--qr", file, "--channel", "telegram"], {
    environment: all,
  });
  expect(code).toBe(0);
  expect(stdout).toContain("telegram  https://t.me/kutsu_test_bot?start=k-topic-data\n");
  expect(stdout).toContain("opens the app");
  expect(stdout).toContain(`The QR code of the telegram link is in ${file}.`);
});

test("a platform that does not answer is named and left out", async () => {
  const environment = {
    ...all,
    TELEGRAM_API_ROOT: "http://127.0.0.1:9",
    SLACK_API_URL: "http://127.0.0.1:9/api/",
  };
  const { code, stdout, stderr } = await runKutsu(["link", "interest", "makers", "--json"], { environment });
  expect(code).toBe(0);
  expect(JSON.parse(stdout).links.map(({ channel }: { channel: string }) => channel)).toEqual([
    "web",
    "teams",
  ]);
  expect(stderr).toMatch(/Telegram is left out/);
  expect(stderr).toMatch(/Slack is left out/);
  expect(stderr).not.toContain(telegram.token);
});

test.each([
  [["program", "helmet:none"], own, 'Cannot link to program "helmet:none"'],
  [["topic", "weather"], own, 'Cannot link to topic "weather": the topics are'],
  [["interest", "http://x"], own, "Cannot link to interest"],
  [["partner", "Kallio-liike"], data, "Cannot make a link: no channel can be opened from outside"],
  [["topic", "data", "--qr", "out.svg"], own, 'Cannot draw the QR code "out.svg"'],
  [
    ["topic", "data", "--qr", "missing-folder/out.png"],
    own,
    'Cannot draw the QR code "missing-folder/out.png": there is no folder "missing-folder"',
  ],
  [
    ["topic", "data", "--qr", "/proc/out.png"],
    own,
    'Cannot draw the QR code "/proc/out.png": it cannot be written',
  ],
  [
    ["topic", "data", "--qr", "out.png", "--channel", "slack"],
    own,
    'Cannot draw the link of channel "slack"',
  ],
] as const)("link %j ends with what to do", async (args, environment, error) => {
  const { code, stdout, stderr } = await runKutsu(["link", ...args], { environment });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(error);
  expect(existsSync("out.png")).toBe(false);
});

test("origins are listed from the newest day, and nothing is said where there are none", async () => {
  const none = await runKutsu(["link", "origins"], { environment: own });
  expect([none.code, none.stdout]).toEqual([0, "No links were used in the last 30 days.\n"]);
  const today = localDate(new Date().toISOString(), "Europe/Helsinki");
  const { redis, close } = await connectRedis({ dataFolder: data.KUTSU_DATA, role: "command" });
  try {
    for (const payload of ["topic:data", "topic:data"]) await countOrigin(redis, payload, today);
    const json = await runKutsu(["link", "origins", "--json"], { environment: own });
    expect(JSON.parse(json.stdout)).toEqual({
      origins: [{ day: today, kind: "topic", id: "data", count: 2 }],
    });
    const plain = await runKutsu(["link", "origins", "--days", "1"], { environment: own });
    expect(plain.stdout).toBe(`${today}       2  topic  data\n`);
  } finally {
    await close();
  }
});
