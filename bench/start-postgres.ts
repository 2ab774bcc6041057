/** A PostgreSQL of the bench's own, from Debian's package: on a socket in a temporary folder. It stops with the bench, even a killed one. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { findPeer, PEERS_REMEDY } from "./peers.ts";

/** A connection to it, as the package `pg` has it. */
export interface PostgresClient {
  connect(): Promise<unknown>;
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number | null }>;
  end(): Promise<void>;
}

/** A server that answers. */
export interface Postgres {
  readonly client: PostgresClient;
  readonly version: string;
  stop(): Promise<void>;
}

type ClientClass = new (options: object) => PostgresClient;

const VERSIONS = "/usr/lib/postgresql";
const NEEDED = ["initdb", "postgres"];
/** It refuses to run as root. */
const ACCOUNTS = ["postgres", "nobody"];
/** The kernel ends it when this process is killed. */
const GUARD = ["/usr/bin/setpriv", "--pdeathsig", "INT"] as const;
const CLUSTER = "--auth trust --username bench --locale C --encoding UTF8";
const STARTS_WITHIN_MS = 30_000;
const RETRY_MS = 100;

/** Starts a PostgreSQL with settings of its own, each `name=value`; or says why there is none. */
export async function startPostgres(settings: readonly string[]): Promise<Postgres | string> {
  const peer = await findPeer<{ readonly Client: ClientClass }>("pg");
  if (peer === undefined) return `pg is not installed (${PEERS_REMEDY})`;
  const programs = findPrograms();
  if (programs === undefined) return "PostgreSQL is not installed (get it with: apt-get install postgresql)";
  const isRoot = process.getuid?.() === 0;
  const account = isRoot ? findAccount() : undefined;
  if (isRoot && account === undefined)
    return `PostgreSQL does not run as root, and there is no user ${ACCOUNTS.join(" or ")}`;
  const folder = mkdtempSync(join(tmpdir(), "kutsu-postgres-"));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  try {
    if (account !== undefined) chownSync(folder, account.uid, account.gid);
    const server = await launch(programs, folder, { settings, ...account });
    const stop = () => server.stop().then(forget);
    try {
      const client = await connected(peer.Client, folder, server.isUp);
      const [row] = (await client.query("SHOW server_version")).rows as readonly { server_version: string }[];
      const version = row?.server_version.split(" ")[0] ?? "";
      return { client, version, stop: () => client.end().then(stop) };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    forget();
    throw error;
  }
}

interface Launched {
  isUp(): boolean;
  stop(): Promise<unknown>;
}

async function launch(
  programs: string,
  folder: string,
  { settings, ...account }: { readonly settings: readonly string[]; uid?: number; gid?: number },
): Promise<Launched> {
  const options = { ...account, cwd: folder };
  const data = join(folder, "data");
  await promisify(execFile)(join(programs, "initdb"), ["--pgdata", data, ...CLUSTER.split(" ")], options);
  const own = ["listen_addresses=", `unix_socket_directories=${folder}`, ...settings];
  const command = [join(programs, "postgres"), "-D", data, ...own.flatMap((setting) => ["-c", setting])];
  const [program = "", ...told] = existsSync(GUARD[0]) ? [...GUARD, ...command] : command;
  const server = spawn(program, told, { ...options, stdio: "ignore" });
  const exited = once(server, "exit");
  return {
    isUp: () => server.exitCode === null && server.signalCode === null,
    stop: () => {
      server.kill("SIGINT");
      return exited;
    },
  };
}

async function connected(Client: ClientClass, host: string, isUp: () => boolean): Promise<PostgresClient> {
  for (const begun = performance.now(); ; await delay(RETRY_MS)) {
    const client = new Client({ host, user: "bench", database: "postgres" });
    try {
      await client.connect();
      return client;
    } catch (cause) {
      if (isUp() && performance.now() - begun < STARTS_WITHIN_MS) continue;
      throw new Error(`Cannot start PostgreSQL in "${host}": it does not answer`, { cause });
    }
  }
}

/** Finds the folder of its programs, the newest version first. */
function findPrograms(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const folders = [
    ...versions
      .toSorted((one, other) => Number(other) - Number(one))
      .map((version) => join(VERSIONS, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  return folders.find((folder) => NEEDED.every((name) => existsSync(join(folder, name))));
}

function findAccount(): { readonly uid: number; readonly gid: number } | undefined {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const [, , uid, gid] = ACCOUNTS.flatMap((name) => accounts.filter(([own]) => own === name))[0] ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
