/** What Teams allows a bot (MicrosoftDocs/msteams-docs, rate-limit.md). */
import type { Address, PaceLimit } from "../channel.ts";

/** All windows of one conversation hold at once: so many messages within so many seconds. */
const CONVERSATION = [
  [7, 1],
  [8, 2],
  [60, 30],
  [1800, 3600],
] as const;
/** Of one app in one tenant. A bot of a library is in its city's only. */
const TENANT = { bucket: "tenant", count: 30, windowMs: 1000 } as const;

/** Gives the limits that sending to a conversation counts in. */
export function limitsOf(to: Address): readonly PaceLimit[] {
  const own = CONVERSATION.map(([count, seconds]) => ({
    ...{ bucket: `conversation:${to}`, count, windowMs: 1000 * seconds },
  }));
  return [TENANT, ...own];
}
