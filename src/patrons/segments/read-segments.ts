import { partitionPrefix } from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";

/** Lists the names in Redis of all segments of some kinds that somebody of a partition is in. */
export async function segmentNames(
  redis: KutsuRedis,
  partition: number,
  kinds: readonly string[],
): Promise<readonly string[]> {
  const prefix = partitionPrefix(partition);
  const values = await Promise.all(kinds.map((kind) => redis.smembers(`${prefix}segments:${kind}`)));
  return kinds.flatMap((kind, at) =>
    (values[at] ?? []).map((value) => (value === "" ? kind : `${kind}:${value}`)),
  );
}

/** Reads segments of one partition by their names in Redis; what nobody is in is absent. */
export async function readSegments(
  redis: KutsuRedis,
  partition: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const prefix = partitionPrefix(partition);
  if (names.length === 0) return new Map();
  const contents = await redis.mgetBuffer(...names.map((name) => `${prefix}segment:${name}`));
  return new Map(
    names.flatMap((name, at) => {
      const content = contents[at];
      return content ? [[name, content] as const] : [];
    }),
  );
}
