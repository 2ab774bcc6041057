/** How many patrons did what with an announcement: each counts once for each, however often it was tapped. Who they are is not told. */
import type { ReactionKind } from "../../dialog/dialog.ts";
import {
  everyPartition,
  type PatronId,
  parsePatronId,
  partitionPrefix,
  reactionKey,
} from "../../store/keys.ts";
import type { KutsuRedis } from "../../store/redis.ts";

/** In the order to show them. */
export const REACTIONS = [
  "more",
  "save",
  "dismiss",
  "stop",
  "feedback",
] as const satisfies readonly ReactionKind[];

/** By kind. */
export type Reactions = Readonly<Record<ReactionKind, number>>;

/** Counts what patrons did with an announcement. Whoever was forgotten since counts no more. */
export async function readReactions(redis: KutsuRedis, announcement: string): Promise<Reactions> {
  const count = async (kind: ReactionKind) => {
    const keys = everyPartition((partition) => reactionKey(partition, announcement, kind));
    const counts = await Promise.all(keys.map((key) => redis.bitcount(key)));
    return [kind, counts.reduce((sum, one) => sum + one, 0)] as const;
  };
  return Object.fromEntries(await Promise.all(REACTIONS.map(count))) as Reactions; // one of each kind
}

/** Lists what one patron did with announcements, for the patron's own eyes. */
export async function reactionsOf(
  redis: KutsuRedis,
  id: PatronId,
): Promise<readonly { readonly announcement: string; readonly kind: string }[]> {
  const { partition, number } = parsePatronId(id);
  const all = await redis.smembers(`${partitionPrefix(partition)}reactions`);
  const found = await Promise.all(
    all.sort().map(async (name) => {
      const [announcement = "", kind = ""] = name.split(":", 2);
      const isTheirs = await redis.getbit(reactionKey(partition, announcement, kind), number);
      return isTheirs === 1 ? [{ announcement, kind }] : [];
    }),
  );
  return found.flat();
}
