/**
 * The audience of an announcement, counted and frozen, beside the same question in PostgreSQL; and how much room an announcement to
 * everybody takes. listmonk counts its audience this way and freezes none: that is how we would do it there.
 */
import type { Redis } from "ioredis";
import type { AnnouncementContent } from "../src/outreach/announcements/announcement.ts";
import {
  countRecipients,
  dropLedger,
  freezeAudience,
  waitingIn,
} from "../src/outreach/announcements/ledger.ts";
import { Run } from "../src/outreach/announcements/run.ts";
import { storedName } from "../src/patrons/segments/segment.ts";
import { PARTITIONS, partitionPrefix } from "../src/store/keys.ts";
import {
  ANNOUNCED,
  countSubscribers,
  freezeSubscribers,
  letEverybodyAgree,
  POSTGRES_SETTINGS,
  tableBytes,
  writeSubscribers,
} from "./audience-in-postgres.ts";
import { type Figure, printFigures, quantile, usedMemory } from "./figures.ts";
import { type PostgresClient, startPostgres } from "./start-postgres.ts";

/** The same in both languages. */
interface Question {
  readonly what: string;
  readonly content: AnnouncementContent;
  readonly sql: string;
}

const PROGRAM = "helmet:211003";
const DAYS = 90;
const DAY_MS = 24 * 3600 * 1000;
const COUNTS = 50;
const FREEZES = 10;
const AT_ONCE = 1000;
const ID = "tobench";

// Beside what is written here, each wants the patron's consent and a channel that reaches them.
const fewFor = (now: string): Question => ({
  what: "storytime in Finnish",
  content: {
    ...contentFor(`interest:storytime & language:fi & active:${DAYS}`),
    program: PROGRAM,
    exclude: { toldProgram: false, attended: true },
  },
  sql: `${ANNOUNCED} AND s.attribs @> '{"interest": ["storytime"], "language": "fi"}'
    AND NOT s.attribs @> '{"attended": ["${PROGRAM}"]}' AND s.attribs->>'active' >= '${dateBefore(now, DAYS - 1)}'`,
});
const MOST: Question = {
  what: "not told, not attended",
  content: {
    ...contentFor("language:fi | language:en"),
    program: PROGRAM,
    exclude: { toldProgram: true, attended: true },
  },
  sql: `${ANNOUNCED} AND s.attribs->>'language' IN ('fi', 'en')
    AND NOT s.attribs @> '{"attended": ["${PROGRAM}"]}' AND NOT s.attribs @> '{"told": ["${PROGRAM}"]}'`,
};
const EVERYBODY: Question = { what: "everybody", content: contentFor("all"), sql: ANNOUNCED };

function contentFor(audience: string): AnnouncementContent {
  const texts = { fi: "Tervetuloa", en: "Welcome" };
  return { texts, choices: [], audience, exclude: { toldProgram: false, attended: false }, schedule: {} };
}

function dateBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * DAY_MS).toISOString().slice(0, "2026-11-25".length);
}

/** A way to count audiences or to freeze them: what is answered is how many they are. */
interface Way {
  readonly name: string;
  /** What has to be done before each time, and takes none of it. */
  ready(): Promise<unknown>;
  answer(question: Question): Promise<number>;
}

/** Prints how long Kutsu and PostgreSQL take for the same audiences of made patrons, who are in Redis already; changes who they are. */
export async function compareAudiences(
  redis: Redis,
  {
    patrons,
    patronBytes,
    now,
  }: { readonly patrons: number; readonly patronBytes: number; readonly now: string },
): Promise<void> {
  const postgres = await startPostgres(POSTGRES_SETTINGS);
  const isThere = typeof postgres !== "string";
  try {
    if (isThere) {
      console.error(`the same patrons are written to PostgreSQL ${postgres.version} next`);
      await writeSubscribers(postgres.client, patrons, Date.parse(now));
    } else console.error(`There are no figures of PostgreSQL: ${postgres}`);
    const peer = isThere ? postgres.client : undefined;
    const rows = peer && (await tableBytes(peer, "subscribers", "subscriber_lists")) / patrons;
    const figures = await compare(redis, peer, now);
    printFigures("audience of an announcement", [
      ...figures,
      {
        ...{ what: "a patron, bytes; PostgreSQL on the disk", kutsu: patronBytes.toFixed(0) },
        ...(rows !== undefined && { peers: { PostgreSQL: rows.toFixed(0) } }),
      },
    ]);
  } finally {
    if (isThere) await postgres.stop();
  }
}

async function compare(redis: Redis, peer: PostgresClient | undefined, now: string): Promise<Figure[]> {
  const counting = [countingInKutsu(redis, now), ...(peer === undefined ? [] : countingInPostgres(peer))];
  const freezing = [freezingInKutsu(redis, now), ...(peer === undefined ? [] : freezingInPostgres(peer))];
  const ask = async (question: Question): Promise<readonly Figure[]> => {
    console.error(`asking for: ${question.what}`);
    return figuresOf(
      question,
      await timed(question, COUNTS, counting),
      await timed(question, FREEZES, freezing),
    );
  };
  const few = await ask(fewFor(now));
  await letEverybodyBeReached(redis);
  if (peer !== undefined) await letEverybodyAgree(peer);
  return [...few, ...(await ask(MOST)), ...(await ask(EVERYBODY)), ...(await bytesOf(redis, peer, now))];
}

const nothing = () => Promise.resolve();

