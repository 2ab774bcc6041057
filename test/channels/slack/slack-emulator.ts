/**
 * Slack as we read its documentation, on loopback: a Web API that keeps what the bot posts and can be told to fail, and
 * a sender of signed requests. It is our understanding in code, not Slack.
 */
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type EnforcedLimits, slackLimits } from "../limits.ts";
import { readMarkup, shownButtons, shownText, type WireBlock, whatIsWrong } from "./slack-blocks.ts";

export const BOT_TOKEN = "xoxb-emulated";
export const APP_TOKEN = "xapp-emulated";
export const SIGNING_SECRET = "the-signing-secret-of-the-emulator";
export const TEAM = "T0LIBRARY";
export const BOT = "U0KUTSU";
export const MEMBER = "U0MEMBER";
/** The direct messages between the member and the bot. */
export const DIRECT = "D0DIRECT";

/** A direct message of the member; `channel` and `ts` tell members and messages apart where there are several. */
export function messageEvent(
  text: string,
  { channel = DIRECT, ts = "1795600000.000100" } = {},
): Readonly<Record<string, string>> {
  return {
    ...{ type: "message", channel, channel_type: "im" },
    ...{ user: MEMBER, text, ts, event_ts: ts, team: TEAM },
  };
}

/** Slack escapes what members write. */
export function asSlackWrites(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A message of the bot as Slack keeps it. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  text: string;
  blocks: readonly WireBlock[];
}

/** What a call is answered with instead of its usual answer. */
export interface Fault {
  readonly method: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How many calls pass before it. */
  after?: number;
  /** Takes the call and never answers. */
  readonly isSilent?: boolean;
}

/** How a request is signed; genuine and now unless told. */
export interface Signing {
  readonly secret?: string;
  readonly secondsFromNow?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export class SlackEmulator {
  readonly posted: Posted[] = [];
  readonly calls: { readonly method: string; readonly args: Readonly<Record<string, string>> }[] = [];
  readonly faults: Fault[] = [];
  /** Set to refuse what comes faster than the published limits, with a 429. */
  limits: EnforcedLimits | undefined;
  readonly homes = new Map<string, { readonly blocks: readonly WireBlock[] }>();
  locale: string | undefined = "fi-FI";
  /** Where Socket Mode connects. */
  socketUrl = "";
  /** Where the bot's server is; set once it listens. */
  botUrl = "";
  apiUrl = "";
  #count = 0;
  // Connections stay open longer than a client keeps one, as a platform's do: otherwise the two would race.
  readonly #server = createServer(
    { keepAliveTimeout: 60_000 },
    (request, response) => void this.#serve(request, response),
  );

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.apiUrl = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  callsOf(method: string): readonly Readonly<Record<string, string>>[] {
    return this.calls.filter((call) => call.method === method).map(({ args }) => args);
  }

  /** Sends an event. The same id is the same event sent again. */
  sendEvent(event: object, eventId = `Ev${++this.#count}`, signing: Signing = {}): Promise<Response> {
    return this.send(JSON.stringify(this.eventBody(event, eventId)), "application/json", signing);
  }

