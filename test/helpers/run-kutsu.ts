/** Runs Kutsu's own command as a person would: a process of its own, from the built files. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const SCRIPT = join(__dirname, "..", "..", "script", "kutsu.js");

/** What a command left behind. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings of a run. Nothing of the surrounding environment's settings of Kutsu is passed on. */
export interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Runs a command to its end. */
export function runKutsu(
  args: readonly string[],
  { environment = {}, input = "" }: RunOptions = {},
): Promise<Ran> {
  const child = launch(args, environment);
  child.stdin?.end(input);
  return finished(child);
}

function finished(child: ChildProcess): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
}

/** Runs a command with its output piped into another one. */
export function runInShell(command: string, input: string, into: string): Promise<Ran> {
  const child = spawn("bash", [
    "-c",
    `set -o pipefail; "${process.execPath}" "${SCRIPT}" ${command} | ${into}`,
  ]);
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return finished(child);
}

/** A server that runs until it is stopped. */
export interface RunningKutsu {
  /** Without a slash at the end. */
  readonly url: string;
  readonly process: ChildProcess;
  /** What it printed so far. */
  printed(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the server on a free port; resolves once it says where the chat is, rejects with what it said when it ends first. */
export async function startKutsuProcess(environment: NodeJS.ProcessEnv): Promise<RunningKutsu> {
  const child = launch(["start"], { PORT: "0", LOG_LEVEL: "warn", ...environment });
  let printed = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /at (http:\/\/[^\s/]+)\//.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    void ended.then((code) => reject(new Error(`Kutsu ended with ${code}: ${printed}`)));
  });
  return {
    url,
    process: child,
    printed: () => printed,
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

function launch(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(KUTSU_|PORT$|HOST$|PUBLIC_URL$|REDIS_URL$|LOG_LEVEL$|NODE_OPTIONS$)/.test(name),
  );
  return spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...Object.fromEntries(inherited), ...environment },
  });
}
