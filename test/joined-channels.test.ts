/** All of Kutsu: a patron joins the web chat and Telegram by the link, goes on on the other, and subscribes to the calendar. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import settings from "../locales/fi/settings.json";
import type { ChannelMessage } from "../src/channels/channel.ts";
import { deepLink } from "../src/channels/telegram/deep-link.ts";
import { linkPayload } from "../src/links/payload.ts";
import { TelegramEmulator } from "./channels/telegram/emulator.ts";
import { TelegramPatron } from "./channels/telegram/patron.ts";
import { WebPatron } from "./channels/web/web-patron.ts";
import { until } from "./helpers/conversation.ts";
import { temporaryFolder } from "./helpers/redis.ts";
import { type RunningKutsu, startKutsuProcess } from "./helpers/run-kutsu.ts";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const telegram = new TelegramEmulator();
let kutsu: RunningKutsu;
let page: WebPatron;
let chat: TelegramPatron;

beforeAll(async () => {
  await telegram.open();
  telegram.chats.add(5512);
  kutsu = await startKutsuProcess({
    KUTSU_DATA: join(folder, "data"),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
  });
  page = await WebPatron.open(kutsu.url, "token");
  chat = new TelegramPatron(telegram, 5512);
}, 60_000);

afterAll(async () => {
  page?.leave();
  await kutsu?.stop();
  await telegram.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits for the message of Kutsu's on the page that has these words. */
async function onPage(words: string): Promise<ChannelMessage> {
  const heard = await page.hearUntil(({ data }) => JSON.stringify(data.message ?? "").includes(words));
  return heard.at(-1) as ChannelMessage;
}

async function tapOnPage(message: ChannelMessage, label: string): Promise<void> {
  const choice = message.choices?.find((one) => one.label === label);
  if (choice === undefined) throw new Error(`Cannot tap "${label}": it is not offered`);
  await page.tap(message, choice);
}

async function inChat(words: string): Promise<string> {
  const found = () => chat.heard.findLast(({ text }) => text.includes(words))?.text;
  await until(`"${words}" in Telegram`, () => found() !== undefined);
  return found() ?? "";
}

test("a link made in the web chat joins Telegram to it, and both are told", async () => {
  await page.say("yhdistä toinen kanava");
  await tapOnPage(await onPage("useassa kanavassa"), "Yhdistä toinen kanava");
  const { text } = await onPage("Koodisi on");
  const start = /https:\/\/t\.me\/kutsu_test_bot\?start=(\S+)/.exec(text)?.[1] ?? "";
  await chat.writes(`/start ${start}`);
  await inChat("Yhdistetäänkö tämä kanava");
  await chat.taps("Kyllä, yhdistä");
  await inChat("Tunnen sinut nyt myös tässä kanavassa");
  expect((await onPage("Kanavaasi yhdistettiin")).text).toContain("Telegram");
});

test("what is remembered on one, by the link of an interest, is known on the other", async () => {
  const link = deepLink("kutsu_test_bot", linkPayload("interest", "lautapelit"));
  await chat.writes(`/start ${new URL(link).searchParams.get("start")}`);
  await inChat("lautapelit");
  await chat.taps(settings.offer.yes);
  await until(
    "an answer",
    () =>
      !chat.heard
        .at(-1)
        ?.keyboard.flat()
        .some(({ text }) => text === settings.offer.yes),
  );
  await page.say("mitä tiedät minusta");
  expect((await onPage("lautapelit")).text).toContain("lautapelit");
});

test("the calendar's address works as long as the patron wants it", async () => {
  await chat.writes("kalenteri");
  await inChat("oman kalenterin osoitteen");
  await chat.taps("Näytä kalenterin osoite");
  const first = urlIn(await inChat("Kalenterisi osoite"));
  const response = await fetch(first);
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  await chat.taps("Vaihda osoite");
  await until(
    "another address",
    () => urlIn(chat.heard.at(-1)?.text ?? "") !== first && urlIn(chat.heard.at(-1)?.text ?? "") !== "",
  );
  expect((await fetch(first)).status).toBe(404);
  expect((await fetch(urlIn(chat.heard.at(-1)?.text ?? ""))).status).toBe(200);
});

function urlIn(text: string): string {
  return /(http:\S+\.ics)/.exec(text)?.[1] ?? "";
}
