/**
 * Microsoft Teams as a channel. Activities are let in with a token of Teams' only; answers go out by themselves, to where
 * the conversation was last heard from. Nothing of the library's types leaves this folder.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Activity, ConversationReference as LibraryReference } from "botbuilder";
import { CloudAdapter } from "botbuilder";
import { readJson } from "../../read-body.ts";
import { sendJson } from "../../send-json.ts";
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
import { Undeliverable } from "../channel.ts";
import { PartlySent } from "../partly-sent.ts";
import { PLAYGROUND, PUBLIC_CLOUD, type TeamsCloud } from "./cloud.ts";
import { ConversationReferences } from "./conversation-references.ts";
import { NoToken, TeamsCredentialsFactory, type TeamsSettings } from "./credentials.ts";
import { failureOf, isCardRefused } from "./failure.ts";
import { limitsOf } from "./limits.ts";
import { addressOf, parseActivity, parseOrigin, toEvent } from "./parse.ts";
import { type OutgoingActivity, renderMessage } from "./render.ts";
import { isRefusal, StrictAuthentication } from "./verify.ts";

export interface TeamsChannelOptions {
  readonly settings: TeamsSettings;
  /** Lets the playground of this machine in when there is no app id. */
  readonly development: boolean;
  /** Where conversations are answered is kept here. */
  readonly memory: ChannelMemory;
  /** Told about what failed without a patron's loss: an activity that could not be stored or checked (Teams sends it again). */
  readonly onError?: (error: unknown, what: string) => void;
  /** Microsoft's public cloud unless a test says otherwise. */
  readonly cloud?: TeamsCloud;
  /** How long Teams may take to answer. */
  readonly timeoutMs?: number;
}

const BODY_LIMIT_BYTES = 256 * 1024;
const TIMEOUT_MS = 10_000;

/** Microsoft's numbers for what may be wrong with our settings. */
const REMEDIES: ReadonlyMap<number, string> = new Map([
  [7000215, "TEAMS_APP_PASSWORD is wrong; give the secret's value, not its id"],
  [7000222, "TEAMS_APP_PASSWORD has expired; make a new client secret"],
  [700016, "no app with TEAMS_APP_ID is in the tenant of TEAMS_TENANT_ID"],
  [90002, "there is no tenant with TEAMS_TENANT_ID"],
]);

/** Talks with patrons in Teams. */
export class TeamsChannel implements Channel {
  readonly name = "teams";
  readonly #appId: string | undefined;
  readonly #cloud: TeamsCloud;
  readonly #credentials: TeamsCredentialsFactory;
  readonly #authentication: StrictAuthentication;
  readonly #adapter: CloudAdapter;
  readonly #references: ConversationReferences;
  readonly #onError: (error: unknown, what: string) => void;
  /** How much of a message has gone, by address and message: what is sent again goes on from there. */
  readonly #partlySent = new PartlySent();
  readonly #sending = new Set<Address>();
  #accept: (event: ChannelEvent) => Promise<void> = () =>
    Promise.reject(new Error("Cannot accept event: the Teams channel has not started"));

