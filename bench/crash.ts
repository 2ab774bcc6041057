/**
 * Sends an announcement to 20,000 recipients on the three emulated platforms while everything breaks: a process of three is killed every
 * few seconds, Redis twice, the network of one platform is cut, platforms refuse. What became of each recipient is held against what
 * the platforms received. Takes a few minutes; it exits with 1 when anybody was lost, told twice, or left nowhere.
 */
import { rootPath } from "../src/root.ts";
import type * as Library from "../test/outreach/announcements/crash-library.ts";
import { type Figure, printFigures } from "./figures.ts";

// What breaks belongs to the tests, which are not built: they run as they stand, here and in the processes that send.
require(rootPath("test", "helpers", "typescript-hook.js"));
const { crashWhileSending }: typeof Library = require(
  rootPath("test", "outreach", "announcements", "crash-library.ts"),
);

const RECIPIENTS = Number(process.argv[3] ?? 20_000);
const SHOWN = 20;

async function main(): Promise<void> {
  const crashed = await crashWhileSending({
    ...{ recipients: RECIPIENTS, workers: 3, perSecond: 100, lockMs: 2500 },
    ...{ killEveryMs: 4000, cutMs: 10_000 },
    strikes: [
      [0.05, "trouble"],
      [0.15, "trouble"],
      [0.25, "redis"],
      [0.35, "trouble"],
      [0.45, "cut"],
      [0.65, "trouble"],
      [0.75, "redis"],
      [0.85, "trouble"],
    ],
    tell: (step) => console.error(step),
  });
  const { struck, progress, twice, lost, inDoubt, unknownArrived, unknownMissing, wrong, seconds } = crashed;
  const { pending, sending, deferred, dropped, failed, ...ends } = progress.byState;
  const count = (what: string, many: number, target?: number): Figure => ({
    ...{ what, kutsu: many.toLocaleString("en") },
    ...(target !== undefined && { target: target.toLocaleString("en") }),
  });
  printFigures(`${RECIPIENTS.toLocaleString("en")} recipients, ${seconds.toFixed(0)} s`, [
    count("processes killed", struck.kill),
    count("Redis killed", struck.redis, 2),
    count("networks cut", struck.cut, 1),
    count(
      "in one final state",
      Object.values(ends).reduce((sum, many) => sum + many, 0),
      RECIPIENTS,
    ),
    count("  sent", ends.sent),
    count("  unreachable", ends.unreachable),
    count("  took their consent back", ends.optedOut),
    count("  unknown", ends.unknown),
    count("    of which had arrived", unknownArrived),
    count("    of which had not", unknownMissing),
    { what: "under way when something broke", kutsu: String(inDoubt), target: `>= ${ends.unknown}` },
    count("in no final state, failed or dropped", pending + sending + deferred + dropped + failed, 0),
    count("received twice", twice, 0),
    count("lost", lost, 0),
    count("anything else that is wrong", wrong.length, 0),
  ]);
  for (const one of wrong.slice(0, SHOWN)) console.log(one);
  if (wrong.length > 0 || twice > 0 || lost > 0 || struck.redis < 2 || struck.cut < 1) process.exitCode = 1;
}

void main();
