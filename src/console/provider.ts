/**
 * A provider of OpenID Connect, where the library knows its staff: authorization code flow with PKCE, state and nonce. All of the
 * protocol is the library's; what is ours is which claims are believed.
 */
import { z } from "zod";
import { ROLES, type Role } from "../staff/account.ts";
import type { ProviderPerson } from "../staff/provider-account.ts";

interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly rolesClaim: string;
  /** Where the provider sends people back to. */
  readonly returnUrl: string;
}

/** What the answer of a provider must fit. */
export interface ProviderChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Thrown when a provider's answer is no proof of who it is, or says that it was called off. */
export class NotProven extends Error {}

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
});

// Loaded when first needed, and as the module it is: the package has no CommonJS build.
type Client = typeof import("openid-client", { with: { "resolution-mode": "import" }});
type Configuration = import("openid-client", { with: { "resolution-mode": "import" }}).Configuration;
interface Connected {
  readonly client: Client;
  readonly configuration: Configuration;
}

/** Signs people in at one provider. */
export class Provider {
  readonly #options: ProviderOptions;
  #ready: Promise<Connected> | undefined;

  constructor(options: ProviderOptions) {
    this.#options = options;
  }

  /** Begins: gives where to send somebody, and what the answer must fit. */
  async begin(): Promise<ProviderChecks & { readonly url: string }> {
    const { client, configuration } = await this.#connect();
    const verifier = client.randomPKCECodeVerifier();
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#options.returnUrl,
      scope: "openid profile email",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    return { url: url.href, state, nonce, verifier };
  }

  /** Finishes: gives who it is. Throws {@link NotProven} when the answer does not fit. */
  async finish(query: URLSearchParams, { state, nonce, verifier }: ProviderChecks): Promise<ProviderPerson> {
    const { client, configuration } = await this.#connect();
    const url = new URL(this.#options.returnUrl);
    url.search = query.toString();
    let claims: unknown;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      claims = tokens.claims();
    } catch (cause) {
      throw new NotProven("Cannot sign in through the provider: its answer does not fit", { cause });
    }
    const { iss, sub, name, preferred_username: account, email } = claimsSchema.parse(claims);
    const roles = rolesIn((claims as Readonly<Record<string, unknown>>)[this.#options.rolesClaim]);
    return { issuer: iss, sub, names: [name, account, email].filter((one) => one !== undefined), roles };
  }

  /** Asks the provider where its addresses are, once; again after it could not be reached. */
  #connect(): Promise<Connected> {
    this.#ready ??= this.#discover().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  async #discover(): Promise<Connected> {
    const client = await import("openid-client");
    const { issuer, clientId, clientSecret } = this.#options;
    const url = new URL(issuer);
    // Settings let http through for this machine alone.
    const execute = url.protocol === "http:" ? [client.allowInsecureRequests] : [];
    const configuration = await client.discovery(url, clientId, clientSecret, undefined, {
      execute,
      timeout: 10,
    });
    return { client, configuration };
  }
}

/** A claim is a name or a list of names; what is no role of ours says nothing, and a partner is no one's own staff. */
function rolesIn(claim: unknown): readonly Role[] {
  const names = [claim].flat();
  return ROLES.filter((role) => role !== "partner" && names.includes(role));
}
