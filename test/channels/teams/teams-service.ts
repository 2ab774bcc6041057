/**
 * Teams as a bot meets it, on loopback: the key document, the token endpoint and the connector that takes what the bot
 * sends. It encodes our reading of the Bot Framework's documentation; the playground test checks it against Microsoft's own client.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TeamsCloud } from "../../../src/channels/teams/cloud.ts";
import { readBody } from "../../../src/read-body.ts";
import { type EnforcedLimits, teamsLimits } from "../limits.ts";
import { makeKey, type SigningKey, signToken } from "./tokens.ts";

export const APP_ID = "6d1a1f5e-3a52-4a41-9f5c-0b6d8c1e2f30";
export const APP_PASSWORD = "a-secret-of-the-test";
export const TENANT_ID = "0f5e4a77-2f0d-4a0e-8d7e-51a3c0ffee00";
/** What an operator sets for this bot. */
export const TEAMS_SETTINGS = { appId: APP_ID, appPassword: APP_PASSWORD, tenantId: TENANT_ID };
const ISSUER = "https://api.botframework.com";
export const BOT = { id: `28:${APP_ID}`, name: "Kutsu" };

/** The service at an address as a cloud; other hosts are as foreign as they are in Microsoft's. */
export function cloudAt(url: string): TeamsCloud {
  const own = `${url}/connector`;
  return {
    tokenIssuer: ISSUER,
    openIdUrl: `${url}/openid`,
    loginUrl: url,
    isServiceUrl: (one) => one.startsWith(own),
  };
}

/** What a bot posted to the connector. */
export interface Posted {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly activity: PostedActivity;
}

/** An activity as far as tests look. */
export interface PostedActivity {
  readonly type: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly summary?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: PostedCard }[];
}

export interface PostedCard {
  readonly version: string;
  readonly fallbackText: string;
  readonly body: readonly {
    readonly type: string;
    readonly text?: string;
    readonly facts?: readonly { readonly title: string; readonly value: string }[];
  }[];
  readonly actions?: readonly {
    readonly type: string;
    readonly title: string;
    readonly url?: string;
    readonly data?: { readonly value: string; readonly question: string };
  }[];
}

/** How the connector answers a send. */
export interface ConnectorAnswer {
  readonly status: number;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Keeps the bot waiting for ever, for all of the answer or its body. */
  readonly silent?: "all" | "body";
}

export class TeamsService {
  readonly key: SigningKey;
  readonly posted: Posted[] = [];
  /** Requests for tokens. */
  readonly tokenRequests: URLSearchParams[] = [];
  /** Answers of the connector to come; then everything is taken. */
  readonly answers: ConnectorAnswer[] = [];
  /** Conversations whose patrons have blocked the bot. */
  readonly blocked = new Set<string>();
  /** Set to refuse what comes faster than the published limits, with a 429. */
  limits: EnforcedLimits | undefined;
  /** How the token endpoint refuses, if it does. */
  refusal: { error: string; error_codes: readonly number[] } | undefined;
  /** Makes the key document fail. */
  isDown = false;
  // Connections stay open longer than a client keeps one, as a platform's do: otherwise the two would race.
  readonly #server = createServer(
    { keepAliveTimeout: 60_000 },
    (request, response) => void this.#answer(request, response),
  );

  constructor(key = makeKey("k1")) {
    this.key = key;
  }

  async start(): Promise<this> {
    await once(this.#server.listen(0, "127.0.0.1"), "listening");
    return this;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await once(this.#server.close(), "close");
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where the connector is. */
  get serviceUrl(): string {
    return `${this.url}/connector/`;
  }

  get cloud(): TeamsCloud {
    return cloudAt(this.url);
  }

  /** A token as Teams shows it; claims given replace its own. */
  token(claims: Readonly<Record<string, unknown>> = {}): string {
    return signToken(this.key, { ...this.claims(), ...claims });
  }

  claims(): Readonly<Record<string, unknown>> {
    const now = Math.floor(Date.now() / 1000);
    return { iss: ISSUER, aud: APP_ID, serviceurl: this.serviceUrl, nbf: now - 60, exp: now + 3600 };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await readBody(request, 1_000_000)).toString("utf8");
    const { url = "" } = request;
    const json = (status: number, value: object, headers: Readonly<Record<string, string>> = {}) => {
      // In two steps: restify, once loaded, makes writeHead give nothing back.
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(JSON.stringify(value));
    };
    if (url === "/openid") {
      if (this.isDown) return void json(500, {});
      return void json(200, { issuer: ISSUER, jwks_uri: `${this.url}/keys` });
    }
    if (url === "/keys") return void json(200, { keys: [this.key.jwk] });
    if (url === `/${TENANT_ID}/oauth2/v2.0/token`) return void this.#grant(new URLSearchParams(body), json);
    const answer = this.answers.shift() ?? this.#verdict(url);
    if (answer.silent === "body") {
      response.writeHead(201, { "Content-Length": 100 });
      response.flushHeaders();
    }
    if (answer.silent !== undefined) return;
    if (answer.status >= 300) {
      return void json(
        answer.status,
        { error: { code: answer.code ?? "Failed", message: "no" } },
        answer.headers,
      );
    }
    const { authorization } = request.headers;
    this.posted.push({ path: url, authorization, activity: JSON.parse(body) as PostedActivity });
    json(201, { id: `sent-${this.posted.length}` });
  }

  #verdict(url: string): ConnectorAnswer {
    const conversation = conversationIn(url);
    if (this.blocked.has(conversation)) return { status: 403, code: "MessageWritesBlocked" };
    const waitMs = this.limits?.refuse(teamsLimits(TENANT_ID, conversation));
    if (waitMs === undefined) return { status: 201 };
    return { status: 429, headers: { "Retry-After": String(Math.ceil(waitMs / 1000)) } };
  }

  #grant(asked: URLSearchParams, json: (status: number, value: object) => unknown): void {
    this.tokenRequests.push(asked);
    if (this.refusal !== undefined) json(401, this.refusal);
    else if (asked.get("client_secret") !== APP_PASSWORD) {
      json(401, { error: "invalid_client", error_codes: [7000215] });
    } else json(200, { token_type: "Bearer", expires_in: 3600, access_token: "token-of-the-bot" });
  }
}

/** Tells the conversation that a path of the connector is about. */
export function conversationIn(path: string): string {
  return decodeURIComponent(/conversations\/([^/]+)/.exec(path)?.[1] ?? "");
}
