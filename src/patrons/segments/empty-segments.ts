import { decodeId } from "../../id-code.ts";
import { PARTITIONS } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { type Expression, nameOf, type SegmentTerm, termsOf } from "./expression.ts";
import { nearest } from "./nearest.ts";
import { segmentNames } from "./read-segments.ts";
import { ALONE, FIXED, storedKinds } from "./segment.ts";

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
    ({ kind }) => kind !== "active" && !ALONE.includes(kind) && FIXED[kind] === undefined,
  );
  const found: EmptySegment[] = [];
  for (const term of new Map(open.map((one) => [nameOf(one), one])).values()) {
    const values = await valuesIn(redis, term);
    if (values.has(term.value)) continue;
    const meant = nearest(term.value, values);
    found.push({
      name: nameOf(term),
      ...(meant !== undefined && { meant: nameOf({ ...term, value: meant }) }),
    });
  }
  return found;
}

async function valuesIn(redis: KutsuRedis, { kind }: SegmentTerm): Promise<ReadonlySet<string>> {
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  const names = await Promise.all(
    partitions.map((partition) => segmentNames(redis, partition, storedKinds(kind))),
  );
  return new Set(names.flat().flatMap((name) => decodeId(name.slice(name.indexOf(":") + 1)) ?? []));
}
