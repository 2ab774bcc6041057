import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { until } from "../../helpers/conversation.ts";
import { BOT_TOKEN, messageEvent, SlackEmulator } from "./slack-emulator.ts";
import { SlackSocket } from "./slack-socket.ts";
import { type SlackHarness, startSlack, TEXTS } from "./start-slack.ts";

let socket: SlackSocket;
let slack: SlackEmulator;
let harness: SlackHarness;
beforeEach(async () => {
  socket = new SlackSocket();
  slack = new SlackEmulator();
  slack.socketUrl = await socket.start();
  harness = await startSlack({ limits: { reopenMs: 5 } }, slack);
});
afterEach(async () => {
  await harness.stop();
  await socket.stop();
});

function envelope(number: number, text = "hei"): object {
  const payload = slack.eventBody(messageEvent(text), `Ev${number}`);
  return { type: "events_api", envelope_id: `env-${number}`, accepts_response_payload: false, payload };
}

test("in Socket Mode there is no route", () => {
  expect(harness.channel.routes()).toEqual([]);
});

test("what comes through the socket is handed over and acknowledged", async () => {
  socket.send(envelope(1, "mitä huomenna on?"));
  await until("the acknowledgement", () => socket.acknowledged.length === 1);
  expect(socket.acknowledged[0]?.envelope_id).toBe("env-1");
  expect(harness.events).toEqual([
    expect.objectContaining({ kind: "said", id: "Ev1", text: "mitä huomenna on?", from: harness.address }),
  ]);
});

test("what is not stored is not acknowledged, so that Slack sends it again", async () => {
  harness.isStoreDown = true;
  socket.send(envelope(1));
  await until("the failure", () => harness.errors.some(({ what }) => what === "accept"));
  harness.isStoreDown = false;
  socket.send(envelope(2));
  await until("the acknowledgement", () => socket.acknowledged.length === 1);
  expect(socket.acknowledged[0]?.envelope_id).toBe("env-2");
});

test("a command through the socket is told where the answer is", async () => {
  const payload = slack.commandFields("satutunti", "C0LOBBY");
  socket.send({ type: "slash_commands", envelope_id: "env-1", accepts_response_payload: true, payload });
  await until("the acknowledgement", () => socket.acknowledged.length === 1);
  expect(socket.acknowledged[0]?.payload).toEqual({
    response_type: "ephemeral",
    text: TEXTS.commandAnswered,
  });
});

test.each([
  ["Slack asks for it", () => socket.send({ type: "disconnect", reason: "refresh_requested" })],
  ["the connection is cut", () => socket.cut()],
])("the socket is opened again when %s, even if Slack fails at first", async (_, close) => {
  slack.faults.push({ method: "apps.connections.open", status: 503 });
  slack.faults.push({ method: "apps.connections.open", body: '{"ok":false,"error":"internal_error"}' });
  close();
  await until("a second connection", () => socket.connections === 2);
  // The server's hello comes before the channel can be heard of.
  await until("an answer", () => {
    socket.send(envelope(7));
    return socket.acknowledged.length > 0;
  });
  expect(harness.events.at(-1)?.id).toBe("Ev7");
});

test("a Slack that cannot be reached at the start is tried again", async () => {
  await harness.stop();
  const { socketUrl } = slack;
  slack = new SlackEmulator();
  slack.socketUrl = socketUrl;
  slack.faults.push({ method: "apps.connections.open", status: 500 });
  harness = await startSlack({ limits: { reopenMs: 5 } }, slack);
  await until("a connection", () => socket.connections === 2);
  expect(harness.errors.map(({ what }) => what)).toContain("socket");
});

test("a wrong app token is told at the start, with what to mend", async () => {
  const config = { botToken: BOT_TOKEN, appToken: "xapp-wrong", apiUrl: slack.apiUrl };
  await expect(startSlack({ config }, slack)).rejects.toThrow(/SLACK_APP_TOKEN.*invalid_auth/);
});