  /** The envelope of an event. */
  eventBody(event: object, eventId: string): object {
    return {
      token: "not-used",
      team_id: TEAM,
      api_app_id: "A0KUTSU",
      type: "event_callback",
      event_id: eventId,
      event_time: 1_795_600_000,
      authorizations: [
        { enterprise_id: null, team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event,
    };
  }

  sendCommand(text: string, channel = "C0LOBBY", signing: Signing = {}): Promise<Response> {
    return this.sendForm(this.commandFields(text, channel), signing);
  }

  commandFields(text: string, channel: string): Readonly<Record<string, string>> {
    return {
      token: "not-used",
      team_id: TEAM,
      channel_id: channel,
      user_id: MEMBER,
      command: "/kutsu",
      text,
      api_app_id: "A0KUTSU",
      is_enterprise_install: "false",
      response_url: `${this.apiUrl}response`,
      trigger_id: `${++this.#count}.17.abc`,
    };
  }

  /** Presses a button of a message, by its label. */
  tap(posted: Posted, label: string, actionTs?: string): Promise<Response> {
    const container = {
      type: "message",
      message_ts: posted.ts,
      channel_id: posted.channel,
      is_ephemeral: false,
    };
    const message = {
      type: "message",
      user: BOT,
      bot_id: "B0KUTSU",
      ts: posted.ts,
      ...(posted.thread && { thread_ts: posted.thread }),
      text: posted.text,
      blocks: posted.blocks,
    };
    const where = { container, channel: { id: posted.channel, name: "directmessage" }, message };
    return this.sendForm({ payload: this.#interaction(posted.blocks, { label, where, actionTs }) });
  }

  /** Presses a button of the Home tab, by its label. */
  tapHome(label: string): Promise<Response> {
    const blocks = this.homes.get(MEMBER)?.blocks ?? [];
    const where = { container: { type: "view", view_id: "V1" }, view: { id: "V1", type: "home", blocks } };
    return this.sendForm({ payload: this.#interaction(blocks, { label, where }) });
  }

  #interaction(
    blocks: readonly WireBlock[],
    {
      label,
      where,
      actionTs,
    }: { readonly label: string; readonly where: object; readonly actionTs?: string },
  ): string {
    const button = shownButtons(blocks).find((one) => one.label === label);
    if (button === undefined) throw new Error(`Cannot tap "${label}": it is not shown`);
    const action = {
      type: "button",
      action_id: button.actionId,
      block_id: button.blockId,
      value: button.value,
      text: { type: "plain_text", text: button.label, emoji: true },
      action_ts: actionTs ?? `1795600000.${String(++this.#count).padStart(6, "0")}`,
    };
    return JSON.stringify({
      type: "block_actions",
      api_app_id: "A0KUTSU",
      user: { id: MEMBER, username: "member", name: "member", team_id: TEAM },
      team: { id: TEAM, domain: "library" },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: `${++this.#count}.18.def`,
      response_url: `${this.apiUrl}response`,
      ...where,
      actions: [action],
    });
  }

  sendForm(fields: Readonly<Record<string, string>>, signing: Signing = {}): Promise<Response> {
    return this.send(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded", signing);
  }

  /** Sends a body as Slack does, signed. */
  send(body: string, type: string, signing: Signing = {}): Promise<Response> {
    const { secret = SIGNING_SECRET, secondsFromNow = 0, headers = {} } = signing;
    const timestamp = Math.floor(Date.now() / 1000) + secondsFromNow;
    const digest = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
    return fetch(`${this.botUrl}/slack/events`, {
      method: "POST",
      body,
      headers: {
        "content-type": type,
        "x-slack-request-timestamp": String(timestamp),
        "x-slack-signature": `v0=${digest}`,
        ...headers,
      },
    });
  }

  /** What a member reads of a message: its blocks, or its text when it has none. */
  static shown({ text, blocks }: Posted): string {
    return blocks.length > 0 ? shownText(blocks) : readMarkup(text);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const args = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
    const method = request.url?.split("/").pop() ?? "";
    this.calls.push({ method, args });
    const fault = this.faults.findIndex((one) => one.method === method && !(one.after && one.after-- > 0));
    const [{ status = 200, headers = {}, body = "", isSilent = false } = {}] =
      fault < 0 ? [] : this.faults.splice(fault, 1);
    if (isSilent) return;
    if (fault >= 0) {
      // In two steps: restify, once loaded, makes writeHead give nothing back.
      response.writeHead(status, headers);
      response.end(body);
      return;
    }
    const waitMs =
      method === "chat.postMessage" ? this.limits?.refuse(slackLimits(TEAM, args.channel ?? "")) : undefined;
    if (waitMs !== undefined) {
      response.writeHead(429, { "retry-after": String(Math.ceil(waitMs / 1000)) });
      response.end();
      return;
    }
    const answer = this.#answer(method, args, request.headers.authorization ?? "");
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  }

  #answer(method: string, args: Readonly<Record<string, string>>, authorization: string): object {
    const token = method === "apps.connections.open" ? APP_TOKEN : BOT_TOKEN;
    if (authorization !== `Bearer ${token}`) return refusal("invalid_auth");
    switch (method) {
      case "auth.test":
        return { ok: true, user: "kutsu", user_id: BOT, team: "Kirjasto", team_id: TEAM, bot_id: "B0KUTSU" };
      case "bots.info":
        return args.bot === "B0KUTSU"
          ? { ok: true, bot: { id: "B0KUTSU", app_id: "A0KUTSU", name: "kutsu" } }
          : refusal("bot_not_found");
      case "apps.connections.open":
        return { ok: true, url: this.socketUrl };
      case "users.info":
        return args.user === MEMBER
          ? { ok: true, user: { id: MEMBER, ...(args.include_locale === "true" && { locale: this.locale }) } }
          : refusal("user_not_found");
      case "conversations.open":
        return args.users === MEMBER ? { ok: true, channel: { id: DIRECT } } : refusal("user_not_found");
      case "chat.postMessage":
        return this.#post(args);
      case "chat.update":
        return this.#update(args);
      case "views.publish":
        return this.#publish(args);
      default:
        return refusal("unknown_method");
    }
  }

  #post({
    channel = "",
    text = "",
    blocks = "[]",
    thread_ts: thread,
  }: Readonly<Record<string, string>>): object {
    if (!/^[CDG]0/.test(channel)) return refusal("channel_not_found");
    const parsed: readonly WireBlock[] = JSON.parse(blocks);
    const wrong = whatIsWrong(parsed);
    if (wrong !== undefined) return refusal("invalid_blocks", wrong);
    if (text === "" && parsed.length === 0) return refusal("no_text");
    const ts = `1795600001.${String(this.posted.length).padStart(6, "0")}`;
    this.posted.push({ channel, ts, text, blocks: parsed, ...(thread && { thread }) });
    return { ok: true, channel, ts };
  }

  #update({ channel, ts, text = "", blocks = "[]" }: Readonly<Record<string, string>>): object {
    const posted = this.posted.find((one) => one.channel === channel && one.ts === ts);
    if (posted === undefined) return refusal("message_not_found");
    const wrong = whatIsWrong(JSON.parse(blocks));
    if (wrong !== undefined) return refusal("invalid_blocks", wrong);
    Object.assign(posted, { text, blocks: JSON.parse(blocks) });
    return { ok: true, channel, ts, text };
  }

  #publish({ user_id: user = "", view = "{}" }: Readonly<Record<string, string>>): object {
    const parsed = JSON.parse(view);
    const wrong = parsed.type === "home" ? whatIsWrong(parsed.blocks) : "not a home";
    if (wrong !== undefined) return refusal("invalid_arguments", wrong);
    this.homes.set(user, parsed);
    return { ok: true, view: { id: "V1", ...parsed } };
  }
}

function refusal(error: string, why?: string): object {
  return { ok: false, error, ...(why && { response_metadata: { messages: [`[ERROR] ${why}`] } }) };
}
