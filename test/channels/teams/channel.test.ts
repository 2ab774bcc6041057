import { NotTaken, TooFast, Undeliverable } from "../../../src/channels/channel.ts";
import { TeamsChannel } from "../../../src/channels/teams/channel.ts";
import { channelContract, messageOf } from "../channel-contract.ts";
import { TeamsPatron } from "./teams-patron.ts";
import { APP_ID, APP_PASSWORD, type ConnectorAnswer, TENANT_ID } from "./teams-service.ts";

const complain = console.error;
beforeAll(() => {
  // The library complains of bad tokens by itself.
  console.error = () => undefined;
});
afterAll(() => {
  console.error = complain;
});

channelContract("teams", () => TeamsPatron.start());

const YEAR_SECONDS = 365 * 24 * 3600;
const choices = [{ label: "Kyllä", value: "yes" }];

describe("the Teams channel", () => {
  let patron: TeamsPatron;
  beforeEach(async () => {
    patron = await TeamsPatron.start();
  });
  afterEach(() => patron.stop());

  const send = (given: Parameters<typeof messageOf>[1] = {}) =>
    patron.channel.send(patron.address, messageOf("hei", given));
  const failureWith = async (answer: ConnectorAnswer) => {
    patron.service.answers.push(answer);
    return send().then(
      () => undefined,
      (error: unknown) => error,
    );
  };

  test("begins when the bot is added, and cannot be reached once it is removed", async () => {
    await patron.post(patron.activity({ type: "installationUpdate", action: "add" }));
    await patron.post(patron.activity({ type: "installationUpdate", action: "remove" }));
    expect(patron.events).toEqual([
      expect.objectContaining({ kind: "started", from: patron.address, scope: "private", language: "fi-FI" }),
      expect.objectContaining({ kind: "reachability", reachable: false }),
    ]);
  });

  test("keeps where a conversation is answered for two years, and nobody's name", () => {
    const [kept = ""] = patron.memory.values.values();
    expect(JSON.parse(kept)).toMatchObject({ serviceUrl: patron.service.serviceUrl, channelId: "msteams" });
    expect(kept).not.toMatch(/Aino|29:1patron|11111111/);
    expect(patron.memory.lifetimes.get(patron.address)).toBe(2 * YEAR_SECONDS);
  });

  test("forgets it when the patron is erased, and learns it anew from the next message", async () => {
    await patron.channel.forget(patron.address);
    expect(patron.memory.values.size).toBe(0);
    await patron.say("yksi");
    expect([...patron.memory.values.keys()]).toEqual([patron.address]);
  });

  test("tells Teams to come again when the memory is down", async () => {
    patron.memory.set = () => Promise.reject(new Error("the store is down"));
    const activity = patron.activity({ text: "hei", conversation: { id: "uusi" } });
    expect(await patron.post(activity)).toBe(503);
    expect(patron.events).toEqual([]);
    expect(patron.failures).toEqual(["accept"]);
  });

  test("sends by itself after a restart, with a token of its own that it asks for once", async () => {
    const { memory, service } = patron;
    const settings = { appId: APP_ID, appPassword: APP_PASSWORD, tenantId: TENANT_ID };
    const restarted = new TeamsChannel({ settings, development: false, memory, cloud: service.cloud });
    await restarted.typing(patron.address);
    expect(await restarted.send(patron.address, messageOf("Muistutus"))).toBe("sent-2");
    expect(service.posted.map(({ activity }) => activity.type)).toEqual(["typing", "message"]);
    expect(service.posted.map(({ authorization }) => authorization)).toEqual(
      Array(2).fill("Bearer token-of-the-bot"),
    );
    expect(service.posted[1]?.path).toContain(encodeURIComponent("a:1personal-chat:of-one-patron"));
    expect(service.tokenRequests.map((asked) => asked.get("scope"))).toEqual([
      "https://api.botframework.com/.default",
    ]);
  });

  test("sends no token to an address that is not of its cloud, even when it was kept", async () => {
    const [[key, kept] = ["", ""]] = patron.memory.values;
    patron.memory.values.set(key, kept.replaceAll(patron.service.url, "https://evil.example"));
    await expect(send()).rejects.toThrow(Undeliverable);
    await expect(send()).rejects.toThrow("service URL");
  });

  test("cannot reach a conversation it never heard from", async () => {
    await expect(patron.channel.send("teams:nobody", messageOf("hei"))).rejects.toThrow(Undeliverable);
  });

  test.each([
    [403, "MessageWritesBlocked"],
    [403, "BotNotInConversationRoster"],
    [404, "ConversationNotFound"],
  ])("takes %i %s for a patron who cannot be reached", async (status, code) => {
    expect(await failureWith({ status, code })).toBeInstanceOf(Undeliverable);
  });

  test.each([401, 412, 500, 502, 503, 504])(
    "takes %i for trouble that may pass, after one try",
    async (status) => {
      const error = await failureWith({ status });
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(Undeliverable);
      expect(error).not.toBeInstanceOf(TooFast);
      // A server or a gateway that failed may have delivered it before.
      expect(error instanceof NotTaken).toBe(status < 500 || status === 503);
      expect(patron.service.posted).toEqual([]);
    },
  );

  test.each([
    ["seconds", "12", 12_000, 12_000],
    ["a date", new Date(Date.now() + 60_000).toUTCString(), 30_000, 60_000],
    ["nothing", undefined, 1_000, 10_000],
    ["what is neither", "soon", 1_000, 10_000],
  ] as const)("waits as long as a 429 with %s asks", async (_, after, least, most) => {
    const error = await failureWith({ status: 429, ...(after && { headers: { "Retry-After": after } }) });
    expect(error).toBeInstanceOf(TooFast);
    const { retryAfterMs } = error as TooFast;
    expect(retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(retryAfterMs).toBeLessThanOrEqual(most);
  });

  test("follows no redirect, which could carry its token away", async () => {
    const error = await failureWith({
      status: 307,
      headers: { Location: `${patron.service.serviceUrl}v3/elsewhere` },
    });
    expect(error).toBeInstanceOf(Error);
    expect(patron.service.posted).toEqual([]);
  });

  test("says cards that Teams refuses in plain text", async () => {
    patron.service.answers.push({ status: 400, code: "BadArgument" });
    await send({ choices, question: "t1" });
    expect(await patron.shown()).toEqual([{ text: "hei\n\n1. Kyllä", buttons: [] }]);
    expect(patron.failures).toEqual(["a card"]);
  });

  test("goes on with a long message from where sending it failed", async () => {
    const message = messageOf(Array.from({ length: 4000 }, (_, index) => `sana${index}`).join(" "));
    patron.service.answers.push({ status: 201 }, { status: 502 });
    await expect(patron.channel.send(patron.address, message)).rejects.toThrow("502");
    await patron.channel.send(patron.address, message);
    const words = (await patron.shown()).map(({ text }) => text).join(" ");
    expect(words === message.text).toBe(true);
  });

  test("shows no sign of writing while it sends already", async () => {
    const sending = send();
    await patron.channel.typing(patron.address);
    await sending;
    expect(patron.service.posted.map(({ activity }) => activity.type)).toEqual(["message"]);
  });

  test.each(["all", "body"] as const)(
    "does not wait for ever when Teams holds back %s of its answer",
    async (silent) => {
      await patron.stop();
      patron = await TeamsPatron.start({ timeoutMs: 150 });
      const startedAt = performance.now();
      const error = await failureWith({ status: 201, silent });
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(Undeliverable);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    },
  );

  test("a network that is down is trouble that may pass", async () => {
    await patron.channel.typing(patron.address);
    await patron.service.stop();
    const error = await send().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(Undeliverable);
  });

  test("hears nothing before it starts and after it stops", async () => {
    await patron.channel.stop();
    expect(await patron.say("onko siellä ketään?")).toBe("again");
  });
});

describe("asked who the bot is, the Teams channel", () => {
  let patron: TeamsPatron;
  beforeEach(async () => {
    patron = await TeamsPatron.start();
  });
  afterEach(() => patron.stop());

  test("asks Microsoft, which knows it", async () => {
    expect(await patron.channel.identify()).toBe(`app ${APP_ID}`);
    expect(Object.fromEntries(patron.service.tokenRequests.at(-1) ?? [])).toEqual({
      grant_type: "client_credentials",
      client_id: APP_ID,
      client_secret: APP_PASSWORD,
      scope: "https://api.botframework.com/.default",
    });
  });

  test.each([
    [7000215, /TEAMS_APP_PASSWORD is wrong/],
    [7000222, /TEAMS_APP_PASSWORD has expired/],
    [700016, /TEAMS_APP_ID/],
    [90002, /TEAMS_TENANT_ID/],
    [1, /invalid_client/],
  ])("says what to mend when Microsoft answers %i", async (code, remedy) => {
    patron.service.refusal = { error: "invalid_client", error_codes: [code] };
    const failure = await patron.channel.identify().catch((error: Error) => error.message);
    expect(failure).toMatch(remedy);
    expect(failure).not.toContain(APP_PASSWORD);
  });
});
