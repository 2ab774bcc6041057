/**
 * Turns what the page should show into server-sent events. The page can show every part of a message, so nothing degrades.
 */
import type { ChannelMessage } from "../channel.ts";

/** One turn of talk as the transcript keeps it. */
export interface HistoryItem {
  /** The id of the patron's event or of Kutsu's message. */
  readonly id: string;
  readonly at: string;
  readonly from: "patron" | "kutsu";
  readonly text: string;
  readonly message?: ChannelMessage;
}

/** An item as the page gets it; a tap of another tab says which choice was used. */
export interface PageItem extends HistoryItem {
  readonly tapped?: { readonly question: string; readonly value: string };
}

/** What happens in an open page. `ended`: the patron ended the conversation. `ready`: what came before is all here. */
export type PageEvent = "message" | "typing" | "ended" | "ready";

/** Sent when nothing else is, so that proxies keep the connection and a dead one is noticed. */
export const HEARTBEAT = ": still here\n\n";

/** Gives the item that shows a message. */
export function renderMessage(message: ChannelMessage, at: string): PageItem {
  return { id: message.id, at, from: "kutsu", text: message.text, message };
}

/** Frames an event for the wire. With an id, the page resumes after it. */
export function renderEvent(event: PageEvent, data: object, id?: string): string {
  // An id with a line break would start a field of its own.
  const idLine = id === undefined ? "" : `id: ${id.replace(/[\r\n\0]/g, "")}\n`;
  return `${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
