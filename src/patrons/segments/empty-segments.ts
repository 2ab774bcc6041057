import { decodeId } from "../../id-code.ts";
import { namesOf } from "../../programs/topic-label.ts";
import { everyPartition } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { type Expression, nameOf, type SegmentTerm, termsOf } from "./expression.ts";
import { nearest } from "./nearest.ts";
import { segmentNames } from "./read-segments.ts";
import { ALONE, DAILY, FIXED, storedKinds } from "./segment.ts";

/** A segment that nobody is in, and one of the same kind with a name nearly the same. */
export interface EmptySegment {
  readonly name: string;
  readonly meant?: string;
}

/** Finds the segments of an expression that nobody is in: a value that was misspelt counts nobody, and is no mistake otherwise. */
export async function emptySegments(
  redis: KutsuRedis,
  expression: Expression,
): Promise<readonly EmptySegment[]> {
  const open = termsOf(expression).filter(
    ({ kind }) => !DAILY.includes(kind) && !ALONE.includes(kind) && FIXED[kind] === undefined,
  );
  const found: EmptySegment[] = [];
  for (const term of new Map(open.map((one) => [nameOf(one), one])).values()) {
    const values = await valuesIn(redis, term);
    if (values.has(term.value)) continue;
    // Topics are kept by what they are about; what was misspelt is one of the words for it.
    const known = term.kind === "interest" ? [...values].flatMap(namesOf) : values;
    const meant = nearest(term.value, known);
    found.push({
      name: written(term),
      ...(meant !== undefined && { meant: written({ ...term, value: meant }) }),
    });
  }
  return found;
}

/** As it can be read again: quotes hold what has spaces or signs. */
function written(term: SegmentTerm): string {
  return /[\s&|!()]/u.test(term.value) ? `${term.kind}:"${term.value}"` : nameOf(term);
}

async function valuesIn(redis: KutsuRedis, { kind }: SegmentTerm): Promise<ReadonlySet<string>> {
  const names = await Promise.all(
    everyPartition((partition) => segmentNames(redis, partition, storedKinds(kind))),
  );
  return new Set(names.flat().flatMap((name) => decodeId(name.slice(name.indexOf(":") + 1)) ?? []));
}
