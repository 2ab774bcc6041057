/** Opens a simulated library, lets its year pass, checks it, and closes it: for the bench and, smaller, for the tests. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { openQueue } from "../src/jobs/queue.ts";
import { rebuildSegments } from "../src/patrons/segments/rebuild.ts";
import { importPrograms } from "../src/programs/catalogue.ts";
import { startEmbeddedRedis } from "../src/store/embedded-redis.ts";
import { makeCatalogue } from "./year-catalogue.ts";
import { chances } from "./year-chance.ts";
import { type Checked, checkYear } from "./year-check.ts";
import { iso, local, midnight, ZONE } from "./year-clock.ts";
import { Crew } from "./year-crew.ts";
import { type Ending, lookAtEnding } from "./year-ending.ts";
import { LiveJobs } from "./year-jobs.ts";
import { makePatrons, writePatrons } from "./year-patrons.ts";
import { YearRun } from "./year-run.ts";

/** How large a year, and how much is killed. */
export interface YearOptions {
  readonly patrons: number;
  readonly days: number;
  readonly seed: number;
  readonly kills: number;
  readonly workers: number;
  /** How much more patrons do than usual: a short year then has as much in it as a long one. */
  readonly activity: number;
  /** How long a message may take to send before another worker takes over, and a job. */
  readonly leaseMs: number;
  readonly lockMs: number;
  tell(progress: string): void;
}

/** What came of a year. */
export interface YearReport extends Checked, Ending {
  readonly kills: number;
  readonly steps: number;
  readonly events: number;
  readonly looks: number;
  readonly missingJobs: readonly string[];
  readonly samples: number;
  readonly doubledJobs: readonly string[];
  /** Messages sent again in doubt, and how many of them the log does not name. */
  readonly repeats: number;
  readonly unnamedRepeats: number;
  readonly programs: number;
  readonly seconds: number;
}

/** Midnight of the first Monday of 2027, by the library's clock. */
const START_MS = local(Date.parse("2027-01-04T00:00:00+02:00")).toMillis();

/** Lets a year pass. */
export async function simulateYear(options: YearOptions): Promise<YearReport> {
  const { seed, days, kills, workers, activity, leaseMs, lockMs, tell } = options;
  const folder = mkdtempSync(join(tmpdir(), "kutsu-year-"));
  const logFile = join(folder, "log");
  const server = await startEmbeddedRedis({ folder: join(folder, "redis"), fsync: "no" });
  const redis = new Redis({ path: server.socket });
  const crew = new Crew({ folder, logFile, leaseMs, lockMs, sweepEveryMs: 250 });
  const queue = openQueue(redis);
  const begun = performance.now();
  try {
    const chance = chances(seed);
    const catalogue = makeCatalogue({ startMs: START_MS, days, chance });
    const patrons = makePatrons(options.patrons, START_MS, chance);
    await writePatrons(redis, patrons);
    await rebuildSegments(redis, { now: iso(START_MS) });
    const feed = join(folder, "feed.json");
    writeFileSync(feed, JSON.stringify(catalogue.feedAt(START_MS)));
    await importPrograms(redis, feed, { now: iso(START_MS), timeZone: ZONE });
    tell(`${patrons.length} patrons, ${catalogue.programs.length} programs; ${workers} workers start`);
    await crew.start(workers, iso(START_MS));
    const jobs = new LiveJobs(redis, queue);
    const run = new YearRun({
      ...{ redis, crew, jobs, catalogue, patrons, chance, folder, logFile, days, kills, activity, tell },
      startMs: START_MS,
    });
    await run.begin();
    await run.run();
    const endMs = midnight(START_MS, days);
    tell("the year is over; its messages are checked");
    const books = patrons.map(({ book }) => book);
    return {
      ...reportOf(checkYear(books, catalogue, endMs)),
      ...(await lookAtEnding(redis, { queue, patrons, endMs })),
      ...{ kills: crew.kills, steps: run.steps, events: run.events, looks: jobs.promoted },
      ...{ missingJobs: jobs.missing, samples: jobs.samples, doubledJobs: jobs.doubled },
      ...{ repeats: run.repeats.length, unnamedRepeats: run.unnamedRepeats() },
      ...{ programs: catalogue.programs.length, seconds: (performance.now() - begun) / 1000 },
    };
  } finally {
    await crew.stop();
    await queue.close();
    redis.disconnect();
    await server.stop();
    if (process.env.KUTSU_KEEP_YEAR === undefined) rmSync(folder, { recursive: true, force: true });
    else tell(folder);
  }
}

function reportOf({ rules, dues, byKind, refused }: Checked): Checked {
  return { rules, dues, byKind, refused };
}
