/**
 * What a deep link carries: `<kind>:<encoded id>`. One form for every channel; how a channel carries it is the channel's
 * own matter. A link says nothing about a patron, and whatever it says is checked before it is used: anyone can make one.
 */
import { decodeId, encodeId } from "../id-code.ts";

/** What a link can lead to: a program, an interest to follow, a topic of the smart city, and the partner that spread it. */
export const LINK_KINDS = ["program", "interest", "topic", "partner"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A payload, taken apart. */
export interface LinkPayload {
  readonly kind: LinkKind;
  readonly id: string;
}

/** What fits into a link of every channel: Telegram takes 64 characters, of which its mark needs two. */
const PAYLOAD_LIMIT = 62;
/** Topics and names of partners: words, nothing that could pass for an address or a command. */
const WORDS = /^[\p{L}\p{N}][\p{L}\p{N} '’&-]{1,39}$/u;

/** Makes a payload, e.g. `program:aGVsbWV0OjE`. Throws when the id is none of its kind or too long for a link. */
export function linkPayload(kind: LinkKind, id: string): string {
  if ((kind === "interest" || kind === "partner") && !WORDS.test(id))
    throw new Error(`Cannot link to ${kind} "${id}": use 2 to 40 letters, digits and spaces`);
  if (kind === "topic" && !/^[a-z-]+$/.test(id))
    throw new Error(`Cannot link to topic "${id}": it is no topic of the smart city`);
  const payload = kind === "topic" ? `topic:${id}` : `${kind}:${encodeId(id)}`;
  if (payload.length > PAYLOAD_LIMIT)
    throw new Error(`Cannot link to ${kind} "${id}": it is too long for a link; a shorter name is needed`);
  return payload;
}

/** Reads a payload; undefined for one of another form, which may open a dialog all the same. */
export function readLink(payload: string): LinkPayload | undefined {
  const [, name, rest = ""] = /^([a-z]+):([\w-]{1,60})$/.exec(payload) ?? [];
  const kind = LINK_KINDS.find((known) => known === name);
  if (kind === undefined) return undefined;
  const id = kind === "topic" ? rest : decodeId(rest);
  if (id === undefined || id === "") return undefined;
  return (kind === "interest" || kind === "partner") && !WORDS.test(id) ? undefined : { kind, id };
}
