import { NotTaken, TooFast, Undeliverable } from "../../../src/channels/channel.ts";
import { TelegramChannel } from "../../../src/channels/telegram/channel.ts";
import { messageOf } from "../channel-contract.ts";
import { openLibrary, type TestLibrary, until } from "./library.ts";
import { TelegramPatron } from "./patron.ts";

let library: TestLibrary;
beforeEach(async () => {
  library = await openLibrary("webhook");
});
afterEach(() => library.stop());

const MAIJA = "telegram:5512";
const yesNo = [
  { label: "Kyllä", value: "yes" },
  { label: "Ei", value: "no" },
];
const card = {
  title: "Jazz-ilta",
  facts: [],
  notes: [],
  links: [{ label: "Sivu", url: "https://oodi.example.org/?a=1&b=2" }],
  choices: [{ label: "Lisätietoja", value: "open:recommend:1" }],
};
const LONG = Array.from({ length: 400 }, (_, index) => `Lause numero ${index} on tässä näin.`).join(" ");

function labels(): string[][] {
  return library.maija.heard.map(({ keyboard }) => keyboard.flat().map(({ text }) => text));
}

function send(text: string, given: Parameters<typeof messageOf>[1] = {}): Promise<string> {
  return library.channel.send(MAIJA, messageOf(text, given));
}

test("the bot says who it is", async () => {
  expect(await library.channel.identify()).toBe("@kutsu_test_bot");
});

test("the menu and the descriptions are set in Finnish, and in English for all others", () => {
  const { telegram } = library;
  expect(telegram.callsOf("setMyCommands")).toEqual([
    expect.objectContaining({ language_code: "" }),
    expect.objectContaining({
      language_code: "fi",
      commands: [
        { command: "start", description: "Aloita" },
        { command: "help", description: "Ohje" },
        { command: "language", description: "Kieli" },
        { command: "mydata", description: "Tietoni" },
        { command: "stop", description: "Lopeta" },
      ],
    }),
  ]);
  expect(telegram.callsOf("setMyShortDescription")).toEqual([
    { language_code: "", short_description: "A library's bot" },
    { language_code: "fi", short_description: "Kirjaston botti" },
  ]);
  expect(telegram.callsOf("setMyDescription")).toHaveLength(2);
});

test("a profile that cannot be set is told, and the channel works all the same", async () => {
  await library.stop();
  const begin = (telegram: TestLibrary["telegram"]) =>
    telegram.fail("setMyCommands", { code: 400, description: "Bad Request: too long" });
  library = await openLibrary("webhook", { begin, isInTrouble: true });
  await until(() => library.troubles.length > 0);
  expect(library.troubles[0]).toMatchObject({ what: "profile" });
  expect(await library.maija.writes("hei")).toBe("accepted");
});

test("a tap is answered, and the choices of its question are taken away", async () => {
  await send("Sopiiko?", { question: "t1", choices: yesNo });
  expect(labels()).toEqual([["Kyllä", "Ei"]]);
  await library.maija.taps("Kyllä");
  await until(() => labels()[0]?.length === 0);
  await until(() => library.telegram.callsOf("answerCallbackQuery").length === 1);
  expect(library.events).toMatchObject([{ kind: "tapped", value: "yes", question: "t1" }]);
});

test("stopping waits until the chat is tidied up", async () => {
  await send("Sopiiko?", { question: "t1", choices: yesNo });
  await library.maija.taps("Kyllä");
  await library.channel.stop();
  expect(labels()).toEqual([[]]);
  expect(library.telegram.callsOf("answerCallbackQuery")).toHaveLength(1);
});

test("a tap is answered also while the store is down", async () => {
  await send("Sopiiko?", { question: "t1", choices: yesNo });
  library.isStoreDown = true;
  expect(await library.maija.taps("Kyllä")).toBe("again");
  await until(() => library.telegram.callsOf("answerCallbackQuery").length === 1);
  expect(labels()).toEqual([["Kyllä", "Ei"]]);
});

test("choices are taken away when the patron types instead", async () => {
  await send("Sopiiko?", { question: "t1", choices: yesNo });
  await library.maija.writes("joo");
  await until(() => labels()[0]?.length === 0);
  await library.maija.writes("jatketaan");
  await library.channel.stop();
  expect(library.telegram.callsOf("editMessageReplyMarkup")).toHaveLength(1);
});

