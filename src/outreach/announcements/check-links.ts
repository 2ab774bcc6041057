/**
 * Finds the links of a text and asks each whether it answers. Whoever writes an announcement cannot make Kutsu look into the library's
 * own network: an address that is not public is refused wherever a name or a redirect leads to it.
 */
import { lookup } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

const TIMEOUT_MS = 5000;
const REDIRECTS = 5;

const LINK = /\bhttps?:\/\/[^\s<>"“”'’`|\\^{}]+/giu;
/** `www.example.org`, and `example.org/page` where the ending is a usual one: other words have a slash, too. */
const BARE =
  /(?<![\p{L}\p{N}./@=&%#-])(?:www\.[\p{L}\p{N}-]+\.|(?:[\p{L}\p{N}-]+\.)+(?:com|eu|fi|info|io|net|org|se)\/)[\p{L}\p{N}./?=&%#-]+/giu;

/** Lists the links of a text as they are written, each once, without the punctuation after them. */
export function linksIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(LINK)].map(([link]) => withoutEnd(link)))];
}

/** Lists what looks like a link and opens nothing: an address without its https. */
export function bareLinksIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(BARE)].map(([link]) => withoutEnd(link)))];
}

/** A bracket belongs to a link that has its other half. */
function withoutEnd(link: string): string {
  const end = /[.,;:!?…)\]]+$/u.exec(link)?.[0] ?? "";
  const kept = link.slice(0, link.length - end.length);
  const isOpen = end.startsWith(")") && kept.includes("(") && !kept.includes(")");
  return isOpen ? `${kept})` : kept;
}

/** How links are looked at. */
export interface LinkRules {
  /** In development a link may lead to this machine, without https. */
  readonly development: boolean;
  readonly timeoutMs?: number;
  /** Finds the addresses of a name; the machine's own way when absent. */
  readonly lookup?: typeof lookup;
  /** The media type that must come, e.g. `image/`. */
  readonly type?: string;
}

/** Tells what is wrong with how a link is written; undefined when it can be asked. Asks nobody. */
export function whyNoLink(link: string, { development }: LinkRules): string | undefined {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return "is no address that can be opened";
  if (url.username !== "" || url.password !== "") return "holds a name or a password: leave them out";
  if (development) return undefined;
  if (url.protocol !== "https:") return "is not protected: write https://";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isInside = isIP(host) > 0 ? isPrivate(host) : INSIDE_NAME.test(host) || !host.includes(".");
  return isInside ? "leads to this machine or a private network, which patrons cannot reach" : undefined;
}

const INSIDE_NAME = /(^|\.)(localhost|local|internal|lan|home|intranet|arpa)\.?$/i;

/** Asks a link, and tells what is wrong; undefined when it answers as it should. */
export async function whyLinkFails(link: string, rules: LinkRules): Promise<string | undefined> {
  const signal = AbortSignal.timeout(rules.timeoutMs ?? TIMEOUT_MS);
  try {
    // Some servers know no HEAD, and say so in many ways.
    const head = await follow(link, "HEAD", { rules, signal }).catch(() => "does not answer to HEAD");
    return head === undefined ? undefined : await follow(link, "GET", { rules, signal });
  } catch (error) {
    if (signal.aborted) return `does not answer within ${(rules.timeoutMs ?? TIMEOUT_MS) / 1000} seconds`;
    return reasonOf(error);
  }
}

async function follow(
  link: string,
  method: "HEAD" | "GET",
  { rules, signal }: { readonly rules: LinkRules; readonly signal: AbortSignal },
): Promise<string | undefined> {
  let at = link;
  for (let hops = 0; hops <= REDIRECTS; hops += 1) {
    const why = whyNoLink(at, rules);
    if (why !== undefined) return hops === 0 ? why : `leads on to "${at}", which ${why}`;
    const { statusCode = 0, headers } = await ask(at, method, { rules, signal });
    const { location } = headers;
    if (statusCode >= 300 && statusCode < 400 && location !== undefined && URL.canParse(location, at)) {
      at = new URL(location, at).href;
      continue;
    }
    if (statusCode === 404 || statusCode === 410) return `answers ${statusCode}: nothing is there`;
    if (statusCode === 401 || statusCode === 403) return `answers ${statusCode}: it is not open to everybody`;
    if (statusCode < 200 || statusCode >= 300) return `answers ${statusCode}`;
    const type = headers["content-type"] ?? "";
    const { type: wanted = "" } = rules;
    return type.startsWith(wanted)
      ? undefined
      : `is ${type || "something"}, and no ${wanted.replace("/", "")}`;
  }
  return `leads on more than ${REDIRECTS} times`;
}

/** Resolves with the head of the answer; the rest is not read. */
function ask(
  link: string,
  method: "HEAD" | "GET",
  { rules, signal }: { readonly rules: LinkRules; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  const request = link.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const asked = request(
      link,
      {
        ...{
          method,
          signal,
          agent: false,
          headers: { "User-Agent": "Kutsu (checks a link)", Accept: "*/*" },
        },
        ...(!rules.development && { lookup: outside(rules.lookup ?? lookup) }),
      },
      (answer) => {
        answer.on("error", () => {});
        resolve(answer);
        answer.destroy();
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

class InsideError extends Error {}

/** Looks a name up, and fails when any of its addresses is not public: the one that is checked is the one that is asked. */
function outside(find: typeof lookup): LookupFunction {
  return (host, options, done) => {
    find(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, "");
      if (addresses.length === 0 || addresses.some(({ address }) => isPrivate(address)))
        return done(new InsideError(host), "");
      if (options.all === true) return done(null, addresses);
      return done(null, addresses[0]?.address ?? "", addresses[0]?.family);
    });
  };
}

/** Addresses of no use outside a machine or a network (IANA's special-purpose registries). IPv4 within IPv6 is looked at as IPv4. */
const NOT_PUBLIC = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  NOT_PUBLIC.addSubnet(net, bits);
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  NOT_PUBLIC.addSubnet(net, bits, "ipv6");

function isPrivate(address: string): boolean {
  return NOT_PUBLIC.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function reasonOf(error: unknown): string {
  if (error instanceof InsideError)
    return "leads to this machine or a private network, which patrons cannot reach";
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "has no such server";
  if (/CERT|SELF_SIGNED|ALTNAME|VERIFY/.test(code)) return "has no valid certificate";
  return `does not answer (${code || String(error)})`;
}
