/**
 * A million made patrons: how long it takes to count an expression of five segments and to list everybody, how many bytes a patron
 * takes, how long it takes to compare all segments with the profiles, and to count and freeze the audience of an announcement, beside
 * PostgreSQL. Needs 6 GB of memory, 3 GB of disk and ten minutes; `npm run -s bench -- segments --patrons 100000` takes fewer patrons.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { storedPatron } from "../src/patrons/patron.ts";
import { countAudience, listAudience } from "../src/patrons/segments/audience.ts";
import { readExpression } from "../src/patrons/segments/read-expression.ts";
import { rebuildSegments } from "../src/patrons/segments/rebuild.ts";
import { ACTIVE_DAYS, dayOf, segmentsOf, storedName } from "../src/patrons/segments/segment.ts";
import { startEmbeddedRedis } from "../src/store/embedded-redis.ts";
import { PARTITIONS, PATRON_TTL_SECONDS, partitionPrefix } from "../src/store/keys.ts";
import { compareAudiences } from "./announcement-audience.ts";
import { type Figure, printFigures, quantile, usedMemory } from "./figures.ts";
import { madePatrons } from "./made-patrons.ts";

const { values: FLAGS } = parseArgs({
  args: process.argv.slice(3),
  options: { patrons: { type: "string", default: "1000000" } },
});
const PATRONS = Number(FLAGS.patrons);
const AT_ONCE = 5000;
const NOW_MS = Date.parse("2026-11-25T10:00:00Z");
const NOW = new Date(NOW_MS).toISOString();
const ROUNDS = 300;
const TARGET_MS = 10;
const TARGET_BYTES = 2048;

const EXPRESSIONS: readonly (readonly [what: string, expression: string])[] = [
  [
    "five segments",
    'interest:storytime & district:"District 3" & language:fi & consent:suggestions & !attended:helmet:211007',
  ],
  [
    "five, active in 30 days",
    "interest:storytime & audience:families & consent:suggestions & active:30 & !told:helmet:211003",
  ],
  ["everybody but one", "!interest:storytime"],
];

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kutsu-bench-"));
  const server = await startEmbeddedRedis({ folder });
  const redis = new Redis({ path: server.socket });
  try {
    const empty = await usedMemory(redis);
    const segments = await writeProfiles(redis);
    const profiled = await usedMemory(redis);
    console.error(`${PATRONS} profiles are written; their segments come next`);
    await writeSegments(redis, segments);
    const whole = await usedMemory(redis);
    console.error("the segments are written; the profiles are compared with them next");
    const rebuilding = await timed(async () => {
      // What was written here in a short way must be what the conversation writes: else the figures are none.
      if ((await rebuildSegments(redis, { now: NOW })).mended > 0) process.exitCode = 1;
    });
    const bytes = { profile: (profiled - empty) / PATRONS, segments: (whole - profiled) / PATRONS };
    printFigures(`${PATRONS.toLocaleString("en")} patrons`, [
      ...(await counting(redis)),
      { what: "list everybody, patrons a second", kutsu: await listing(redis) },
      figure("profile, bytes a patron", bytes.profile),
      figure("segments, bytes a patron", bytes.segments),
      figure("profile and segments", bytes.profile + bytes.segments, TARGET_BYTES),
      { what: "compare all with their profiles, s", kutsu: rebuilding.toFixed(0) },
    ]);
    await compareAudiences(redis, {
      ...{ patrons: PATRONS, now: NOW },
      patronBytes: bytes.profile + bytes.segments,
    });
  } finally {
    redis.disconnect();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Profiles as a conversation leaves them: state, revision and the rest of the hash, and where the patron is found by address. */
