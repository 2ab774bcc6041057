/** Parses a line typed in the terminal. */
import { randomUUID } from "node:crypto";
import type { Address, ChannelEvent } from "../channel.ts";

/** Makes the event of a typed line; `/start` begins like the button of a messaging app. */
export function parseLine(line: string, from: Address, language?: string): ChannelEvent {
  const envelope = {
    id: randomUUID(),
    from,
    at: new Date().toISOString(),
    scope: "private",
    passing: true,
    language,
  } as const;
  const started = /^\/start(?:\s+(\S+))?\s*$/.exec(line);
  return started === null
    ? { ...envelope, kind: "said", text: line }
    : { ...envelope, kind: "started", payload: started[1] };
}
