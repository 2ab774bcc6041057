/**
 * Reads REDIS_URL. Its forms, each with TLS when the scheme begins with `rediss`:
 *
 * - `redis://[user:password@]host[:6379][/database]`, one server
 * - `redis+sentinel://[user:password@]host[:26379][,host...]/name[/database][?sentinelUser=..&sentinelPassword=..]`, the master that
 *   the Sentinels know by that name; user and password are the master's, the Sentinels' own stand in the query
 * - `redis-cluster://[user:password@]host[:6379][,host...]`, a Redis Cluster, found through any of its nodes
 *
 * User, password and name are percent-encoded. An IPv6 address stands in brackets. A certificate of one's own
 * authority is given to Node by NODE_EXTRA_CA_CERTS.
 */

/** A host to connect to. */
export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

/** What a REDIS_URL says. */
export type RedisTarget = {
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
} & (
  | { readonly kind: "single"; readonly at: RedisHost; readonly database: number }
  | {
      readonly kind: "sentinel";
      readonly sentinels: readonly RedisHost[];
      readonly name: string;
      readonly database: number;
      readonly sentinelUsername?: string;
      readonly sentinelPassword?: string;
    }
  | { readonly kind: "cluster"; readonly nodes: readonly RedisHost[] }
);

const URL_FORM =
  /^(redis|rediss)(\+sentinel|-cluster)?:\/\/(?:([^/?#]*)@)?([^/?#@]+)((?:\/[^/?#]*)*)(?:\?([^#]*))?$/;
const HOST_FORM = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i;

/** Parses a REDIS_URL; throws an error that names what is wrong and never the password. */
export function parseRedisUrl(url: string): RedisTarget {
  const match = URL_FORM.exec(url);
  if (match === null) {
    throw unreadable(
      url,
      "not like redis://host:6379, redis+sentinel://host:26379/name or redis-cluster://host:6379,host:6379",
    );
  }
  const [, scheme, kind, credentials, hosts = "", path = "", query = ""] = match;
  const common = { tls: scheme === "rediss", ...readCredentials(url, credentials) };
  const parts = path.split("/").slice(1).filter(Boolean);
  if (kind === "-cluster") {
    if (parts.length > 0) throw unreadable(url, "a cluster has no databases or names after the hosts");
    return { kind: "cluster", ...common, nodes: readHosts(url, hosts, 6379) };
  }
  if (kind === "+sentinel") {
    const [name, database] = parts;
    if (name === undefined) throw unreadable(url, "the name of the master is missing after the hosts");
    return {
      kind: "sentinel",
      ...common,
      sentinels: readHosts(url, hosts, 26_379),
      name: decode(url, name),
      database: readDatabase(url, database),
      ...readSentinelCredentials(query),
    };
  }
  const [at, ...others] = readHosts(url, hosts, 6379);
  if (at === undefined || others.length > 0) {
    throw unreadable(url, "several hosts need redis-cluster:// or redis+sentinel://");
  }
  return { kind: "single", ...common, at, database: readDatabase(url, parts[0]) };
}

/** Hides user and password, for logs and errors. */
export function hideCredentials(url: string): string {
  return url.replace(/\/\/.*@/, "//").replace(/\?.*$/s, "");
}

function unreadable(url: string, why: string): Error {
  return new Error(`Cannot read REDIS_URL "${hideCredentials(url)}": ${why}`);
}

function readCredentials(url: string, credentials: string | undefined) {
  if (credentials === undefined) return {};
  const colon = credentials.indexOf(":");
  if (colon === -1)
    throw unreadable(url, "a colon is missing before the password (:password@ or user:password@)");
  const username = decode(url, credentials.slice(0, colon));
  const password = decode(url, credentials.slice(colon + 1));
  return { ...(username === "" ? {} : { username }), ...(password === "" ? {} : { password }) };
}

function readSentinelCredentials(query: string) {
  const settings = new URLSearchParams(query);
  const sentinelUsername = settings.get("sentinelUser");
  const sentinelPassword = settings.get("sentinelPassword");
  return {
    ...(sentinelUsername === null ? {} : { sentinelUsername }),
    ...(sentinelPassword === null ? {} : { sentinelPassword }),
  };
}

function readHosts(url: string, hosts: string, defaultPort: number): RedisHost[] {
  return hosts.split(",").map((text) => {
    const match = HOST_FORM.exec(text);
    const port = Number(match?.[2] ?? defaultPort);
    if (match === null || port < 1 || port > 65_535) throw unreadable(url, `"${text}" is not like host:port`);
    return { host: (match[1] ?? "").replace(/^\[|\]$/g, ""), port };
  });
}

function readDatabase(url: string, text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d+$/.test(text)) throw unreadable(url, `"${text}" is not the number of a database`);
  return Number(text);
}

function decode(url: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable(url, "user, password or name is not percent-encoded");
  }
}