test("a new question closes the one before it", async () => {
  await send("Sopiiko?", { question: "t1", choices: yesNo });
  await until(() => library.memory.values.size === 1);
  await send("Entä huomenna?", { question: "t2", choices: yesNo });
  await until(() => labels()[0]?.length === 0);
  expect(labels()[1]).toEqual(["Kyllä", "Ei"]);
});

test("what is kept of a chat is forgotten when its patron is erased", async () => {
  await send("Sopiiko?", { question: "t1", choices: yesNo });
  await until(() => library.memory.values.size === 1);
  await send("Entä huomenna?", { question: "t2", choices: yesNo });
  await until(() => labels()[0]?.length === 0);
  expect(library.memory.values.size).toBe(2);
  await library.channel.forget(MAIJA);
  expect(library.memory.values.size).toBe(0);
});

test("an update that comes late or again leaves a newer question alone", async () => {
  const first = library.maija.writes("hei", {}, 9_001);
  await first;
  await send("Sopiiko?", { question: "t1", choices: yesNo });
  await until(() => library.memory.values.size === 1);
  const late = library.maija.message({ text: "hei" });
  await library.telegram.deliver({ message: { ...late, message_id: 101 } }, 9_001);
  await library.channel.stop();
  expect(labels()).toEqual([["Kyllä", "Ei"]]);
});

test("buttons of cards stay when a question is answered, and can be tapped any time", async () => {
  await send("Löysin tämän:", { question: "t1", cards: [card], choices: yesNo });
  await library.maija.taps("Ei");
  await until(() => labels()[0]?.length === 1);
  await library.maija.writes("hei");
  await library.maija.taps("1. Jazz-ilta");
  await library.channel.stop();
  expect(labels()).toEqual([["1. Jazz-ilta"]]);
  expect(library.telegram.callsOf("editMessageReplyMarkup")).toHaveLength(1);
  expect(library.events.at(-1)).toMatchObject({ value: "open:recommend:1", question: "t1" });
  expect(library.troubles).toEqual([]);
});

test("an old chat that cannot be tidied up any more is no trouble", async () => {
  await send("Sopiiko?", { question: "t1", choices: yesNo });
  const { telegram, maija } = library;
  telegram.fail("editMessageReplyMarkup", { code: 400, description: "Bad Request: message can't be edited" });
  telegram.fail("answerCallbackQuery", { code: 400, description: "Bad Request: query is too old" });
  expect(await maija.taps("Kyllä")).toBe("accepted");
  await library.channel.stop();
  expect(library.troubles).toEqual([]);
});

test("a long text comes in parts that end with a sentence, and the choices are under the last", async () => {
  await send(LONG, { question: "t1", choices: yesNo });
  const { heard } = library.maija;
  expect(heard.length).toBeGreaterThan(2);
  for (const { text } of heard) expect(text).toMatch(/^Lause .*\.$/s);
  expect(labels().slice(0, -1).flat()).toEqual([]);
  expect(labels().at(-1)).toEqual(["Kyllä", "Ei"]);
});

test("a long text that failed half way goes on from there when it is sent again", async () => {
  const { telegram, maija } = library;
  const message = messageOf(LONG, { question: "t1", choices: yesNo });
  const tooFast = { code: 429, description: "Too Many Requests", parameters: { retry_after: 2 } };
  telegram.fail("sendMessage", { passes: true }, tooFast);
  const error = await library.channel.send(MAIJA, message).catch((thrown: unknown) => thrown);
  expect(maija.heard).toHaveLength(1);
  expect(error).toBeInstanceOf(TooFast);
  expect((error as TooFast).retryAfterMs).toBe(2_000);
  await library.channel.send(MAIJA, message);
  expect(maija.heard.map(({ text }) => text).join(" ")).toBe(LONG);
  expect(labels().at(-1)).toEqual(["Kyllä", "Ei"]);
});

test("a card shows its links as words to tap", async () => {
  await send("Löysin tämän:", { question: "t1", cards: [card] });
  expect(library.maija.heard[0]?.entities).toContainEqual(
    expect.objectContaining({ type: "text_link", url: "https://oodi.example.org/?a=1&b=2" }),
  );
  expect(library.telegram.callsOf("sendMessage")[0]).toMatchObject({
    link_preview_options: { is_disabled: true },
  });
});

