/**
 * Kills process after process while 500 conversations are under way on the three emulated platforms, and counts what
 * was lost, doubled or out of order. It takes about two minutes; it exits with 1 when a message was lost or a repeat is not
 * named in the log.
 */
import { rootPath } from "../src/root.ts";
import type * as Killed from "../test/channels/killed/library.ts";

// What is killed belongs to the tests, which are not built: they run as they stand, here and in the workers.
require(rootPath("test", "helpers", "typescript-hook.js"));
const { killWhileTalking }: typeof Killed = require(rootPath("test", "channels", "killed", "library.ts"));

const CONVERSATIONS = 500;

async function main(): Promise<void> {
  const started = performance.now();
  const report = await killWhileTalking({
    ...{ conversations: CONVERSATIONS, workers: 3, kills: 8, leaseMs: 12_000, sweepEveryMs: 500 },
    tell: (step) => console.error(step),
  });
  const { wrong, unnamed, ...counts } = report;
  for (const [name, count] of Object.entries(counts))
    console.log(`${name.padEnd(34)}${String(count).padStart(8)}`);
  console.log(`${"patrons with lost or unordered".padEnd(34)}${String(wrong.length).padStart(8)}`);
  console.log(`${"patrons with repeats not named".padEnd(34)}${String(unnamed.length).padStart(8)}`);
  console.log(`${"seconds".padEnd(34)}${((performance.now() - started) / 1000).toFixed(0).padStart(8)}`);
  for (const one of [...wrong, ...unnamed].slice(0, 20)) console.log(one);
  if (wrong.length > 0 || unnamed.length > 0 || counts.feedback !== CONVERSATIONS) process.exitCode = 1;
}

void main();
