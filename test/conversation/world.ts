/** What the tests of the conversation contract share: a store, four workers, the platform, and patrons who talk. */
import type { Address } from "../../src/channels/channel.ts";
import {
  eventOf,
  handOver,
  newAddress,
  Platform,
  startWorker,
  until,
  type Worker,
  type WorkerOptions,
} from "../helpers/conversation.ts";
import type { ContractStore } from "./stores.ts";

/** How many workers compete. */
export const WORKERS = 4;
/** Of workers that are meant to live: long enough for a machine that is busy with other things. */
const LEASE_MS = 3000;
/** Of workers that are meant to die: as soon as this the others take over. */
export const SHORT_LEASE_MS = 400;
const SWEEP_EVERY_MS = 100;
const NEVER_MS = 3_600_000;

/** Counts from 1. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** All that one run of the contract happens in. */
export class World {
  readonly platform = new Platform();
  #store: ContractStore | undefined;
  #workers: readonly Worker[] = [];
  readonly #started: Worker[] = [];

  get store(): ContractStore {
    if (this.#store === undefined) throw new Error("Cannot use the store: the world is not open");
    return this.#store;
  }

  get workers(): readonly Worker[] {
    return this.#workers;
  }

  async open(startStore: () => Promise<ContractStore>): Promise<void> {
    this.#store = await startStore();
    this.#workers = await Promise.all(upTo(WORKERS).map(() => this.start()));
  }

  async close(): Promise<void> {
    await Promise.all(this.#started.map((worker) => worker.kill()));
    await this.#store?.stop();
    this.platform.remove();
  }

  /** A worker more; it ends with the world. */
  async start(options: Partial<WorkerOptions> = {}): Promise<Worker> {
    const usual = { leaseMs: LEASE_MS, sweepEveryMs: SWEEP_EVERY_MS };
    const where = { url: this.store.url, folder: this.platform.folder };
    const worker = await startWorker({ ...where, ...usual, ...options });
    this.#started.push(worker);
    return worker;
  }

  /** A worker whose lease ends soon, and who sweeps nothing. */
  startBrief(options: Partial<WorkerOptions> = {}): Promise<Worker> {
    return this.start({ leaseMs: SHORT_LEASE_MS, sweepEveryMs: NEVER_MS, ...options });
  }

  /** A patron who has been greeted. */
  async met(): Promise<Address> {
    const patron = newAddress();
    await handOver(eventOf(patron, { kind: "started" }), this.workers);
    await until("a greeting", () => this.received(patron).length === 1);
    return patron;
  }

  /** Says something to any worker; resolves once one has accepted it. */
  say(patron: Address, text: string, workers: readonly Worker[] = this.workers): Promise<void> {
    return handOver(eventOf(patron, { kind: "said", text }), workers);
  }

  /** Says something and waits for the one message that answers it. */
  async ask(patron: Address, text: string): Promise<string> {
    const before = this.received(patron).length;
    await this.say(patron, text);
    await until(`the answer to "${text}"`, () => this.received(patron).length > before);
    return this.received(patron).at(-1) ?? "";
  }

  /** Texts that arrived, in order. */
  received(patron: Address): readonly string[] {
    return this.platform.entries(patron).map(({ text }) => text);
  }

  /** The numbers, #1 and so on, of what was said, as the answers hold them; only the first of each where `once`. */
  heard(patron: Address, { once = false } = {}): number[] {
    const numbers = this.received(patron).flatMap((text) => /#(\d+)/.exec(text)?.[1] ?? []);
    return (once ? [...new Set(numbers)] : numbers).map(Number);
  }

  /** How many messages were sent again in doubt. */
  doubts(): number {
    return this.platform.logged("sending a message in doubt again");
  }
}
