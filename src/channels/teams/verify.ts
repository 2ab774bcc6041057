/**
 * Decides whether an activity is from Teams. The library checks tokens; this is stricter where it is lax: it lets in no
 * token of emulators and skills, wants a service URL, and answers every bad token alike.
 */
import type { Activity } from "botbuilder";
import { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import {
  type AuthenticateRequestResult,
  AuthenticationError,
  type ClaimsIdentity,
  type ConnectorClient,
  type ConnectorFactory,
  EmulatorValidation,
} from "botframework-connector";
import { z } from "zod";
import type { TeamsCloud } from "./cloud.ts";
import { AUDIENCE, type TeamsCredentialsFactory } from "./credentials.ts";

const UNAUTHORIZED = 401;
/** The only channel of the Bot Framework that is let in. */
const CHANNEL = "msteams";
const TOKEN = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/;
const BAD_TOKEN = new Set(["JsonWebTokenError", "NotBeforeError", "TokenExpiredError"]);

const claims = z.object({ iss: z.string() });

/** Settings of the library that say who the bot is. */
export interface Authority {
  readonly cloud: TeamsCloud;
  readonly appId: string | undefined;
  readonly credentials: TeamsCredentialsFactory;
  readonly timeoutMs: number;
}

/** The library's check of activities, made strict, and its clients, made to try once. */
export class StrictAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #authority: Authority;

  constructor(authority: Authority) {
    super(parametersOf(authority), authority.credentials);
    this.#authority = authority;
    refuseEmulators();
  }

  /** Throws AuthenticationError with 401 for what is not from Teams, and another error when that cannot be told now. */
  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<AuthenticateRequestResult> {
    const { cloud, appId } = this.#authority;
    if (activity.channelId !== CHANNEL) throw unauthorized("it is of another channel");
    if (!activity.serviceUrl || !cloud.isServiceUrl(activity.serviceUrl))
      throw unauthorized("its service URL is not of Microsoft's");
    if (appId !== undefined && issuerOf(authorization) !== cloud.tokenIssuer)
      throw unauthorized("it shows no token of Teams");
    try {
      return await super.authenticateRequest(activity, authorization);
    } catch (error) {
      if (error instanceof Error && BAD_TOKEN.has(error.name)) throw unauthorized(error.message);
      throw error;
    }
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    const factory = super.createConnectorFactory(identity);
    const { timeoutMs } = this.#authority;
    return {
      create: async (serviceUrl, audience) =>
        trySendingOnce(await factory.create(serviceUrl, audience), timeoutMs),
    };
  }
}

/** Tells whether an activity was refused, as opposed to not being checked. */
export function isRefusal(error: unknown): boolean {
  return error instanceof AuthenticationError && error.statusCode < 500;
}

function unauthorized(why: string): AuthenticationError {
  return new AuthenticationError(`Cannot accept activity: ${why}`, UNAUTHORIZED);
}

/** Setting any of these makes the library take all of them as given, so all are. */
function parametersOf({ cloud, appId }: Authority) {
  return {
    MicrosoftAppId: appId ?? "",
    ValidateAuthority: "true",
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: AUDIENCE,
    ToBotFromChannelTokenIssuer: cloud.tokenIssuer,
    OAuthUrl: AUDIENCE,
    ToBotFromChannelOpenIdMetadataUrl: cloud.openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.openIdUrl,
    CallerId: "urn:botframework:azure",
  };
}

/** Reads who a token says it is from; nothing is verified yet. */
function issuerOf(authorization: string): string | undefined {
  const [, payload = ""] = TOKEN.exec(authorization) ?? [];
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).data?.iss;
  } catch {
    return undefined;
  }
}

/**
 * The library accepts tokens made for emulators without looking at their audience or service URL, among them the very
 * tokens we send to Teams; and it remembers every tenant an unverified token names. Without a list it does neither.
 */
function refuseEmulators(): void {
  EmulatorValidation.ToBotFromEmulatorTokenValidationParameters.issuer = "urn:kutsu:none";
}

/** What is used of the library's HTTP client, which its types keep private. */
interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: Abortable, next: (request: Abortable) => unknown): unknown;
  }): void;
}

interface Abortable {
  abortSignal?: AbortSignal;
}

/** Retries are the conversation's: they keep order and leave the outbox to other processes. A redirect could carry our token away. */
function trySendingOnce(client: ConnectorClient, timeoutMs: number): ConnectorClient {
  // The client has a pipeline, though its type does not show it.
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: "defaultRetryPolicy" });
  pipeline.removePolicy({ name: "redirectPolicy" });
  pipeline.addPolicy({
    name: "kutsuTimeout",
    sendRequest: (request, next) => {
      // The library's own timeout ends with the head of an answer, and outlives a failure.
      request.abortSignal = AbortSignal.timeout(timeoutMs);
      return next(request);
    },
  });
  return client;
}
