import { rawPost, sendRaw } from "../../helpers/raw-http.ts";
import { openLibrary, type TestLibrary, until } from "./library.ts";

let library: TestLibrary;
afterEach(() => library.stop());

function saidIn({ events }: TestLibrary): string[] {
  return events.flatMap((event) => (event.kind === "said" ? [event.text] : []));
}

const HEADER = "X-Telegram-Bot-Api-Secret-Token";

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${library.url}/telegram`, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", [HEADER]: "secret-of-the-test", ...headers },
  });
}

test("with a public address the webhook is registered with its secret and what is wanted", async () => {
  library = await openLibrary("webhook");
  expect(library.telegram.webhook).toEqual({
    url: "https://kutsu.example.org/telegram",
    secret: "secret-of-the-test",
  });
  expect(library.telegram.callsOf("setWebhook")[0]).toMatchObject({
    allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
  });
  expect(library.telegram.callsOf("getUpdates")).toEqual([]);
});

test.each([undefined, "http://127.0.0.1:3978"])(
  "with the public address %s Kutsu asks for updates, and listens to no posts",
  async (publicUrl) => {
    library = await openLibrary("polling", { publicUrl });
    expect(library.channel.routes()).toEqual([]);
    expect(await library.maija.writes("hei")).toBe("accepted");
    expect(library.events).toMatchObject([{ kind: "said", text: "hei" }]);
  },
);

test("a webhook of an earlier start is taken away before asking", async () => {
  library = await openLibrary("polling", {
    begin: (telegram) => telegram.setWebhook({ url: "https://old.example.org/telegram" }),
  });
  expect(await library.maija.writes("hei")).toBe("accepted");
  expect(library.troubles).toEqual([]);
});

test.each([
  ["no secret", { [HEADER]: "" }, 401],
  ["a wrong secret", { [HEADER]: "secret-of-the-tesT" }, 401],
  ["no JSON type", { "Content-Type": "text/plain" }, 415],
])("a post with %s is refused", async (_, headers, status) => {
  library = await openLibrary("webhook");
  const body = JSON.stringify({ update_id: 1, message: library.maija.message({ text: "hei" }) });
  expect((await post(body, headers)).status).toBe(status);
  expect(library.events).toEqual([]);
  expect((await post(body)).status).toBe(200);
  expect(library.events).toHaveLength(1);
});

test("bad JSON and other updates are answered, and the next update is heard", async () => {
  library = await openLibrary("webhook");
  expect((await post("{")).status).toBe(400);
  expect((await post("[1]")).status).toBe(200);
  expect((await post(JSON.stringify({ update_id: 1, poll: {} }))).status).toBe(200);
  expect(await library.maija.writes("hei")).toBe("accepted");
});

test("letters that come in two pieces stay whole", async () => {
  library = await openLibrary("webhook");
  const update = { update_id: 5, message: library.maija.message({ text: "yöllä" }) };
  const body = Buffer.from(JSON.stringify(update));
  const at = body.indexOf("ö") + 1;
  const head = rawPost("/telegram", "", [`${HEADER}: secret-of-the-test`, `Content-Length: ${body.length}`]);
  const answer = await sendRaw(
    Number(new URL(library.url).port),
    head,
    body.subarray(0, at),
    body.subarray(at),
  );
  expect(answer.statusLine).toContain("200");
  expect(library.events).toMatchObject([{ text: "yöllä" }]);
});

test("Telegram posts again what could not be stored, and it is heard once", async () => {
  library = await openLibrary("webhook", { begin: (telegram) => telegram.redeliverAfter(5) });
  library.isStoreDown = true;
  expect(await library.maija.writes("hei")).toBe("again");
  library.isStoreDown = false;
  await until(() => library.events.length === 1);
  expect(library.troubles).toContainEqual({ what: "accept", why: "the store is down" });
});

test("before the channel knows its bot, Telegram is told to come again", async () => {
  const begin = (telegram: TestLibrary["telegram"]) => {
    telegram.setWebhook({ url: "https://kutsu.example.org/telegram", secret_token: "secret-of-the-test" });
    telegram.fail("getMe", { silent: true });
  };
  library = await openLibrary("webhook", { begin, isInTrouble: true, limits: { callMs: 100 } });
  expect(await library.maija.writes("hei")).toBe("again");
  await until(() => library.telegram.callsOf("setWebhook").length === 1);
  expect(await library.maija.writes("hei taas")).toBe("accepted");
  expect(library.troubles).toContainEqual({
    what: "start",
    why: 'Cannot call Telegram "getMe": no answer in 100 ms',
  });
});

test.each([
  [
    "another program that asks",
    { code: 409, description: "Conflict: terminated by other getUpdates request" },
  ],
  ["a token that is not valid", { code: 401, description: "Unauthorized" }],
  ["a server error", { code: 500, description: "Internal Server Error" }],
  ["too many calls", { code: 429, description: "Too Many Requests", parameters: { retry_after: 0.01 } }],
  ["a cut connection", { cut: true }],
  ["the page of a proxy", { html: "<h1>Not found</h1>" }],
] as const)("asking goes on after %s, and nothing is lost", async (_, fault) => {
  library = await openLibrary("polling");
  await library.maija.writes("ennen");
  library.telegram.fail("getUpdates", fault, fault);
  for (const text of ["yksi", "kaksi", "kolme"]) void library.maija.writes(text);
  await until(() => library.events.length === 4 && library.telegram.unconfirmed === 0);
  expect(saidIn(library)).toEqual(["ennen", "yksi", "kaksi", "kolme"]);
  expect(library.troubles.filter(({ what }) => what === "receive").length).toBe(2);
});

test.each([
  [401, "the bot's token is not valid; copy it again from @BotFather to TELEGRAM_BOT_TOKEN"],
  [409, "another program receives this bot's messages; stop it, or give it a bot of its own"],
])("what to mend is said at the answer %s", async (code, remedy) => {
  library = await openLibrary("polling");
  library.telegram.fail("getUpdates", { code, description: "No" });
  await library.maija.writes("yksi");
  await until(() => library.troubles.length > 0);
  expect(library.troubles[0]?.why).toBe(`Cannot call Telegram "getUpdates": ${code} No: ${remedy}`);
});

test("another program that asks at the same time takes turns with Kutsu, and Kutsu says so", async () => {
  library = await openLibrary("polling");
  await until(() => library.telegram.callsOf("getUpdates").length === 1);
  const { telegram } = library;
  const other = await fetch(`${telegram.url}/bot${telegram.token}/getUpdates`, { method: "POST" });
  expect(await other.json()).toEqual({ ok: true, result: [] });
  await until(() => library.troubles.length > 0);
  expect(library.troubles[0]?.why).toContain("409 Conflict: terminated by other getUpdates request");
  expect(await library.maija.writes("hei")).toBe("accepted");
});

test("when the store goes down between two updates, the first does not come again and the second does", async () => {
  library = await openLibrary("polling");
  // The channel waits a moment, so that the next answer holds all three.
  library.telegram.fail("getUpdates", { passes: true }, { code: 500 });
  library.lastWords = "kaksi";
  const heard = ["nolla", "yksi", "kaksi", "kolme"].map((text) => library.maija.writes(text));
  await until(() => library.troubles.some(({ why }) => why === "the store is down"));
  expect(saidIn(library)).toEqual(["nolla", "yksi"]);
  library.lastWords = undefined;
  library.isStoreDown = false;
  await Promise.all(heard);
  await until(() => library.telegram.unconfirmed === 0);
  expect(saidIn(library)).toEqual(["nolla", "yksi", "kaksi", "kolme"]);
});

test("Telegram out of reach at the start is no reason to end", async () => {
  const begin = (telegram: TestLibrary["telegram"]) => telegram.fail("getMe", { cut: true }, { code: 502 });
  library = await openLibrary("polling", { begin });
  expect(library.troubles.map(({ what }) => what)).toEqual(["start", "start"]);
  expect(await library.maija.writes("hei")).toBe("accepted");
});

test("a long wait ends at once when the channel stops", async () => {
  library = await openLibrary("polling", { limits: { waitSeconds: 50 } });
  await until(() => library.telegram.callsOf("getUpdates").length === 1);
  const start = Date.now();
  await library.channel.stop();
  expect(Date.now() - start).toBeLessThan(1_000);
  expect(library.troubles).toEqual([]);
});