  /** Throws when there is no app id outside development. */
  constructor({
    settings,
    development,
    memory,
    onError,
    cloud,
    timeoutMs = TIMEOUT_MS,
  }: TeamsChannelOptions) {
    const { appId } = settings;
    if (!appId && !development) {
      throw new Error(
        'Cannot start channel "teams": TEAMS_APP_ID is missing (see .env.example); only KUTSU_ENV=development runs without it',
      );
    }
    this.#appId = appId || undefined;
    this.#cloud = this.#appId === undefined ? PLAYGROUND : (cloud ?? PUBLIC_CLOUD);
    this.#credentials = new TeamsCredentialsFactory(
      { ...settings, appId: this.#appId },
      this.#cloud,
      timeoutMs,
    );
    this.#authentication = new StrictAuthentication({
      cloud: this.#cloud,
      appId: this.#appId,
      credentials: this.#credentials,
      timeoutMs,
    });
    this.#adapter = new CloudAdapter(this.#authentication);
    this.#references = new ConversationReferences(memory);
    this.#onError = onError ?? (() => undefined);
  }

  routes(): readonly ChannelRoute[] {
    return [
      {
        method: "POST",
        path: "/api/messages",
        handle: (request, response) => this.#receive(request, response),
      },
    ];
  }

  /** Asks Microsoft for a token: only the right app, tenant and password get one. */
  async identify(): Promise<string> {
    if (this.#appId === undefined) return "the local playground (no TEAMS_APP_ID)";
    try {
      await this.#credentials.create().getToken(true);
      return `app ${this.#appId}`;
    } catch (error) {
      const [remedy] =
        error instanceof NoToken ? error.codes.flatMap((code) => REMEDIES.get(code) ?? []) : [];
      const why = remedy ?? (error instanceof Error ? error.message : "unknown");
      throw new Error(`Cannot identify Teams bot "${this.#appId}": ${why}`, { cause: error });
    }
  }

  async start(accept: (event: ChannelEvent) => Promise<void>): Promise<void> {
    this.#accept = accept;
  }

  async stop(): Promise<void> {
    this.#accept = () => Promise.reject(new Error("Cannot accept event: the Teams channel has stopped"));
  }

  /** A sign that comes after its message would promise another one. */
  async typing(to: Address): Promise<void> {
    if (!this.#sending.has(to)) await this.#post(to, { type: "typing" });
  }

  /** Sends a message. When part of it has gone before, only the rest is sent. */
  async send(to: Address, message: ChannelMessage): Promise<Receipt> {
    this.#sending.add(to);
    try {
      return await this.#sendRest(to, message);
    } finally {
      this.#sending.delete(to);
    }
  }

  async #sendRest(to: Address, message: ChannelMessage): Promise<Receipt> {
    const post = (activity: OutgoingActivity) => this.#postMessage(to, activity);
    return (await this.#partlySent.send(`${to} ${message.id}`, renderMessage(message), post)) ?? message.id;
  }

  /** Cards that Teams does not take are said in plain text. */
  async #postMessage(to: Address, { instead, ...activity }: OutgoingActivity): Promise<Receipt> {
    try {
      return await this.#post(to, activity);
    } catch (error) {
      if (instead === undefined || !isCardRefused(error instanceof Error ? error.cause : undefined))
        throw error;
      this.#onError(error, "a card");
      const { type, textFormat, locale } = activity;
      return instead === "" ? "" : await this.#post(to, { type, textFormat, locale, text: instead });
    }
  }

  async #post(to: Address, activity: Partial<Activity>): Promise<Receipt> {
    const reference = await this.#references.find(to);
    if (reference === undefined)
      throw new Undeliverable(`Cannot send to "${to}": Teams has not said where it is`);
    // What was kept in development, or by an older Kutsu, is trusted no more than what comes in.
    if (!this.#cloud.isServiceUrl(reference.serviceUrl))
      throw new Undeliverable(`Cannot send to "${to}": its service URL is not of Microsoft's`);
    let receipt = "";
    try {
      // The library's type wants the patron, whom nothing needs.
      const known = reference as LibraryReference;
      await this.#adapter.continueConversationAsync(this.#appId ?? "", known, async (turn) => {
        receipt = (await turn.sendActivity(activity))?.id ?? "";
      });
    } catch (error) {
      throw failureOf(error);
    }
    return receipt;
  }

  limitsOf(to: Address): readonly PaceLimit[] {
    return limitsOf(to);
  }

  async forget(address: Address): Promise<void> {
    await this.#references.forget(address);
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request, BODY_LIMIT_BYTES);
    if (!body.ok) return sendJson(response, body.status, { code: body.code });
    const origin = parseOrigin(body.value);
    if (origin === undefined) return sendJson(response, 400, { code: "NotAnActivity" });
    try {
      // Only these two are looked at.
      await this.#authentication.authenticateRequest(origin as Activity, request.headers.authorization ?? "");
    } catch (error) {
      if (isRefusal(error)) return sendJson(response, 401, { code: "Unauthorized" });
      this.#onError(error, "verify");
      return tryAgain(response);
    }
    await this.#hear(body.value, response);
  }

  /** Takes in what is verified. Only what is stored is acknowledged: Teams sends the rest again. */
  async #hear(value: unknown, response: ServerResponse): Promise<void> {
    const activity = parseActivity(value);
    if (activity === undefined) return sendJson(response, 400, { code: "NotAnActivity" });
    const event = toEvent(activity, new Date().toISOString());
    try {
      if (event !== undefined) {
        await this.#references.keep(addressOf(activity), activity);
        await this.#accept(event);
      }
    } catch (error) {
      this.#onError(error, "accept");
      return tryAgain(response);
    }
    response.statusCode = 200;
    response.end();
  }
}

function tryAgain(response: ServerResponse): void {
  response.setHeader("Retry-After", "2");
  sendJson(response, 503, { code: "TryAgain" });
}
