/** The workers of the simulated library as their parent sees them: told the time, handed events, killed and replaced. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { rootPath } from "../src/root.ts";
import type { Chance } from "./year-chance.ts";
import type { Command, YearWorkerOptions } from "./year-keys.ts";

type CommandBody = Command extends infer Each ? (Each extends Command ? Omit<Each, "number"> : never) : never;

const ACCEPT_ATTEMPTS = 50;

/** A worker process. */
class YearWorker {
  readonly process: ChildProcess;
  /** Resolves once it can be told the time. */
  readonly ready: Promise<void>;
  readonly #waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  #last = 0;
  #isGone = false;

  constructor(options: YearWorkerOptions) {
    this.process = startProcess(options);
    let complaint = "";
    this.process.stderr?.on("data", (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    // What is written to one that just died is noticed by its end.
    this.process.stdin?.on("error", () => {});
    this.ready = new Promise((resolve, reject) => {
      this.process.once("exit", () => {
        this.#isGone = true;
        const error = new Error(`Cannot go on with a worker: it ended. ${complaint}`);
        reject(error);
        for (const { reject: give } of this.#waiting.values()) give(error);
      });
      if (this.process.stdout)
        createInterface({ input: this.process.stdout }).on("line", (line) =>
          line === "ready" ? resolve() : this.#answer(line),
        );
    });
    this.ready.catch(() => {});
  }

  #answer(line: string): void {
    const { number, error } = JSON.parse(line) as { number: number; error?: string };
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (error === undefined) waiting?.resolve();
    else waiting?.reject(new Error(error));
  }

  /** Resolves once it has done so; rejects when it cannot, or dies. */
  tell(command: CommandBody): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#isGone) return reject(new Error("Cannot tell a worker anything: it ended"));
      this.#last += 1;
      this.#waiting.set(this.#last, { resolve, reject });
      this.process.stdin?.write(`${JSON.stringify({ number: this.#last, ...command })}\n`);
    });
  }

  /** Lets it end by itself. */
  async end(): Promise<void> {
    if (this.#isGone) return;
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.stdin?.end();
    await gone;
  }

  async kill(): Promise<void> {
    if (this.#isGone) return;
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGKILL");
    await gone;
  }
}

/** Built, it runs as it is; from its source, as a test does. */
function startProcess(options: YearWorkerOptions): ChildProcess {
  const hook = ["-r", rootPath("test", "helpers", "typescript-hook.js"), rootPath("bench", "year-worker.ts")];
  const file = __filename.endsWith(".ts") ? hook : [rootPath("dist", "bench", "year-worker.js")];
  return spawn(process.execPath, [...file, JSON.stringify(options)], { stdio: ["pipe", "pipe", "pipe"] });
}

/** All workers. */
export class Crew {
  readonly #options: YearWorkerOptions;
  #workers: YearWorker[] = [];
  /** Replacements that have not been told the time yet. */
  #coming: YearWorker[] = [];
  #turn = 0;
  kills = 0;

  constructor(options: YearWorkerOptions) {
    this.#options = options;
  }

  /** Starts so many and tells them the time. */
  async start(count: number, at: string): Promise<void> {
    this.#coming = Array.from({ length: count }, () => new YearWorker(this.#options));
    await Promise.all(this.#coming.map(({ ready }) => ready));
    await this.setClock(at);
  }

  /** Resolves when the replacements of those that were killed can be told the time. */
  async untilWhole(): Promise<void> {
    await Promise.all(this.#coming.map(({ ready }) => ready));
  }

  /** Tells all the time; replacements that are ready begin to work with it. */
  async setClock(at: string): Promise<void> {
    const ready: YearWorker[] = [];
    for (const worker of this.#coming) {
      const isReady = await Promise.race([worker.ready.then(() => true), pause(0).then(() => false)]);
      if (isReady) ready.push(worker);
    }
    this.#coming = this.#coming.filter((worker) => !ready.includes(worker));
    this.#workers = [...this.#workers, ...ready];
    await this.all({ do: "clock", at });
  }

  /** Tells all; one that dies meanwhile need not hear it. */
  async all(command: CommandBody): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.tell(command).catch(() => {})));
  }

  /** Tells any of them, and another when that one dies: what a platform or a queue does until somebody has acknowledged. */
  async any(command: CommandBody): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.#turn += 1;
      const worker = this.#workers[this.#turn % this.#workers.length];
      try {
        if (worker === undefined) throw new Error("Cannot hand an event over: no worker runs");
        return await worker.tell(command);
      } catch (error) {
        if (attempt >= ACCEPT_ATTEMPTS) throw error;
        await pause(20);
      }
    }
  }

  /** Kills one by chance the hard way, and starts another, unless it is the last. */
  async killOne(chance: Chance): Promise<boolean> {
    const doomed = this.#workers[Math.floor(chance() * this.#workers.length)];
    if (doomed === undefined || this.#workers.length < 2) return false;
    await doomed.kill();
    this.#workers = this.#workers.filter((worker) => worker !== doomed);
    this.#coming.push(new YearWorker(this.#options));
    this.kills += 1;
    return true;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#workers, ...this.#coming].map((worker) => worker.end()));
  }
}
