/** Shows Microsoft our password and gets the token that answers are sent with. The library keeps a token until it nearly expires. */
import { AppCredentials, ServiceClientCredentialsFactory } from "botframework-connector";
import { z } from "zod";
import type { TeamsCloud } from "./cloud.ts";

/** What Kutsu is known by in Teams; without an id it is not known, and only the playground talks to it. */
export interface TeamsSettings {
  readonly appId?: string;
  readonly appPassword?: string;
  readonly tenantId?: string;
}

/** Thrown when no token is given. */
export class NoToken extends Error {
  /** Microsoft's numbers for what is wrong; empty when it said nothing. */
  readonly codes: readonly number[];
  constructor(message: string, codes: readonly number[], options?: ErrorOptions) {
    super(message, options);
    this.codes = codes;
  }
}

/** Bots that are not of one tenant get their tokens here. */
const SHARED_TENANT = "botframework.com";
/** Whom our tokens are for. */
export const AUDIENCE = "https://api.botframework.com";

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const refused = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });

/** Makes credentials for the library. */
export class TeamsCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly #settings: TeamsSettings;
  readonly #loginUrl: string;
  readonly #timeoutMs: number;

  constructor(settings: TeamsSettings, { loginUrl }: TeamsCloud, timeoutMs: number) {
    super();
    this.#settings = settings;
    this.#loginUrl = loginUrl;
    this.#timeoutMs = timeoutMs;
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === (this.#settings.appId ?? "");
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return this.#settings.appId === undefined;
  }

  override async createCredentials(appId: string, audience: string | undefined): Promise<TeamsCredentials> {
    if (!(await this.isValidAppId(appId)))
      throw new Error(`Cannot use app id "${appId}": it is not this bot's`);
    return this.create(audience);
  }

  /** Gives credentials whose tokens are for an audience. */
  create(audience = AUDIENCE): TeamsCredentials {
    const { tenantId = SHARED_TENANT } = this.#settings;
    const url = `${this.#loginUrl}/${tenantId}/oauth2/v2.0/token`;
    return new TeamsCredentials(this.#settings, audience, { url, timeoutMs: this.#timeoutMs });
  }
}

/** Credentials of this bot. */
class TeamsCredentials extends AppCredentials {
  readonly #password: string;
  readonly #from: { readonly url: string; readonly timeoutMs: number };

  constructor(settings: TeamsSettings, audience: string, from: { url: string; timeoutMs: number }) {
    super(settings.appId ?? "", undefined, audience);
    this.#password = settings.appPassword ?? "";
    this.#from = from;
  }

  protected override async refreshToken() {
    const { url, timeoutMs } = this.#from;
    const answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: this.appId,
        client_secret: this.#password,
        scope: `${this.oAuthScope}/.default`,
      }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body: unknown = await answer.json().catch(() => undefined);
    const token = granted.safeParse(body);
    if (answer.ok && token.success) {
      const expiresOn = new Date(Date.now() + token.data.expires_in * 1000);
      return { accessToken: token.data.access_token, expiresOn };
    }
    const why = refused.safeParse(body);
    const said = why.success ? why.data : { error: `status ${answer.status}`, error_codes: [] };
    throw new NoToken(`Cannot get a token for the Teams bot: ${said.error}`, said.error_codes);
  }
}