async function writeProfiles(redis: Redis): Promise<Members> {
  const members: Map<string, number[]>[] = Array.from({ length: PARTITIONS }, () => new Map());
  const numbers = new Array<number>(PARTITIONS).fill(0);
  let writes = redis.pipeline();
  let at = 0;
  for (const patron of madePatrons(PATRONS, NOW_MS)) {
    const partition = at % PARTITIONS;
    const number = (numbers[partition] ?? 0) + 1;
    numbers[partition] = number;
    for (const name of segmentsOf(patron).map(storedName)) {
      const own = members[partition]?.get(name) ?? [];
      if (isRemembered(name)) members[partition]?.set(name, own);
      own.push(number);
    }
    const prefix = partitionPrefix(partition);
    const [address = ""] = Object.keys(patron.talks);
    const key = `${prefix}patron:${number}`;
    const lease = { lease: "", until: 0, attempts: 0, wait: 0 };
    writes.hset(key, { revision: 12, state: storedPatron(patron), erased: "", ...lease });
    writes.expire(key, PATRON_TTL_SECONDS);
    writes.set(`${prefix}address:${address}`, number, "EX", PATRON_TTL_SECONDS);
    at += 1;
    if (at % AT_ONCE > 0) continue;
    await writes.exec();
    writes = redis.pipeline();
  }
  await writes.exec();
  for (const [partition, number] of numbers.entries())
    await redis.set(`${partitionPrefix(partition)}patrons`, number);
  return members;
}

/** Who is in each segment, for each partition. */
type Members = readonly ReadonlyMap<string, readonly number[]>[];

const RARE = /^(?:topic|saved|attended|told):/;
const MOST_NUMBERS = 256;

function isRemembered(name: string): boolean {
  return !name.startsWith("active:") || Number(name.slice("active:".length)) > dayOf(NOW) - ACTIVE_DAYS;
}

/** Writes segments whole, in the forms of segments.lua: one by one they take minutes. */
async function writeSegments(redis: Redis, members: Members): Promise<void> {
  for (const [partition, segments] of members.entries()) {
    const prefix = partitionPrefix(partition);
    const writes = redis.pipeline();
    for (const [name, numbers] of segments) {
      const [kind = "", value = ""] = name.split(":");
      writes.sadd(`${prefix}segments`, kind).sadd(`${prefix}segments:${kind}`, value);
      const isFew = RARE.test(name) && numbers.length <= MOST_NUMBERS;
      writes.set(`${prefix}segment:${name}`, isFew ? asNumbers(numbers) : asBitmap(numbers));
    }
    await writes.exec();
  }
}

function asNumbers(numbers: readonly number[]): Buffer {
  const content = Buffer.alloc(1 + 3 * numbers.length, "n");
  for (const [at, number] of numbers.entries()) content.writeUIntBE(number, 1 + 3 * at, 3);
  return content;
}

function asBitmap(numbers: readonly number[]): Buffer {
  const content = Buffer.alloc(2 + ((numbers.at(-1) ?? 0) >> 3));
  content.write("b");
  for (const number of numbers) {
    const at = 1 + (number >> 3);
    content[at] = (content[at] ?? 0) | (0x80 >> (number & 7));
  }
  return content;
}

async function counting(redis: Redis): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [what, text] of EXPRESSIONS) {
    const expression = readExpression(text);
    const times: number[] = [];
    let counted = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const from = performance.now();
      counted = (await countAudience(redis, expression, NOW)).count;
      times.push(performance.now() - from);
    }
    const name = `${what}: ${counted.toLocaleString("en")} of them`;
    const target = `< ${TARGET_MS} ms`;
    figures.push({ what: `${name}, p50`, kutsu: `${quantile(times, 0.5).toFixed(1)} ms`, target });
    figures.push({ what: "  the same, p99", kutsu: `${quantile(times, 0.99).toFixed(1)} ms` });
    if (quantile(times, 0.5) > TARGET_MS) process.exitCode = 1;
  }
  return figures;
}

async function listing(redis: Redis): Promise<string> {
  let listed = 0;
  const seconds = await timed(async () => {
    for await (const _recipient of listAudience(redis, readExpression("all"), NOW)) listed += 1;
  });
  if (listed !== PATRONS) process.exitCode = 1;
  return (listed / seconds).toFixed(0);
}

function figure(what: string, bytes: number, target?: number): Figure {
  if (target !== undefined && bytes > target) process.exitCode = 1;
  return { what, kutsu: bytes.toFixed(0), ...(target !== undefined && { target: `< ${target}` }) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

void main();
