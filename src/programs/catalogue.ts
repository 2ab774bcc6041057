/**
 * The catalogue: every program Kutsu knows, in Redis, with a version that moves with each change. Importing a
 * source twice is safe; two imports at once are too: the later one works its changes out anew.
 */
import { readFileSync } from "node:fs";
import { DateTime } from "luxon";
import { z } from "zod";
import { encodeId } from "../id-code.ts";
import { rootPath } from "../root.ts";
import { catalogueKey, goneKey, newsKey, programsKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { claimIds } from "./claim-ids.ts";
import { forgetBegun, goneAmong } from "./gone-programs.ts";
import { idOf, type MergedRows, mergeRows, type Skipped } from "./merge-rows.ts";
import type { Localized, Program } from "./program.ts";
import type { LoadLimits } from "./sources/load-text.ts";
import { parseSource, readSource, type Source, tellsChanges } from "./sources/read-source.ts";
import type { SourceRow } from "./sources/source-format.ts";
import { findStoredProgram, type StoredProgram, storedJson } from "./stored-program.ts";

/** What an import did. The five counts after `read` sum to it. */
export interface ImportResult {
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly cancelled: number;
  readonly skipped: readonly Skipped[];
  /** The cancelled ones by name. */
  readonly cancellations: readonly { readonly id: string; readonly title: Localized }[];
  /** Programs of the source that it no longer has. */
  readonly dropped: number;
  /** Ids of the programs that were known before and whose record was written anew. */
  readonly rewritten: readonly string[];
}

/** How to import. */
export interface ImportOptions {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** The library's zone, for times without one. */
  readonly timeZone: string;
  /** Hears of each page: rows so far, and rows in all where the source tells. */
  readonly onProgress?: (progress: { readonly read: number; readonly total?: number }) => void;
  readonly limits?: LoadLimits;
  /** Ends the reading: nothing is changed then, as when the source cannot be read. */
  readonly signal?: AbortSignal;
}

/** A source that can tell its changes is read whole this often, to notice what vanished without a word. */
const WHOLE_READ_HOURS = 24;
/** A program that is over is remembered so long when its source has left it out. */
const KEPT_DAYS = 30;
const DAY_MS = 24 * 3600_000;
/** Tries before giving up on imports that always overtake this one. */
const MAX_ATTEMPTS = 8;

const syncState = z.object({
  format: z.literal(1),
  readAt: z.iso.datetime(),
  wholeReadAt: z.iso.datetime().optional(),
});
type SyncState = z.infer<typeof syncState>;

let script: string | undefined;

/** Reads a source (`SOURCE` or `SOURCE|ZONE`) into the catalogue. Throws when the source cannot be read: nothing is changed then. */
export async function importPrograms(
  redis: KutsuRedis,
  text: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const source = parseSource(text, options.timeZone);
  const stateField = `source:${encodeId(source.name)}`;
  const state = findSyncState(await redis.hget(catalogueKey, stateField));
  const changedSince = tellsChanges(source) ? sinceOf(state, options.now) : undefined;
  const read = await readAll(source, changedSince, options);
  const nextState: SyncState = {
    format: 1,
    readAt: options.now,
    ...(read.whole
      ? { wholeReadAt: options.now }
      : state?.wholeReadAt
        ? { wholeReadAt: state.wholeReadAt }
        : {}),
  };
  const merged = mergeRows(read.rows);
  await forgetBegun(redis, options.now);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const { version, json } = await loadCatalogue(redis);
    const rows = claimIds(merged.rows, json, source.name);
    const about = { source: source.name, whole: read.whole, now: options.now };
    const changes = workOut({ ...merged, rows }, json, about);
    if (await apply(redis, changes, { version, stateField, state: nextState })) {
      return {
        read: read.rows.length,
        ...changes.counts,
        dropped: changes.drop.length,
        rewritten: [...changes.write.keys()].filter((id) => json.has(id)),
      };
    }
  }
  throw new Error(
    `Cannot import "${source.name}": other imports change the catalogue all the time (try again later)`,
  );
}

