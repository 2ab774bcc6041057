/** What the conversation contract is proved with: worker processes, and the platform as its patrons see it. */
import { closeSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Address, ChannelEvent } from "../../src/channels/channel.ts";
import { type Child, startChild } from "./child.ts";
import type { FileLogEntry } from "./file-log.ts";
import { temporaryFolder } from "./redis.ts";

/** Waits until something is so; fails with its name at the deadline. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { withinMs = 15_000 }: { readonly withinMs?: number } = {},
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Cannot see ${what}: not so within ${withinMs} ms`);
    await delay(5);
  }
}

/** What a worker is started with. */
export interface WorkerOptions {
  readonly url: string;
  readonly folder: string;
  readonly leaseMs: number;
  readonly sweepEveryMs: number;
  /** Kills itself the hard way: inside its first turn, before its first message goes out, or right after. */
  readonly dieAt?: "turn" | "send" | "sent";
  /** What the platform does to all this worker sends; it does what the texts ask for unless told otherwise. */
  readonly platform?: "gone" | "slow";
}

/** A worker process. */
export interface Worker {
  readonly process: Child["process"];
  /** Hands an event over; resolves once it is stored, rejects when the worker refuses it or dies. */
  accept(event: ChannelEvent): Promise<void>;
  readonly ended: Promise<void>;
  kill(): Promise<void>;
}

/** Starts a worker and waits until it listens. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const child = startChild("conversation/worker.ts", JSON.stringify(options));
  // What is written to one that just died is noticed by its end.
  child.process.stdin?.on("error", () => {});
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let last = 0;
  let gone: Error | undefined;
  if ((await child.nextLine()) !== "ready") throw new Error("Cannot start a worker: it is not ready");
  const ended = (async () => {
    try {
      for (;;) {
        const { number, error } = JSON.parse(await child.nextLine());
        if (error === undefined) waiting.get(number)?.resolve();
        else waiting.get(number)?.reject(new Error(error));
        waiting.delete(number);
      }
    } catch (error) {
      gone = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of waiting.values()) reject(gone);
    }
  })();
  const accept = (event: ChannelEvent) =>
    new Promise<void>((resolve, reject) => {
      if (gone !== undefined) return reject(gone);
      last += 1;
      waiting.set(last, { resolve, reject });
      child.process.stdin?.write(`${JSON.stringify({ number: last, event })}\n`);
    });
  return {
    process: child.process,
    accept,
    ended,
    kill: async () => {
      await child.kill();
      await ended;
    },
  };
}

/** Something that happened on the platform: an attempt to send began, or a message arrived. */
export interface PlatformEntry {
  readonly kind: "begun" | "received";
  readonly to: Address;
  readonly id: string;
  readonly text: string;
  readonly worker: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The folder all workers write to. */
export class Platform {
  readonly folder = temporaryFolder();
  readonly #sent = new GrowingFile<PlatformEntry>(join(this.folder, "platform"));
  readonly #log = new GrowingFile<FileLogEntry>(join(this.folder, "log"));

  /** What happened to the messages of one address, in order. */
  entries(to: Address, kind: PlatformEntry["kind"] = "received"): readonly PlatformEntry[] {
    return this.#sent.read().filter((entry) => entry.to === to && entry.kind === kind);
  }

  /** Counts the log lines with a message. */
  logged(message: string): number {
    return this.#log.read().filter(({ said }) => said === message).length;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Lines of JSON that others append; each is read once. */
class GrowingFile<Entry> {
  readonly #path: string;
  readonly #entries: Entry[] = [];
  #readBytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  read(): readonly Entry[] {
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    if (size === this.#readBytes) return this.#entries;
    const fresh = Buffer.alloc(size - this.#readBytes);
    const file = openSync(this.#path, "r");
    readSync(file, fresh, { position: this.#readBytes });
    closeSync(file);
    const whole = fresh.subarray(0, fresh.lastIndexOf("\n") + 1);
    this.#readBytes += whole.length;
    const lines = whole.toString("utf8").split("\n").slice(0, -1);
    this.#entries.push(...lines.map((line) => JSON.parse(line) as Entry));
    return this.#entries;
  }
}

let events = 0;

/** Makes an event of a patron of the test's channel; its id says nothing about the patron. */
export function eventOf(from: Address, what: EventBody): ChannelEvent {
  events += 1;
  return { id: `e${events}`, from, at: new Date().toISOString(), scope: "private", language: "en", ...what };
}

type EventBody =
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "tapped"; readonly value: string; readonly question: string }
  | { readonly kind: "started" };

/** What the platform does: delivers again until one worker acknowledged. */
export async function handOver(event: ChannelEvent, workers: readonly Worker[]): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const worker = workers[attempt % workers.length];
    try {
      return await worker?.accept(event);
    } catch (error) {
      if (attempt >= 40) throw error;
      await delay(10);
    }
  }
}

/** A number for every test, so that patrons never meet. */
let patrons = 0;

/** A patron nobody has met. */
export function newAddress(): Address {
  patrons += 1;
  return `test:patron-${patrons}-of-${process.pid}`;
}
