/**
 * Microsoft's own playground, a client that looks and behaves like Teams, run on loopback without a browser. It is told
 * where the bot is; what the bot sends is read from the stream that the playground's page listens to.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import type { Duplex } from "node:stream";
import { z } from "zod";
import { until } from "../../helpers/conversation.ts";
import { freePorts } from "../../helpers/redis.ts";
import type { PostedActivity } from "./teams-service.ts";

/** A message of the bot's, as the page gets it. */
export interface PlaygroundMessage extends PostedActivity {
  readonly id: string;
  readonly conversation: string;
}

const PATRON = "user-id-0";

/** What the page is told. */
const told = z.object({
  action: z.string(),
  actionConversationId: z.string().catch(""),
  message: z.looseObject({ messageId: z.string(), from: z.object({ id: z.string() }) }).optional(),
});

export class Playground {
  /** What the bot said, oldest first. */
  readonly messages: PlaygroundMessage[] = [];
  /** How often the bot showed that it is writing. */
  typings = 0;
  readonly url: string;
  readonly #process: ChildProcess;
  #stream: Duplex | undefined;
  #personal = "";
  #group = "";
  #bot = "";

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  /** Starts it and waits until it listens. */
  static async start(bot: string): Promise<Playground> {
    const [port = 0] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const cli = require.resolve("@microsoft/m365agentsplayground/cli.js");
    const flags = ["-e", bot, "-c", "msteams", "-p", String(port), "--service-url", `${url}/_connector`];
    const child = spawn(process.execPath, [cli, "start", ...flags, "--disable-telemetry"], {
      stdio: "ignore",
      env: {
        ...process.env,
        APPLICATION_INSIGHTS_NO_STATSBEAT: "1",
        APPLICATION_INSIGHTS_NO_DIAGNOSTIC_CHANNEL: "1",
        TEAMSAPPTESTER_BROWSER: "none",
      },
    });
    const playground = new Playground(url, child);
    const answers = () =>
      fetch(`${url}/_internal/v1/config`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until("the playground", answers, { withinMs: 60_000 });
    await playground.#open();
    return playground;
  }

  /** The patron adds the bot. */
  install(): Promise<void> {
    return this.#post(`/_debug/conversation/${this.#personal}/installation`, {});
  }

  /** The patron removes the bot. */
  async uninstall(): Promise<void> {
    const query = new URLSearchParams({ type: "uninstall", conversationId: this.#personal });
    const template = await fetch(`${this.url}/_internal/v1/customActivities/template?${query}`);
    await this.#post("/_internal/v1/customActivities", await template.json());
  }

  say(text: string): Promise<void> {
    const body = { type: "text", text, textFormat: "plain", from: { id: PATRON } };
    return this.#post(`/_conversation/v1/conversations/${this.#personal}/messages`, body);
  }

  /** Says something in the group chat, calling the bot by name or not. */
  sayInGroup(text: string, { mention }: { readonly mention: boolean }): Promise<void> {
    return this.#post(`/_conversation/v1/conversations/${this.#group}/messages`, {
      type: "text",
      text: mention ? `<at>Test Bot</at> ${text}` : text,
      textFormat: "plain",
      from: { id: PATRON },
      ...(mention && { mentions: [{ text: "Test Bot", mentioned: { id: this.#bot } }] }),
    });
  }

  /** Taps the last button with this label, once there is one. */
  async tap(label: string): Promise<void> {
    await until(`a button "${label}" in the playground`, () => this.#find(label) !== undefined);
    await this.#post("/_conversation/v1/submit", this.#find(label));
  }

  #find(label: string) {
    for (const { id, conversation, attachments = [] } of [...this.messages].reverse()) {
      const actions = attachments.flatMap(({ content }) => content.actions ?? []);
      const action = actions.find(({ type, title }) => type === "Action.Submit" && title === label);
      if (action === undefined) continue;
      return { from: { id: PATRON }, conversation: { id: conversation }, replyToId: id, value: action.data };
    }
    return undefined;
  }

  /** Waits for the next message that says this, and gives it. Messages before `after` do not count. */
  async hears(text: string, after: number): Promise<PlaygroundMessage> {
    const find = () =>
      this.messages
        .slice(after)
        .find((one) => JSON.stringify(one).includes(JSON.stringify(text).slice(1, -1)));
    await until(`"${text}" in the playground`, () => find() !== undefined);
    return find() as PlaygroundMessage;
  }

  isInPersonalChat({ conversation }: PlaygroundMessage): boolean {
    return conversation === this.#personal;
  }

  async stop(): Promise<void> {
    this.#stream?.destroy();
    const ended = once(this.#process, "exit");
    this.#process.kill();
    await ended;
  }

  async #open(): Promise<void> {
    const { config } = (await (await fetch(`${this.url}/_internal/v1/config`)).json()) as {
      config: { personalChat: { id: string }; groupChats: readonly { id: string }[]; bot: { id: string } };
    };
    this.#personal = config.personalChat.id;
    this.#group = config.groupChats[0]?.id ?? "";
    this.#bot = config.bot.id;
    this.#stream = await openStream(`${this.url}/_ws_conversation/v1/conversations/stream`, (text) =>
      this.#hear(text),
    );
  }

  #hear(text: string): void {
    const { action, actionConversationId, message } = told.parse(JSON.parse(text));
    if (action === "typing") this.typings += 1;
    if (action !== "createMessage" || message === undefined || message.from.id !== this.#bot) return;
    const { messageId, ...rest } = message;
    // The page's messages are the bot's activities, of which tests look at the same parts.
    const said = rest as unknown as PostedActivity;
    this.messages.push({ ...said, id: messageId, conversation: actionConversationId });
  }

  async #post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`Cannot post to the playground: ${answer.status} ${await answer.text()}`);
  }
}

/** Listens to a WebSocket: whole text messages, nothing sent. */
async function openStream(url: string, onText: (text: string) => void): Promise<Duplex> {
  const request = get(url, {
    headers: {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": Buffer.alloc(16, 7).toString("base64"),
    },
  });
  const [, socket, head] = (await once(request, "upgrade")) as [unknown, Duplex, Buffer];
  let left = head;
  let text = "";
  const read = (chunk: Buffer) => {
    left = Buffer.concat([left, chunk]);
    for (let frame = takeFrame(left); frame !== undefined; frame = takeFrame(left)) {
      left = frame.rest;
      if (frame.opcode > 2) continue;
      text += frame.payload.toString("utf8");
      if (!frame.isLast) continue;
      onText(text);
      text = "";
    }
  };
  socket.on("data", read).on("error", () => undefined);
  read(Buffer.alloc(0));
  return socket;
}

function takeFrame(bytes: Buffer) {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start) return undefined;
  const length =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < start + length) return undefined;
  return {
    isLast: (first & 0x80) !== 0,
    opcode: first & 0x0f,
    payload: bytes.subarray(start, start + length),
    rest: bytes.subarray(start + length),
  };
}
