/**
 * Slack as a channel: direct messages, mentions in channels, the slash command, buttons and the App Home, through Bolt.
 * It sends and hears; retries, order and what to say are the conversation's.
 */
import { type App, type HTTPReceiver, type SocketModeReceiver, webApi } from "@slack/bolt";
import type {
  Address,
  Channel,
  ChannelEvent,
  ChannelMemory,
  ChannelMessage,
  ChannelRoute,
  PaceLimit,
  Receipt,
} from "../channel.ts";
import { PartlySent } from "../partly-sent.ts";
import { isBlocksRefused, toFailure } from "./failure.ts";
import { limitsOf } from "./limits.ts";
import { Members } from "./members.ts";
import * as parse from "./parse.ts";
import {
  createHttpReceiver,
  createLogger,
  createSocketReceiver,
  type OnError,
  PatientApp,
  receive,
} from "./receive.ts";
import { type HomeTexts, renderChosen, renderHome, renderMessage, type SlackPost } from "./render.ts";
import { SocketLink } from "./socket-link.ts";
import { EVENTS_PATH } from "./verify.ts";

/** The words that Slack shows outside the conversation. */
export interface SlackTexts {
  /** The Home tab in a language (BCP 47); when it is not known, in all of them. Choices open a dialog whenever tapped. */
  home(language: string | undefined): HomeTexts;
  /** Told to whoever used the slash command outside their direct messages: the answer is there. In all languages. */
  readonly commandAnswered: string;
}

export interface SlackChannelOptions {
  readonly config: {
    readonly botToken: string;
    /** Proves that requests come from Slack; needed unless there is an app token. */
    readonly signingSecret?: string;
    /** With it, Kutsu opens a socket to Slack and serves no route (Socket Mode). */
    readonly appToken?: string;
    readonly apiUrl: string;
  };
  readonly memory: ChannelMemory;
  readonly texts: SlackTexts;
  readonly onError?: OnError;
  readonly limits?: {
    /** How long a call to Slack may take; 10 s unless told. */
    readonly callMs?: number;
    /** When Slack is told to send again what is not stored by then; before its own 3 s. */
    readonly acknowledgeMs?: number;
    /** How long an event waits for the member's language. */
    readonly languageMs?: number;
    /** How soon a closed socket is opened again. */
    readonly reopenMs?: number;
  };
  /** Milliseconds since the epoch. */
  readonly nowMs?: () => number;
}

const CALL_LIMIT_MS = 10_000;

/** Talks with members of a Slack workspace. */
export class SlackChannel implements Channel {
  readonly name = "slack";
  readonly #options: SlackChannelOptions;
  readonly #nowMs: () => number;
  readonly #onError: OnError;
  readonly #client: webApi.WebClient;
  readonly #members: Members;
  readonly #http: HTTPReceiver | undefined;
  readonly #socket: SocketLink | undefined;
  /** How many posts of a message have arrived, when a later one failed: those are not sent again. */
  readonly #partlySent = new PartlySent();
  readonly #background = new Set<Promise<void>>();
  #accept: (event: ChannelEvent) => Promise<void> = () =>
    Promise.reject(new Error("Cannot accept event: the Slack channel has not started"));

