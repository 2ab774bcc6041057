/** A started Teams channel behind Kutsu's server, and a patron who uses it through the emulated Teams. */
import { AppCredentials } from "botframework-connector";
import type { ChannelEvent, ChannelMemory } from "../../../src/channels/channel.ts";
import { TeamsChannel, type TeamsChannelOptions } from "../../../src/channels/teams/channel.ts";
import { createServer } from "../../../src/server.ts";
import type { Answer, ChannelHarness, Shown } from "../channel-contract.ts";
import {
  APP_ID,
  APP_PASSWORD,
  BOT,
  type ConnectorAnswer,
  type PostedActivity,
  TENANT_ID,
  TeamsService,
} from "./teams-service.ts";

/** A memory that can be looked into. */
export class TestMemory implements ChannelMemory {
  readonly values = new Map<string, string>();
  readonly lifetimes = new Map<string, number>();
  async get(key: string) {
    return this.values.get(key);
  }
  async set(key: string, value: string, ttlSeconds: number) {
    this.values.set(key, value);
    this.lifetimes.set(key, ttlSeconds);
  }
  async delete(...keys: readonly string[]) {
    for (const key of keys) this.values.delete(key);
  }
}

const CONVERSATION = "a:1personal-chat:of-one-patron";
const PATRON = { id: "29:1patron", name: "Aino Aalto", aadObjectId: "11111111-2222-4333-8444-555555555555" };

const FAILURES: Readonly<Record<"too fast" | "blocked" | "broken", ConnectorAnswer>> = {
  "too fast": { status: 429, headers: { "Retry-After": "7" } },
  blocked: { status: 403, code: "MessageWritesBlocked" },
  broken: { status: 502 },
};

/** A patron in a private chat. */
export class TeamsPatron implements ChannelHarness {
  readonly channel: TeamsChannel;
  readonly service: TeamsService;
  readonly memory = new TestMemory();
  readonly address = `teams:${CONVERSATION}` as const;
  readonly events: ChannelEvent[] = [];
  readonly failures: string[] = [];
  isStoreDown = false;
  #url = "";
  #updates = 0;
  readonly #server = createServer({
    host: "127.0.0.1",
    port: 0,
    log: { warn: () => undefined, error: () => this.failures.push("server") },
    isReady: async () => undefined,
    graceMs: 100,
  });

  constructor(service: TeamsService, options: Partial<TeamsChannelOptions> = {}) {
    this.service = service;
    this.channel = new TeamsChannel({
      settings: { appId: APP_ID, appPassword: APP_PASSWORD, tenantId: TENANT_ID },
      development: false,
      memory: this.memory,
      cloud: service.cloud,
      onError: (_, what) => this.failures.push(what),
      ...options,
    });
  }

  /** Starts everything; the patron adds the bot, so that the channel knows where the chat is. */
  static async start(options: Partial<TeamsChannelOptions> = {}): Promise<TeamsPatron> {
    // The library keeps tokens for the whole process.
    (AppCredentials as unknown as { cache: Map<string, unknown> }).cache.clear();
    const patron = new TeamsPatron(await new TeamsService().start(), options);
    await patron.open();
    await patron.post(patron.activity({ type: "installationUpdate", action: "add" }));
    patron.events.length = 0;
    return patron;
  }

  async open(): Promise<void> {
    for (const route of this.channel.routes()) this.#server.route(route);
    this.#url = (await this.#server.listen()).url;
    await this.channel.start(async (event) => {
      if (this.isStoreDown) throw new Error("the store is down");
      this.events.push(event);
    });
  }

  get port(): number {
    return Number(new URL(this.#url).port);
  }

  /** An activity of the patron's, as Teams makes it. */
  activity(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    this.#updates += 1;
    return {
      type: "message",
      id: `17000000${this.#updates}`,
      timestamp: "2026-11-18T08:00:00.123Z",
      channelId: "msteams",
      serviceUrl: this.service.serviceUrl,
      from: PATRON,
      recipient: BOT,
      conversation: { id: CONVERSATION, conversationType: "personal", tenantId: TENANT_ID },
      locale: "fi-FI",
      ...given,
    };
  }

  /** Posts an activity with a genuine token, or with the header given; gives the status. */
  async post(
    activity: unknown,
    authorization: string | null = `Bearer ${this.service.token()}`,
  ): Promise<number> {
    const response = await fetch(`${this.#url}/api/messages`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        ...(authorization !== null && { Authorization: authorization }),
      },
      body: JSON.stringify(activity),
    });
    await response.arrayBuffer();
    return response.status;
  }

  async say(text: string, update?: string): Promise<Answer> {
    return answerOf(await this.post(this.activity({ text, ...(update !== undefined && { id: update }) })));
  }

  async forge(text: string): Promise<Answer> {
    return answerOf(await this.post(this.activity({ text }), "Bearer e30.e30.e30"));
  }

  async echo(text: string): Promise<Answer> {
    return answerOf(await this.post(this.activity({ text, from: BOT, recipient: PATRON, id: "echo" })));
  }

  failNext(how: "too fast" | "blocked" | "broken"): void {
    this.service.answers.push(FAILURES[how]);
  }

  async shown(): Promise<readonly Shown[]> {
    return this.service.posted
      .filter(({ activity }) => activity.type === "message")
      .map((one) => this.#show(one.activity));
  }

  async stop(): Promise<void> {
    await this.channel.stop();
    await this.#server.close();
    await this.service.stop();
  }

  #show(activity: PostedActivity): Shown {
    const cards = (activity.attachments ?? []).map(({ content }) => content);
    const words = cards.flatMap(({ body }) =>
      body.flatMap(({ text, facts = [] }) => [
        text ?? "",
        ...facts.flatMap(({ title, value }) => [title, value]),
      ]),
    );
    return {
      text: [activity.text ?? "", ...words.map((word) => word.replace(/\\(?=\W)/g, ""))]
        .filter(Boolean)
        .join("\n"),
      buttons: cards
        .flatMap(({ actions = [] }) => actions)
        .map(({ title, data }) => ({
          label: title,
          tap: async () => answerOf(await this.post(this.activity({ value: data, replyToId: "sent-1" }))),
        })),
    };
  }
}

function answerOf(status: number): Answer {
  if (status === 401) return "refused";
  return status === 200 ? "taken" : "again";
}
