import type { Address } from "../channels/channel.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { ConversationStore } from "./conversation-store.ts";

/**
 * Sends an announcement to a member of the staff alone, marked as a test, as it is when it leaves. It takes the path of a message: this
 * only puts it into the inbox of the address, and a running server sends it within seconds. `to` must be an address that has talked
 * with Kutsu. Twice at the same time is once.
 */
export async function tryAnnouncement(
  redis: KutsuRedis,
  announcement: string,
  { to, now }: { readonly to: Address; readonly now: string },
): Promise<void> {
  // Nothing is answered here: the sweep may take it at once.
  const store = new ConversationStore(redis, { leaseMs: 0 });
  const id = `tried-${announcement}-${to}-${now}`;
  await store.acceptEvent({ kind: "tried", id, from: to, at: now, scope: "private", announcement });
}