test("a message that Telegram refuses as it is comes as words, with its choices as a list", async () => {
  library.telegram.fail("sendMessage", { code: 400, description: "Bad Request: can't parse entities: no" });
  await send("Löysin <tämän>:", { question: "t1", cards: [card], choices: yesNo });
  expect(library.maija.heard.map(({ text }) => text)).toEqual([
    "Löysin <tämän>:\n\n1. Jazz-ilta\nSivu: https://oodi.example.org/?a=1&b=2\n\n1. Jazz-ilta\n2. Kyllä\n3. Ei",
  ]);
  expect(library.troubles).toMatchObject([{ what: "send with looks and buttons" }]);
});

test("a message that Telegram refuses in every form cannot be delivered", async () => {
  const refusal = {
    code: 400,
    description: "Bad Request: not enough rights to send text messages to the chat",
  };
  library.telegram.fail("sendMessage", refusal, refusal);
  await expect(send("hei")).rejects.toBeInstanceOf(Undeliverable);
});

test.each([
  ["an unknown chat", 400, "Bad Request: chat not found", Undeliverable],
  ["a patron who is gone", 403, "Forbidden: user is deactivated", Undeliverable],
  ["a server error", 500, "Internal Server Error", Error],
  ["a server that is not there", 503, "Service Unavailable", NotTaken],
  ["a token that is not valid", 401, "Unauthorized", NotTaken],
] as const)("%s is told apart", async (_, code, description, kind) => {
  library.telegram.fail("sendMessage", { code, description });
  const error = await send("hei").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(kind);
  expect([Undeliverable, NotTaken].filter((sure) => error instanceof sure)).toEqual(
    kind === Error ? [] : [kind],
  );
});

test("what could not be connected to took nothing; what was cut may have", async () => {
  library.telegram.fail("sendMessage", { cut: true });
  const cut = await send("hei").catch((thrown: unknown) => thrown);
  expect(cut).not.toBeInstanceOf(NotTaken);
  await library.telegram.close();
  const refused = await send("hei").catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(NotTaken);
  expect(refused).toMatchObject({ reason: "ECONNREFUSED", isTrouble: true });
});

test.each([
  ["no answer in time", { silent: true }],
  ["a cut connection", { cut: true }],
  ["the page of a proxy", { html: "<h1>Blocked</h1>" }],
] as const)("after %s the error holds neither the token nor what was said", async (_, fault) => {
  await library.stop();
  library = await openLibrary("webhook", { limits: { callMs: 150 } });
  library.telegram.fail("sendMessage", fault);
  const error = (await send("salaisuus").catch((thrown: unknown) => thrown)) as Error;
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(Undeliverable);
  const shown = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
  expect(shown).not.toContain(library.telegram.token);
  expect(shown).not.toContain("salaisuus");
});

test("a group that became a supergroup is written to there", async () => {
  library.telegram.chats.add(-5, "group");
  library.telegram.chats.add(-1005, "supergroup");
  library.telegram.fail("sendMessage", {
    code: 400,
    description: "Bad Request: group chat was upgraded to a supergroup chat",
    parameters: { migrate_to_chat_id: -1005 },
  });
  await library.channel.send("telegram:-5", messageOf("hei"));
  expect(library.telegram.chats.shown(-1005)).toMatchObject([{ text: "hei" }]);
});

test("a group is answered in its own chat, and a topic in the topic", async () => {
  library.telegram.chats.add(-1001, "supergroup");
  const group = new TelegramPatron(library.telegram, -1001);
  await group.writes("/help@kutsu_test_bot");
  await group.writes("jutellaan keskenämme");
  expect(library.events).toMatchObject([{ scope: "group", from: "telegram:-1001", text: "/help" }]);
  await library.channel.send("telegram:-1001/7", messageOf("Hei"));
  await library.channel.typing("telegram:-1001/7");
  expect(group.heard).toMatchObject([{ text: "Hei", thread: 7 }]);
  expect(library.telegram.callsOf("sendChatAction")).toEqual([
    { chat_id: "-1001", message_thread_id: 7, action: "typing" },
  ]);
});

test("blocking the bot and coming back is told", async () => {
  const { maija, events } = library;
  await maija.blocks(true);
  await expect(send("hei")).rejects.toBeInstanceOf(Undeliverable);
  await maija.blocks(false);
  await send("hei");
  expect(events).toMatchObject([
    { kind: "reachability", reachable: false },
    { kind: "reachability", reachable: true },
  ]);
});

test("a secret that Telegram does not allow is refused at once", () => {
  const options = { descriptions: {} as never, memory: library.memory, token: "1:a", apiRoot: "http://x" };
  expect(() => new TelegramChannel({ ...options, webhookSecret: "on väli" })).toThrow(/webhookSecret/);
});