function countingInKutsu(redis: Redis, now: string): Way {
  return {
    ...{ name: "Kutsu", ready: nothing },
    answer: async ({ content }) => (await countRecipients(redis, content, now)).count,
  };
}

function freezingInKutsu(redis: Redis, now: string): Way {
  return {
    ...{ name: "Kutsu", ready: () => dropLedger(redis, ID) },
    answer: async ({ content }) => (await freezeAudience(redis, { id: ID, content }, now)).count,
  };
}

function countingInPostgres(client: PostgresClient): readonly Way[] {
  const way = (name: string, jit: string): Way => ({
    ...{ name, ready: () => client.query(`SET jit = ${jit}`) },
    answer: ({ sql }) => countSubscribers(client, sql),
  });
  return [way("PostgreSQL", "off"), way("with jit", "on")];
}

/** It tells of a commit once that is on the disk; Redis writes within a second, which it can do as well. */
function freezingInPostgres(client: PostgresClient): readonly Way[] {
  const way = (name: string, waits: string): Way => ({
    name,
    ready: () => client.query(`SET jit = off; SET synchronous_commit = ${waits}; TRUNCATE recipients`),
    answer: ({ sql }) => freezeSubscribers(client, sql),
  });
  return [way("PostgreSQL", "on"), way("on disk later", "off")];
}

interface Timed {
  readonly name: string;
  readonly times: readonly number[];
  readonly answers: ReadonlySet<number>;
}

/** By turns: whatever else the machine does then is the same for all. */
async function timed(question: Question, rounds: number, ways: readonly Way[]): Promise<readonly Timed[]> {
  const all = ways.map(({ name }) => ({ name, times: [] as number[], answers: new Set<number>() }));
  // The first time finds out how, and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, { ready, answer }] of ways.entries()) {
      await ready();
      const from = performance.now();
      const answered = await answer(question);
      if (round > 0) all[at]?.times.push(performance.now() - from);
      all[at]?.answers.add(answered);
    }
  }
  return all;
}

/** They are worth nothing where not everybody answers the same. */
function figuresOf(
  { what }: Question,
  counted: readonly Timed[],
  frozen: readonly Timed[],
): readonly Figure[] {
  const answers = new Set([...counted, ...frozen].flatMap((one) => [...one.answers]));
  if (answers.size !== 1) process.exitCode = 1;
  const time = (share: number) => (one: Timed) => `${quantile(one.times, share).toFixed(1)} ms`;
  const said = (one: Timed) => [...one.answers].map((answer) => answer.toLocaleString("en")).join(" or ");
  return [
    row(what, counted, said),
    row("  to count, p50", counted, time(0.5)),
    row("  to count, p99", counted, time(0.99)),
    row("  as frozen", frozen, said),
    row("  to freeze, p50", frozen, time(0.5)),
    row("  to freeze, the longest", frozen, time(1)),
  ];
}

function row(what: string, all: readonly Timed[], text: (one: Timed) => string): Figure {
  const [kutsu, ...peers] = all;
  return {
    ...{ what, kutsu: kutsu === undefined ? "" : text(kutsu) },
    peers: Object.fromEntries(peers.map((one) => [one.name, text(one)])),
  };
}

/** From here on everybody has agreed to announcements and can be reached. Profiles are left as they are: the audience reads segments alone. */
async function letEverybodyBeReached(redis: Redis): Promise<void> {
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const prefix = `${partitionPrefix(partition)}segment:`;
    await redis.copy(`${prefix}all`, `${prefix}${storedName("consent:announcements")}`, "REPLACE");
    await redis.del(`${prefix}unreachable`);
  }
}

/** What an announcement to everybody takes beside the patrons' own profiles and transcripts: when it is frozen, and when all are told. */
async function bytesOf(
  redis: Redis,
  peer: PostgresClient | undefined,
  now: string,
): Promise<readonly Figure[]> {
  await dropLedger(redis, ID);
  const before = await usedMemory(redis, "data");
  await freezeAudience(redis, { id: ID, content: EVERYBODY.content }, now);
  const more = (await usedMemory(redis, "data")) - before;
  const frozen = await keyBytes(redis);
  console.error("everybody is told next");
  await tellEverybody(redis);
  const table = peer && { PostgreSQL: (await tableBytes(peer, "recipients")).toLocaleString("en") };
  return [
    { what: "  bytes of it, frozen", kutsu: frozen.toLocaleString("en"), ...(table && { peers: table }) },
    { what: "  more bytes in use by Redis for its data", kutsu: more.toLocaleString("en") },
    { what: "  bytes of it, all told", kutsu: (await keyBytes(redis)).toLocaleString("en") },
  ];
}

/** Adds up what the keys of the ledger take. */
async function keyBytes(redis: Redis): Promise<number> {
  let bytes = 0;
  for (let partition = 0; partition < PARTITIONS; partition += 1)
    for (const kind of ["ledger", "sending", "tally"])
      bytes += (await redis.memory("USAGE", `${partitionPrefix(partition)}${kind}:${ID}`)) ?? 0;
  return bytes;
}

async function tellEverybody(redis: Redis): Promise<void> {
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const run = await Run.begin(redis, ID, partition);
    const waiting = await waitingIn(redis, ID, partition);
    for (let first = 0; first < waiting.length; first += AT_ONCE)
      await Promise.all(
        waiting.slice(first, first + AT_ONCE).map((patron) => run.passOver(patron, "sent", "telegram")),
      );
  }
}
