import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { NotTaken, TooFast, Undeliverable } from "../../../src/channels/channel.ts";
import { until } from "../../helpers/conversation.ts";
import { channelContract, messageOf } from "../channel-contract.ts";
import { shownButtons, shownText } from "./slack-blocks.ts";
import { BOT, DIRECT, MEMBER, messageEvent, SlackEmulator, TEAM } from "./slack-emulator.ts";
import { type SlackHarness, startSlack, TEXTS } from "./start-slack.ts";

channelContract("slack", startSlack);

let harness: SlackHarness;
let slack: SlackEmulator;
beforeEach(async () => {
  harness = await startSlack();
  slack = harness.slack;
});
afterEach(() => harness.stop());

describe("the slack channel answers requests:", () => {
  test("the challenge of a new address is given back", async () => {
    const body = JSON.stringify({ type: "url_verification", challenge: "abc-123", token: "x" });
    const response = await slack.send(body, "application/json");
    expect([response.status, await response.json()]).toEqual([200, { challenge: "abc-123" }]);
  });

  test.each([
    ["signed with another secret", { secret: "another" }],
    ["older than five minutes", { secondsFromNow: -301 }],
    ["from more than five minutes in the future", { secondsFromNow: 305 }],
    ["without a signature", { headers: { "x-slack-signature": "" } }],
    ["with a signature of an unknown kind", { headers: { "x-slack-signature": "v1=00" } }],
    ["with a timestamp that is no number", { headers: { "x-slack-request-timestamp": "soon" } }],
    ["with an endless timestamp", { headers: { "x-slack-request-timestamp": "Infinity" } }],
  ])("a request %s is refused", async (_, signing) => {
    const response = await slack.sendEvent(messageEvent("hei"), "Ev1", signing);
    expect(response.status).toBe(401);
    expect(harness.events).toEqual([]);
  });

  test.each([-290, 290])("clocks may be %i seconds apart", async (secondsFromNow) => {
    expect((await slack.sendEvent(messageEvent("hei"), "Ev1", { secondsFromNow })).status).toBe(200);
    expect(harness.events).toHaveLength(1);
  });

  test("a check of the certificate lets no event in", async () => {
    const fields = { ssl_check: "1", payload: JSON.stringify(slack.eventBody(messageEvent("hei"), "Ev1")) };
    expect((await slack.sendForm(fields, { secret: "guessed" })).status).toBe(200);
    expect(harness.events).toEqual([]);
  });

  test.each([
    ["no JSON", "{", 400],
    ["a number", "5", 200],
    ["nothing", "null", 400],
    ["a text", '"hei"', 200],
    ["a list", "[]", 200],
    ["an event of no shape", '{"event":{}}', 200],
    ["a message of no shape", '{"event":{"type":"message","channel_type":"im"}}', 200],
    ["taps of nobody", '{"actions":[]}', 503],
  ])("a signed body that is %s harms nothing", async (_, body, status) => {
    expect((await slack.send(body, "application/json")).status).toBe(status);
    expect(harness.events).toEqual([]);
    expect(await harness.say("vieläkö kuulet?")).toBe("taken");
  });

  test("a signed form whose payload is nothing harms nothing", async () => {
    expect((await slack.sendForm({ payload: "null" })).status).toBe(400);
    expect((await slack.sendForm({ token: "x", payload: "null" })).status).toBe(400);
    expect(await harness.say("vieläkö kuulet?")).toBe("taken");
  });

  test("a body over the limit is refused", async () => {
    const body = JSON.stringify(slack.eventBody(messageEvent("x".repeat(300_000)), "Ev1"));
    expect((await slack.send(body, "application/json")).status).toBe(413);
  });

  test("a retried event keeps its id, whatever the header says", async () => {
    await slack.sendEvent(messageEvent("hei"), "EvSAME");
    const again = { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" };
    await slack.sendEvent(messageEvent("hei"), "EvSAME", { headers: again });
    expect(new Set(harness.events.map(({ id }) => id))).toEqual(new Set(["EvSAME"]));
  });

  test("an event is acknowledged only after it is stored", async () => {
    let store: () => void = () => undefined;
    harness.storing = new Promise((resolve) => {
      store = resolve;
    });
    let isAnswered = false;
    const sending = slack.sendEvent(messageEvent("hei")).then((response) => {
      isAnswered = true;
      return response;
    });
    await until("the language asked for", () => slack.callsOf("users.info").length > 0);
    await slack.send(JSON.stringify({ type: "url_verification", challenge: "x" }), "application/json");
    expect(isAnswered).toBe(false);
    store();
    expect((await sending).status).toBe(200);
    expect(harness.events).toHaveLength(1);
  });

  test.each([
    ["an event", () => slack.sendEvent(messageEvent("hei"))],
    ["a command", () => slack.sendCommand("hei")],
    ["the first look at the messages", () => slack.sendEvent(homeOpened("messages"))],
  ])("%s is answered with 503 while the store is down", async (_, send) => {
    harness.isStoreDown = true;
    expect((await send()).status).toBe(503);
    expect(harness.errors).toContainEqual({
      what: "accept",
      message: expect.stringContaining("Cannot store an event: the store is down"),
    });
  });

  test("a store that is too slow makes Slack send again before its own time is over", async () => {
    await harness.stop();
    harness = await startSlack({ limits: { acknowledgeMs: 50 } });
    let store: () => void = () => undefined;
    harness.storing = new Promise((resolve) => {
      store = resolve;
    });
    const startedMs = performance.now();
    expect((await harness.slack.sendEvent(messageEvent("hei"), "EvSLOW")).status).toBe(503);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    store();
    expect((await harness.slack.sendEvent(messageEvent("hei"), "EvSLOW")).status).toBe(200);
    expect(new Set(harness.events.map(({ id }) => id)).size).toBe(1);
  });
});

describe("the slack channel hears:", () => {
  test.each([
    [
      "an edit",
      { type: "message", subtype: "message_changed", channel: DIRECT, channel_type: "im", message: {} },
    ],
    ["a deletion", { type: "message", subtype: "message_deleted", channel: DIRECT, channel_type: "im" }],
    ["another bot", { ...messageEvent("hei"), bot_id: "B0OTHER" }],
    [
      "a message of a channel that does not name it",
      { ...messageEvent("hei"), channel: "C0LOBBY", channel_type: "channel" },
    ],
    ["an edited mention", { ...mention("hei"), edited: { user: MEMBER, ts: "1.1" } }],
  ])("%s is nothing to answer", async (_, event) => {
    expect((await slack.sendEvent(event)).status).toBe(200);
    expect(harness.events).toEqual([]);
  });

  test("a mention is heard without the name, and answered to all", async () => {
    await slack.sendEvent(mention(`<@${BOT}> mitä huomenna on?`));
    expect(harness.events).toEqual([
      expect.objectContaining({ text: "mitä huomenna on?", scope: "group", from: `slack:${TEAM}:C0LOBBY` }),
    ]);
  });

  test("a mention in a thread is answered in the thread, and so are its buttons", async () => {
    await slack.sendEvent({ ...mention(`<@${BOT}> hei`), thread_ts: "1795600000.000001" });
    const from = harness.events[0]?.from ?? ("slack:" as const);
    expect(from).toBe(`slack:${TEAM}:C0LOBBY:1795600000.000001`);
    await harness.channel.send(
      from,
      messageOf("Hei", { question: "q1", choices: [{ label: "A", value: "a" }] }),
    );
    const [posted] = slack.posted;
    if (posted === undefined) throw new Error("Nothing was posted");
    expect([posted.channel, posted.thread]).toEqual(["C0LOBBY", "1795600000.000001"]);
    await slack.tap(posted, "A");
    expect(harness.events[1]).toMatchObject({ kind: "tapped", scope: "group", from });
  });

  test("the language of a member is asked for once a day", async () => {
    await harness.stop();
    let nowMs = Date.now();
    harness = await startSlack({ nowMs: () => nowMs });
    const asked = () => harness.slack.callsOf("users.info").length;
    await harness.say("hei");
    harness.slack.locale = "en-GB";
    await harness.say("hei");
    expect([harness.events.map(({ language }) => language), asked()]).toEqual([["fi-FI", "fi-FI"], 1]);
    nowMs += 24 * 3600_000 + 1;
    // Signed now, so from the past for the channel: its clock only counts for the language here.
    await harness.say("hello");
    expect([harness.events.at(-1)?.language, asked()]).toEqual(["en-GB", 2]);
  });

  test("an event does not wait long for the language, nor fail without it", async () => {
    await harness.stop();
    harness = await startSlack({ limits: { languageMs: 20 } });
    harness.slack.faults.push({ method: "users.info", isSilent: true });
    expect(await harness.say("hei")).toBe("taken");
    expect(harness.events[0]).not.toHaveProperty("language");
  });

  test("a language that Slack refuses to tell is not asked for with every message", async () => {
    const body = JSON.stringify({ ok: false, error: "missing_scope" });
    slack.faults.push({ method: "users.info", body }, { method: "users.info", body });
    await harness.say("hei");
    await harness.say("hei");
    expect([harness.events.length, slack.callsOf("users.info").length]).toEqual([2, 1]);
    expect(harness.errors).toEqual([{ what: "language", message: expect.stringContaining("missing_scope") }]);
  });
});

describe("the slack channel serves the command and the App Home:", () => {
  test("a command is answered in the direct messages, and says so", async () => {
    const response = await slack.sendCommand("satutunti &amp; lapset");
    expect(harness.events).toEqual([
      expect.objectContaining({
        kind: "said",
        text: "satutunti & lapset",
        scope: "private",
        from: harness.address,
      }),
    ]);
    expect(await response.json()).toEqual({ response_type: "ephemeral", text: TEXTS.commandAnswered });
  });

  test("a command in the direct messages needs no word of where the answer is", async () => {
    const response = await slack.sendCommand("satutunti", DIRECT);
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("a command without words calls the bot", async () => {
    await slack.sendCommand("  ");
    expect(harness.events).toEqual([expect.objectContaining({ kind: "started", from: harness.address })]);
  });

  test("the direct messages are opened once and then known", async () => {
    await slack.sendCommand("yksi");
    await slack.sendCommand("kaksi");
    expect(slack.callsOf("conversations.open")).toHaveLength(1);
    expect(new Set(harness.events.map(({ id }) => id)).size).toBe(2);
  });

  test("the Home tab is filled in the member's language, and its buttons lead to the direct messages", async () => {
    slack.locale = "en-US";
    expect((await slack.sendEvent(homeOpened("home"))).status).toBe(200);
    await until("the Home tab", () => slack.homes.has(MEMBER));
    expect(shownText(slack.homes.get(MEMBER)?.blocks ?? [])).toBe("Hello\nI am Kutsu.");
    expect(harness.events).toEqual([]);
    await slack.tapHome("Find programs");
    expect(harness.events).toEqual([
      expect.objectContaining({
        kind: "tapped",
        value: "open:recommend",
        question: "",
        from: harness.address,
      }),
    ]);
  });

  test("the first look at the messages begins the conversation, a later one does not", async () => {
    await slack.sendEvent(homeOpened("messages"), "EvA");
    await slack.sendEvent(homeOpened("messages"), "EvB");
    expect(harness.events).toEqual([
      expect.objectContaining({ kind: "started", id: "EvA", from: harness.address }),
    ]);
  });

  test("the messages are not greeted over an answer to a command", async () => {
    await slack.sendCommand("satutunti");
    await until("the greeting marked", () =>
      [...harness.kept.keys()].some((key) => key.startsWith("greeted:")),
    );
    await slack.sendEvent(homeOpened("messages"));
    expect(harness.events.map(({ kind }) => kind)).toEqual(["said"]);
  });

  test("what is kept of a member is forgotten when they are erased", async () => {
    await slack.sendCommand("satutunti");
    await until("the greeting marked", () =>
      [...harness.kept.keys()].some((key) => key.startsWith("greeted:")),
    );
    expect(harness.kept.size).toBe(3);
    await harness.channel.forget(harness.address);
    expect(harness.kept.size).toBe(0);
  });
});

describe("the slack channel sends:", () => {
  const question = {
    question: "q1",
    choices: [
      { label: "Kyllä", value: "yes" },
      { label: "Ei", value: "no" },
    ],
  };

  test("the used buttons give way to what was chosen", async () => {
    await harness.channel.send(harness.address, messageOf("Sopiiko?", question));
    const [posted] = slack.posted;
    if (posted === undefined) throw new Error("Nothing was posted");
    await slack.tap(posted, "Kyllä");
    await until("the choice shown", () => shownButtons(posted.blocks).length === 0);
    expect(SlackEmulator.shown(posted)).toBe("Sopiiko?\n✓ Kyllä");
  });

  test("two taps are two events, the same tap sent again is one", async () => {
    await harness.channel.send(harness.address, messageOf("Sopiiko?", question));
    const [posted] = slack.posted;
    if (posted === undefined) throw new Error("Nothing was posted");
    const before = { ...posted };
    await slack.tap(before, "Kyllä", "1795600002.000001");
    await slack.tap(before, "Kyllä", "1795600002.000001");
    await slack.tap(before, "Kyllä", "1795600002.000002");
    expect(new Set(harness.events.map(({ id }) => id)).size).toBe(2);
  });

  test("a tap is heard even when the buttons cannot be taken away", async () => {
    await harness.channel.send(harness.address, messageOf("Sopiiko?", question));
    slack.faults.push({ method: "chat.update", status: 500 });
    const [posted] = slack.posted;
    if (posted === undefined) throw new Error("Nothing was posted");
    expect((await slack.tap(posted, "Ei")).status).toBe(200);
    await until("the failure told", () => harness.errors.length > 0);
    expect(harness.errors).toEqual([{ what: "chosen", message: expect.stringContaining("HTTP 500") }]);
  });

  test("text alone is sent when Slack refuses the blocks", async () => {
    const body = JSON.stringify({ ok: false, error: "invalid_blocks" });
    slack.faults.push({ method: "chat.postMessage", body });
    await harness.channel.send(harness.address, messageOf("Sopiiko?", question));
    expect(slack.posted.map(SlackEmulator.shown)).toEqual(["Sopiiko?\n1. Kyllä\n2. Ei"]);
  });

  test("the rest of a long message is sent after a failure, not its beginning again", async () => {
    const text = Array.from({ length: 1500 }, (_, index) => `sana${index}`).join(" ");
    const message = messageOf(`${text} ${text}`);
    slack.faults.push({ method: "chat.postMessage", after: 1, status: 429, headers: { "retry-after": "3" } });
    await expect(harness.channel.send(harness.address, message)).rejects.toThrow(TooFast);
    expect(slack.posted).toHaveLength(1);
    await harness.channel.send(harness.address, message);
    expect(slack.posted.map(SlackEmulator.shown).join(" ").split(/\s+/)).toEqual(message.text.split(" "));
  });

  test.each([
    ["429", { status: 429, headers: { "retry-after": "7" } }, TooFast],
    ["ratelimited", refused("ratelimited"), TooFast],
    ["is_archived", refused("is_archived"), Undeliverable],
    ["not_in_channel", refused("not_in_channel"), Undeliverable],
    ["user_disabled", refused("user_disabled"), Undeliverable],
    ["token_revoked", refused("token_revoked"), NotTaken],
    ["account_inactive", refused("account_inactive"), NotTaken],
    ["msg_too_long", refused("msg_too_long"), NotTaken],
    ["internal_error", refused("internal_error"), Error],
    ["HTTP 500", { status: 500 }, Error],
    ["HTTP 503", { status: 503 }, NotTaken],
    ["no JSON", { status: 200, body: "<html>" }, Error],
  ])("the answer %s is told apart, after one try", async (_, fault, kind) => {
    slack.faults.push({ method: "chat.postMessage", ...fault });
    const error = await harness.channel
      .send(harness.address, messageOf("hei"))
      .catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).constructor).toBe(kind);
    if (error instanceof TooFast) expect([7000, 30_000]).toContain(error.retryAfterMs);
    expect(slack.callsOf("chat.postMessage")).toHaveLength(1);
  });

  test("a Slack that does not answer, or is not there, is an ordinary failure", async () => {
    await harness.stop();
    harness = await startSlack({ limits: { callMs: 60 } });
    harness.slack.faults.push({ method: "chat.postMessage", isSilent: true });
    const send = () =>
      harness.channel.send(harness.address, messageOf("hei")).catch((thrown: Error) => thrown);
    expect(((await send()) as Error).constructor).toBe(Error);
    await harness.slack.stop();
    expect(((await send()) as Error).constructor).toBe(Error);
    await harness.slack.start();
  });

  test("a failure never holds the token", async () => {
    slack.faults.push({ method: "chat.postMessage", status: 500 });
    const error = await harness.channel
      .send(harness.address, messageOf("hei"))
      .catch((thrown: Error) => thrown);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("xoxb-");
  });
});

describe("the slack channel tells who it is:", () => {
  test("by the name that Slack gives", async () => {
    expect(await harness.channel.identify()).toBe("@kutsu in Kirjasto");
  });

  test("and what to mend when Slack does not know the token", async () => {
    const config = { botToken: "xoxb-wrong", signingSecret: "x", apiUrl: slack.apiUrl };
    const wrong = await startSlack({ config }, slack);
    await expect(wrong.channel.identify()).rejects.toThrow(/invalid_auth.*SLACK_BOT_TOKEN/);
    await wrong.stop();
  });
});

function refused(error: string): { readonly body: string } {
  return { body: JSON.stringify({ ok: false, error }) };
}

function mention(text: string): object {
  const { channel_type: _type, ...event } = messageEvent(text);
  return { ...event, type: "app_mention", channel: "C0LOBBY" };
}

function homeOpened(tab: "home" | "messages"): object {
  return { type: "app_home_opened", user: MEMBER, channel: DIRECT, tab, event_ts: "1795600000.000200" };
}
