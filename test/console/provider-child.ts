/** A real provider of OpenID Connect in a process of its own (the package has no CommonJS build): a library's staff can sign in at it. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readBody } from "../../src/read-body.ts";

interface ChildOptions {
  readonly port: number;
  readonly returnUrl: string;
}

const { port, returnUrl } = JSON.parse(process.argv[2] ?? "") as ChildOptions;

interface Known {
  readonly name: string;
  readonly roles: readonly string[];
}

/** Who works at the library, by subject: as they said when they signed in last. */
const people = new Map<string, Known>();

/** Reads `subject:name:roles`, with `no` for no roles; gives the subject. */
function meet(login: string): string {
  const [subject = "", name = "", roles = ""] = login.split(":");
  people.set(subject, { name, roles: roles === "no" ? [] : roles.split(",") });
  return subject;
}

async function main(): Promise<void> {
  const { Provider } = await import("oidc-provider");
  const provider: InstanceType<typeof Provider> = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: "kutsu", client_secret: "a-secret-of-the-test", redirect_uris: [returnUrl] }],
    claims: { openid: ["sub", "roles"], profile: ["name"], email: ["email"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["a-key-of-the-test"] },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/who/${uid}` },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people.get(id) }),
    }),
    // Nobody is asked whether their own library may know them.
    loadExistingGrant: async ({
      oidc,
    }: {
      oidc: { client: { clientId: string }; session: { accountId: string } };
    }) => {
      const { clientId } = oidc.client;
      const grant = new provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith("/who/")) return answer(request, response);
    if (request.method !== "POST") {
      response.setHeader("Content-Type", "text/html");
      return response.end(
        '<!doctype html><html lang="en"><title>Work account</title><form method="post"><label>Who are you? <input name="login"></label><button>Go on</button></form></html>',
      );
    }
    void readBody(request, 1000).then((body) => {
      const accountId = meet(new URLSearchParams(body.toString()).get("login") ?? "");
      return provider.interactionFinished(request, response, { login: { accountId } });
    });
    return undefined;
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  process.stdout.write("ready\n");
}

void main();
