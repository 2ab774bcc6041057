import { type Answer, type ChannelHarness, channelContract } from "../channel-contract.ts";
import type { Acknowledgement, Fault } from "./emulator.ts";
import { openLibrary } from "./library.ts";

const ANSWERS: Readonly<Record<Acknowledgement, Answer>> = {
  accepted: "taken",
  refused: "refused",
  again: "again",
};
const FAULTS: Readonly<Record<"too fast" | "blocked" | "broken", Fault>> = {
  "too fast": {
    code: 429,
    description: "Too Many Requests: retry after 3",
    parameters: { retry_after: 3 },
  },
  blocked: { code: 403, description: "Forbidden: bot was blocked by the user" },
  broken: { code: 502, description: "Bad Gateway" },
};

async function makeHarness(way: "webhook" | "polling"): Promise<ChannelHarness> {
  const library = await openLibrary(way);
  const { telegram, channel, events, maija } = library;
  const answer = async (how: Promise<Acknowledgement>) => ANSWERS[await how];
  const forge = (text: string) =>
    answer(telegram.post({ update_id: 1, message: maija.message({ text }) }, "a-guessed-secret"));
  return {
    channel,
    address: "telegram:5512",
    events,
    get isStoreDown() {
      return library.isStoreDown;
    },
    set isStoreDown(isDown: boolean) {
      library.isStoreDown = isDown;
    },
    // Telegram's own numbers begin above those of the tests.
    say: (text, update) =>
      answer(maija.writes(text, {}, update === undefined ? undefined : Number(update) + 8_000)),
    ...(way === "webhook" && { forge }),
    echo: (text) => answer(telegram.deliver({ message: maija.message({ text, from: telegram.bot }) })),
    shown: async () =>
      maija.heard.map((message) => ({
        text: message.text,
        buttons: message.keyboard.flat().map(({ text, callback_data }) => ({
          label: text,
          tap: () => answer(maija.tapsData(message, callback_data)),
        })),
      })),
    failNext: (how) => telegram.fail("sendMessage", FAULTS[how]),
    stop: () => library.stop(),
  };
}

channelContract("telegram by webhook", () => makeHarness("webhook"));
channelContract("telegram by polling", () => makeHarness("polling"));
