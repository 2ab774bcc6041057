/**
 * Started by the conversation contract: one Conversation on a connection of its own, with a channel that writes down what
 * the platform received. Reads events from stdin, a line each, and prints when each is accepted.
 */

import { appendFileSync, openSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import {
  type Address,
  type Channel,
  type ChannelMessage,
  TooFast,
  Undeliverable,
} from "../../src/channels/channel.ts";
import { Conversation } from "../../src/conversation/conversation.ts";
import { connectRedis } from "../../src/store/redis.ts";
import type { WorkerOptions } from "../helpers/conversation.ts";
import { createFileLog } from "../helpers/file-log.ts";
import { RememberedWakes } from "../helpers/wakes.ts";
import { echoTools } from "./echo.ts";

const options = JSON.parse(process.argv[2] ?? "") as WorkerOptions;

/** Kill -9, from within: nothing of this process runs after it. */
function dieAt(point: WorkerOptions["dieAt"]): void {
  if (options.dieAt === point) process.kill(process.pid, "SIGKILL");
}

/** A line in a file of all workers: appended whole and at once, whatever becomes of this process. */
function note(file: "platform" | "log", entry: object): void {
  appendFileSync(
    join(options.folder, file),
    `${JSON.stringify({ ...entry, worker: process.pid, at: Date.now() })}\n`,
  );
}

/** True for whoever asks first, in all workers. */
function isFirst(what: string): boolean {
  try {
    openSync(join(options.folder, `first-${encodeURIComponent(what)}`), "wx");
    return true;
  } catch {
    return false;
  }
}

const SLOW_MS = 500;

/** Texts steer the platform: `!slow:MS`, `!too-fast:MS`, `!fails` and `!gone` happen to the first attempt of their answer. */
const channel: Channel = {
  name: "test",
  routes: () => [],
  identify: async () => "a test",
  start: async () => {},
  stop: async () => {},
  typing: async () => {},
  forget: async () => {},
  limitsOf: () => [],
  send: async (to: Address, { id, text }: ChannelMessage) => {
    dieAt("send");
    note("platform", { kind: "begun", to, id, text });
    if (options.platform === "gone") throw new Undeliverable("blocked");
    if (options.platform === "slow") await pause(SLOW_MS);
    const [, trouble, ms] = /!(slow|too-fast|fails|gone)(?::(\d+))?/.exec(text) ?? [];
    if (trouble !== undefined && isFirst(id)) {
      if (trouble === "too-fast") throw new TooFast("wait", Number(ms));
      if (trouble === "fails") throw new Error("the platform is down");
      if (trouble === "gone") throw new Undeliverable("blocked");
      await pause(Number(ms));
    }
    note("platform", { kind: "received", to, id, text });
    dieAt("sent");
    return id;
  },
};

const turnTools = echoTools(() => dieAt("turn"));

const log = createFileLog((entry) => note("log", entry));

async function main(): Promise<void> {
  const { url, folder, leaseMs, sweepEveryMs } = options;
  const { redis } = await connectRedis({ url, dataFolder: folder, role: "command", warn: () => {} });
  const conversation = new Conversation({
    redis,
    channels: [channel],
    turnTools,
    log,
    wakes: new RememberedWakes(),
    leaseMs,
    sweepEveryMs,
  });
  await conversation.start();
  console.log("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    const { number, event } = JSON.parse(line);
    conversation.accept(event).then(
      () => console.log(JSON.stringify({ number })),
      (error) => console.log(JSON.stringify({ number, error: String(error) })),
    );
  }
  process.exit();
}

void main();
