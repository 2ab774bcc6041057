/** Who an expression reaches: counted, and listed one by one. Changes nothing; each partition is read at one moment of its own. */
import { decodeId } from "../../id-code.ts";
import { everyPartition, PARTITIONS, type PatronId, partitionPrefix } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { readScript } from "../../store/script.ts";
import { type Bits, hasNumber, numbersIn, readBitmap } from "./bits.ts";
import { type Expression, nameOf, type SegmentTerm } from "./expression.ts";
import { DAILY, dayOf, storedName } from "./segment.ts";

/** Redis knows it by its hash: it is longer than what it answers. */
interface Scripted {
  audienceIn(...args: readonly (string | number)[]): Promise<unknown>;
  audienceInBuffer(...args: readonly (string | number)[]): Promise<unknown>;
}

function scripted(redis: KutsuRedis): Scripted {
  redis.defineCommand("audienceIn", { numberOfKeys: 1, lua: SCRIPT });
  return redis as unknown as Scripted; // defineCommand adds both at run time
}

const SCRIPT = readScript("segments.lua", "find-audience.lua", "audience.lua");

/** How many patrons; by the channel Kutsu writes to them on and by their language, `none` where there is none. */
export interface AudienceCount {
  readonly count: number;
  readonly byChannel: Readonly<Record<string, number>>;
  readonly byLanguage: Readonly<Record<string, number>>;
}

/** A patron of an audience, and where and how to write to them: null where no channel reaches them, or no language is known. */
export interface Recipient {
  readonly patron: PatronId;
  readonly channel: string | null;
  readonly language: string | null;
}

/** What tells patrons of an audience apart; everybody is in one segment of each at most. */
const CHANNEL = "via";
const LANGUAGE = "language";

/** Counts an audience. `now` (ISO 8601) is what days are counted back from. */
export async function countAudience(
  redis: KutsuRedis,
  expression: Expression,
  now: string,
): Promise<AudienceCount> {
  const program = operandsFirst(expression, now);
  const store = scripted(redis);
  const parts = await Promise.all(
    everyPartition((partition) => store.audienceIn(...argumentsOf("count", partition, program))),
  );
  return sumOf(parts);
}

/** Sums up what each partition counted. */
export function sumOf(replies: readonly unknown[]): AudienceCount {
  const sums = new Map<string, number>();
  for (const [name, count] of replies.flatMap(countsIn)) sums.set(name, (sums.get(name) ?? 0) + count);
  const count = sums.get(ALL) ?? 0;
  return { count, byChannel: shares(sums, CHANNEL), byLanguage: shares(sums, LANGUAGE) };
}

/** Lists an audience, partition by partition. */
export async function* listAudience(
  redis: KutsuRedis,
  expression: Expression,
  now: string,
): AsyncGenerator<Recipient> {
  const program = operandsFirst(expression, now);
  const store = scripted(redis);
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const [members, ...parts] = await bitsIn(store, partition, program);
    const channel = valueFinder(parts, CHANNEL);
    const language = valueFinder(parts, LANGUAGE);
    for (const number of members === undefined ? [] : numbersIn(members.content))
      yield { patron: `${partition}-${number}`, channel: channel(number), language: language(number) };
  }
}

/** The name of the audience itself, beside the names of segments. */
const ALL = "";

/** Writes an expression as find-audience.lua reads it. */
export function operandsFirst(expression: Expression, now: string): readonly string[] {
  switch (expression.is) {
    case "segment":
      return [operand(expression, now)];
    case "not":
      return [...operandsFirst(expression.of, now), "!"];
    default: {
      const operator = expression.is === "and" ? "&" : "|";
      return [
        ...expression.of.flatMap((one) => operandsFirst(one, now)),
        `${operator}${expression.of.length}`,
      ];
    }
  }
}

function operand(term: SegmentTerm, now: string): string {
  const today = dayOf(now);
  if (DAILY.includes(term.kind)) return `@${term.kind}:${today - Number(term.value) + 1}-${today}`;
  return `=${storedName(nameOf(term))}`;
}

/** Reads what a script answers with counts: all, and each part by its name. */
function countsIn(reply: unknown): readonly (readonly [name: string, count: number])[] {
  const [all, ...parts] = reply as readonly (string | number)[]; // as the scripts say
  return [[ALL, Number(all)], ...pairs(parts).map(([name, count]) => [String(name), Number(count)] as const)];
}

interface Part {
  readonly name: string;
  readonly content: Bits;
}

async function bitsIn(
  redis: Scripted,
  partition: number,
  program: readonly string[],
): Promise<readonly Part[]> {
  const reply = await redis.audienceInBuffer(...argumentsOf("list", partition, program));
  const [all, ...parts] = reply as readonly Buffer[]; // as audience.lua says
  const words = Math.ceil((all?.length ?? 0) / 4);
  return [
    { name: ALL, content: readBitmap(all, words) },
    ...pairs(parts).map(([name, part]) => ({ name: String(name), content: readBitmap(part, words) })),
  ];
}

function argumentsOf(
  wanted: "count" | "list",
  partition: number,
  program: readonly string[],
): readonly string[] {
  return [...audienceArguments(partition, program), wanted];
}

/** Gives the key and the arguments of find-audience.lua. */
export function audienceArguments(partition: number, program: readonly string[]): readonly string[] {
  const prefix = partitionPrefix(partition);
  return [`${prefix}segments`, prefix, `${CHANNEL},${LANGUAGE}`, String(program.length), ...program];
}

function pairs<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((item, at) => {
    const next = items[at + 1];
    return at % 2 === 0 && next !== undefined ? [[item, next] as const] : [];
  });
}

/** Counts by the values of a kind, largest first; whoever is in no segment of it is among `none`. */
function shares(sums: ReadonlyMap<string, number>, kind: string): Record<string, number> {
  const own = [...sums].flatMap(([name, count]) => {
    const value = valueIn(name, kind);
    return value === undefined || count === 0 ? [] : [[value, count] as const];
  });
  const none = (sums.get(ALL) ?? 0) - own.reduce((sum, [, count]) => sum + count, 0);
  return Object.fromEntries([
    ...own.sort(([, one], [, other]) => other - one),
    ...(none > 0 ? [["none", none] as const] : []),
  ]);
}

function valueFinder(parts: readonly Part[], kind: string): (number: number) => string | null {
  const own = parts.flatMap(({ name, content }) => {
    const value = valueIn(name, kind);
    return value === undefined ? [] : [{ value, content }];
  });
  return (number) => own.find(({ content }) => hasNumber(content, number))?.value ?? null;
}

function valueIn(name: string, kind: string): string | undefined {
  return name.startsWith(`${kind}:`) ? decodeId(name.slice(kind.length + 1)) : undefined;
}
