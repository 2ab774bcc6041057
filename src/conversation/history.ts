/** What was said on one address, as its channel shows it again: the page after a reload, a tab that was away. */
import type { Address, ChannelMessage } from "../channels/channel.ts";
import { findPatronOf } from "../patrons/joining.ts";
import { readTranscript } from "../patrons/transcript.ts";
import type { KutsuRedis } from "../store/redis.ts";

/** One thing said or done. */
export interface HistoryItem {
  /** The id of the patron's event or of Kutsu's message. */
  readonly id: string;
  readonly at: string;
  readonly from: "patron" | "kutsu";
  readonly text: string;
  readonly message?: ChannelMessage;
  readonly tapped?: { readonly question: string; readonly value: string };
}

/** Reads what was said on an address, oldest first; after the item with the id `after`, or all when it is not there. */
export async function readHistory(
  redis: KutsuRedis,
  address: Address,
  after?: string,
): Promise<readonly HistoryItem[]> {
  const id = await findPatronOf(redis, address);
  if (id === undefined) return [];
  const entries = (await readTranscript(redis, id)).filter((entry) => entry.address === address);
  const items = entries.flatMap(({ event, at, patron: { text, question, value }, said }): HistoryItem[] => [
    ...(text === undefined
      ? []
      : [
          {
            id: event,
            at,
            from: "patron" as const,
            text,
            ...(question !== undefined && value !== undefined ? { tapped: { question, value } } : {}),
          },
        ]),
    ...said.map((message) => ({ id: message.id, at, from: "kutsu" as const, text: message.text, message })),
  ]);
  const seen = after === undefined ? -1 : items.findIndex((item) => item.id === after);
  return items.slice(seen + 1);
}