  constructor(options: SlackChannelOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
    this.#onError = options.onError ?? (() => undefined);
    const { config, limits = {} } = options;
    const clientOptions = { slackApiUrl: config.apiUrl, timeout: limits.callMs ?? CALL_LIMIT_MS };
    const { receiver, http, socket } = this.#open(clientOptions);
    this.#http = http;
    this.#socket = socket;
    // Trying again is the conversation's: it keeps the order and counts the tries.
    this.#client = new webApi.WebClient(config.botToken, {
      ...clientOptions,
      logger: createLogger(this.#onError),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    this.#members = new Members({
      client: this.#client,
      memory: options.memory,
      onError: this.#onError,
      languageLimitMs: limits.languageMs,
      nowMs: this.#nowMs,
    });
    this.#listen(
      new PatientApp({
        receiver,
        // Nothing is asked of Slack before an event is handled: what comes is for the one workspace of the token.
        authorize: async () => ({ botToken: config.botToken }),
        ignoreSelf: false,
        convoStore: false,
        logger: createLogger(this.#onError),
      }),
    );
  }

  /** One route, or none in Socket Mode. */
  routes(): readonly ChannelRoute[] {
    const receiver = this.#http;
    if (receiver === undefined) return [];
    const handle: ChannelRoute["handle"] = (request, response) =>
      receive(receiver, request, response, this.#nowMs());
    return [{ method: "POST", path: EVENTS_PATH, handle }];
  }

  async identify(): Promise<string> {
    const { appToken } = this.#options.config;
    try {
      const { user, team } = await this.#client.auth.test();
      if (appToken !== undefined) await this.#client.apps.connections.open({ token: appToken });
      return `@${user} in ${team}`;
    } catch (error) {
      throw toFailure(error, "sign in to Slack");
    }
  }

  async start(accept: (event: ChannelEvent) => Promise<void>): Promise<void> {
    this.#accept = accept;
    await this.#socket?.start();
  }

  async stop(): Promise<void> {
    await this.#socket?.stop();
    await Promise.all(this.#background);
  }

  /** Slack shows no typing of bots. */
  async typing(): Promise<void> {}

  async send(to: Address, message: ChannelMessage): Promise<Receipt> {
    const [, , channel = "", thread] = to.split(":");
    const posts = renderMessage(message);
    const post = (one: SlackPost) => this.#post(one, channel, thread);
    return (await this.#partlySent.send(`${to} ${message.id}`, posts, post)) ?? "";
  }

  limitsOf(to: Address): readonly PaceLimit[] {
    return limitsOf(to);
  }

  async forget(address: Address): Promise<void> {
    const [, team = "", channel = ""] = address.split(":");
    await this.#members.forget(team, channel);
  }

  async #post({ text, blocks }: SlackPost, channel: string, thread: string | undefined): Promise<Receipt> {
    const words = {
      channel,
      text,
      unfurl_links: false,
      unfurl_media: false,
      ...(thread && { thread_ts: thread }),
    };
    try {
      const { ts } = await this.#client.chat.postMessage({ ...words, blocks: [...blocks] }).catch((error) => {
        if (!isBlocksRefused(error)) throw error;
        this.#onError(toFailure(error, "show blocks"), "blocks");
        return this.#client.chat.postMessage(words);
      });
      return ts ?? "";
    } catch (error) {
      throw toFailure(error, "send a message");
    }
  }

  #open(clientOptions: { readonly slackApiUrl: string; readonly timeout: number }): {
    receiver: HTTPReceiver | SocketModeReceiver;
    http?: HTTPReceiver;
    socket?: SocketLink;
  } {
    const { config, limits } = this.#options;
    if (config.appToken !== undefined) {
      const receiver = createSocketReceiver(config.appToken, clientOptions, this.#onError);
      return { receiver, socket: new SocketLink(receiver, this.#onError, limits?.reopenMs) };
    }
    if (config.signingSecret === undefined) {
      throw new Error('Cannot start channel "slack": SLACK_SIGNING_SECRET is missing (see .env.example)');
    }
    const http = createHttpReceiver(config.signingSecret, this.#onError, limits?.acknowledgeMs);
    return { receiver: http, http };
  }

  #listen(app: App): void {
    const hearIf = async (heard: parse.Heard | undefined) => {
      if (heard !== undefined) await this.#hear(heard);
    };
    app.event("message", ({ body }) => hearIf(parse.parseMessage(body)));
    app.event("app_mention", ({ body }) => hearIf(parse.parseMention(body)));
    app.event("app_home_opened", ({ body }) => this.#welcome(parse.parseHomeOpened(body)));
    app.action(/.*/, ({ body }) => hearIf(parse.parseTap(body)));
    // Whatever the command is called in this workspace.
    app.command(/.*/, async ({ body, ack }) => {
      const heard = parse.parseCommand(body, new Date(this.#nowMs()).toISOString());
      if (heard === undefined) return;
      const channel = await this.#hear(heard);
      if (channel === heard.givenIn) return;
      await ack({ response_type: "ephemeral", text: this.#options.texts.commandAnswered });
    });
  }

  /** Hands over what a member did; rejects when it is not stored. Gives the channel of the answer. */
  async #hear({ id, at, member, scope, did, place, chosen }: parse.Heard): Promise<string> {
    const [language, channel] = await Promise.all([
      this.#members.findLanguage(member),
      place?.channel ?? this.#members.directChannel(member),
    ]);
    const thread = place?.thread === undefined ? "" : `:${place.thread}`;
    const from: Address = `slack:${member.team}:${channel}${thread}`;
    await this.#accept({ id, at, from, scope, ...(language !== undefined && { language }), ...did });
    // Whoever goes to see the answer in the Messages tab is not greeted over it.
    if (place === undefined) this.#inBackground(this.#members.markGreeted(member, channel), "greeting");
    if (chosen !== undefined) this.#inBackground(this.#showChosen(chosen), "chosen");
    return channel;
  }

  /** The Home tab is filled whenever it is opened; the Messages tab begins the conversation when it is first opened. */
  async #welcome(opened: parse.HomeOpened | undefined): Promise<void> {
    if (opened === undefined) return;
    const { id, at, member, channel, tab } = opened;
    if (tab === "home") return this.#inBackground(this.#publishHome(member), "home");
    if (await this.#members.isGreeted(member, channel)) return;
    await this.#hear({ id, at, member, scope: "private", place: { channel }, did: { kind: "started" } });
    await this.#members.markGreeted(member, channel);
  }

  async #publishHome(member: parse.Member): Promise<void> {
    const home = this.#options.texts.home(await this.#members.findLanguage(member));
    await this.#client.views.publish({ user_id: member.user, view: renderHome(home) });
  }

  async #showChosen(place: NonNullable<parse.Heard["chosen"]>): Promise<void> {
    const { text, blocks } = renderChosen(place);
    await this.#client.chat.update({ channel: place.channel, ts: place.ts, text, blocks: [...blocks] });
  }

  /** Does what no patron waits for; a failure is told and lost. */
  #inBackground(work: Promise<void>, what: string): void {
    const done = work
      .catch((error: unknown) => this.#onError(toFailure(error, `finish "${what}"`), what))
      .finally(() => this.#background.delete(done));
    this.#background.add(done);
  }
}
