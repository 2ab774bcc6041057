/**
 * Ids for records whose source gives none, or gives one that is too long for links and buttons.
 */
import { createHash } from "node:crypto";

/** Bytes: the address of a calendar file carries the id, encoded. */
const MAX_ID_LENGTH = 180;
const HASH_LENGTH = 16;

/** Gives a short mark of a text: the same text, the same mark. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, HASH_LENGTH);
}

/** Gives an id as it is, or a short one in its place. */
export function shortId(id: string): string {
  return Buffer.byteLength(id) <= MAX_ID_LENGTH
    ? id
    : `${id.slice(0, 40).replace(/[\ud800-\udbff]$/, "")}~${hashOf(id)}`;
}