/** Loads the catalogue as it stands: its version, and each program's JSON by its id. */
export async function loadCatalogue(redis: KutsuRedis): Promise<{
  version: number;
  json: ReadonlyMap<string, string>;
  /** Programs that their source left out before they began, likewise. */
  gone: ReadonlyMap<string, string>;
}> {
  const asks = redis.multi().hget(catalogueKey, "version").hgetall(programsKey).hgetall(goneKey);
  const [version, programs, gone] = ((await asks.exec()) ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
  const texts = (reply: unknown) => new Map(Object.entries(z.record(z.string(), z.string()).parse(reply)));
  return { version: Number(version ?? 0), json: texts(programs), gone: texts(gone) };
}

/** Tells the version of the catalogue: 0 before the first import. */
export async function catalogueVersion(redis: KutsuRedis): Promise<number> {
  return Number((await redis.hget(catalogueKey, "version")) ?? 0);
}

/** A day is taken off: the server compares dates, and its clock is not ours. */
function sinceOf(state: SyncState | undefined, now: string): string | undefined {
  if (state?.wholeReadAt === undefined) return undefined;
  const age = DateTime.fromISO(now).diff(DateTime.fromISO(state.wholeReadAt)).as("hours");
  if (age >= WHOLE_READ_HOURS || age < 0) return undefined;
  return DateTime.fromISO(state.readAt, { zone: "utc" }).minus({ days: 1 }).toISODate() ?? undefined;
}

async function readAll(
  source: Source,
  changedSince: string | undefined,
  { limits, now, onProgress, signal }: ImportOptions,
): Promise<{ readonly rows: readonly SourceRow[]; readonly whole: boolean }> {
  const rows: SourceRow[] = [];
  let ended = false;
  let total: number | undefined;
  const options = {
    now,
    ...(changedSince === undefined ? {} : { changedSince }),
    ...(limits === undefined ? {} : { limits }),
    ...(signal === undefined ? {} : { signal }),
  };
  for await (const page of readSource(source, options)) {
    rows.push(...page.rows);
    ended = page.whole;
    total = page.total ?? total;
    onProgress?.({ read: rows.length, ...(total === undefined ? {} : { total }) });
  }
  // An empty catalogue is far likelier a fault of the server than a library without programs.
  if (rows.length === 0 && changedSince === undefined) {
    throw new Error(
      `Cannot import "${source.name}": it holds no programs (check the address and its filters)`,
    );
  }
  return { rows, whole: ended && changedSince === undefined && rows.length >= (total ?? 0) };
}

type LiveRow = Exclude<MergedRows["rows"][number], { kind: "replaced" }>;

interface Changes {
  readonly write: ReadonlyMap<string, string>;
  readonly drop: readonly string[];
  /** Of those that are dropped, the ones that patrons may still mean to go to. */
  readonly gone: ReadonlyMap<string, string>;
  readonly counts: Pick<
    ImportResult,
    "added" | "changed" | "unchanged" | "cancelled" | "cancellations" | "skipped"
  >;
}

function workOut(
  { rows, skipped }: MergedRows,
  json: ReadonlyMap<string, string>,
  { source, whole, now }: { readonly source: string; readonly whole: boolean; readonly now: string },
): Changes {
  const write = new Map<string, string>();
  const left = whole ? vanished(json, { source, rows, skipped, now }) : [];
  const drop = new Set<string>(left);
  const replaced: Skipped[] = [];
  const cancellations: { id: string; title: Localized }[] = [];
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const row of rows) {
    const id = idOf(row);
    if (row.kind === "replaced") {
      replaced.push({ id, why: row.why });
      if (json.has(id)) drop.add(id);
      continue;
    }
    const before = json.get(id);
    const program = programOf(row, before);
    const after = program === undefined ? undefined : storedJson({ source, program });
    const isSame = after === before || (program !== undefined && isToldBy(before, program));
    if (after !== undefined && !isSame) write.set(id, after);
    if (row.kind === "withdrawn" || program?.status === "cancelled") {
      cancellations.push({ id, title: program?.title ?? {} });
    } else counts[before === undefined ? "added" : isSame ? "unchanged" : "changed"] += 1;
  }
  return {
    write,
    drop: [...drop],
    gone: goneAmong(left, { json, now }),
    counts: { ...counts, cancelled: cancellations.length, cancellations, skipped: [...skipped, ...replaced] },
  };
}

/** Another source may tell of the same program in the same words: it stays that source's. */
function isToldBy(before: string | undefined, program: Program): boolean {
  const stored = before === undefined ? undefined : findStoredProgram(before);
  return stored !== undefined && storedJson({ source: stored.source, program }) === before;
}

/** What a row makes of a program; undefined when it takes back one the catalogue never had. */
function programOf(row: LiveRow, before: string | undefined): Program | undefined {
  if (row.kind === "program") return row.program;
  const known = before === undefined ? undefined : findStoredProgram(before)?.program;
  return known === undefined ? undefined : { ...known, status: row.status };
}

function vanished(
  json: ReadonlyMap<string, string>,
  {
    source,
    rows,
    skipped,
    now,
  }: { source: string; rows: MergedRows["rows"]; skipped: readonly Skipped[]; now: string },
): readonly string[] {
  // A row that could not be read is still there: what was known of it stays.
  const present = new Set([...rows.map(idOf), ...skipped.map(({ id }) => id)]);
  const unread = new Set(skipped.map(({ id }) => id));
  return [...json].flatMap(([id, text]) => {
    if (present.has(id)) return [];
    const stored: StoredProgram | undefined = findStoredProgram(text);
    if (stored !== undefined && (stored.source !== source || isJustOver(stored.program, now))) return [];
    // A series whose row cannot be read any more is still there with all its times.
    const series = stored?.program.series;
    return series !== undefined && unread.has(series) ? [] : [id];
  });
}

/** Sources leave out what is over, and that is when patrons are asked how it was: it stays until they have answered. */
function isJustOver({ start, end, allDay }: Program, now: string): boolean {
  const lastsMs = allDay ? DAY_MS : 0;
  const overMs = end === undefined ? Date.parse(start) + lastsMs : Date.parse(end);
  const sinceMs = Date.parse(now) - overMs;
  return sinceMs >= 0 && sinceMs < KEPT_DAYS * DAY_MS;
}

async function apply(
  redis: KutsuRedis,
  { write, drop, gone }: Changes,
  { version, stateField, state }: { version: number; stateField: string; state: SyncState },
): Promise<boolean> {
  script ??= readFileSync(rootPath("src", "store", "change-programs.lua"), "utf8");
  const reply = await redis.eval(
    script,
    4,
    ...[programsKey, catalogueKey, newsKey, goneKey],
    version,
    stateField,
    JSON.stringify(state),
    ...[write.size, gone.size],
    ...[...write].flat(),
    ...[...gone].flat(),
    ...drop,
  );
  return Number(reply) >= 0;
}

function findSyncState(text: string | null): SyncState | undefined {
  if (text === null) return undefined;
  try {
    return syncState.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
