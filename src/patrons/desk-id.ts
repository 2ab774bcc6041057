/**
 * The id that a patron tells at the library's desk: the patron's own, which anyone could guess, and a proof that only the patron
 * was shown.
 */
import { createHmac } from "node:crypto";
import { isSameSecret } from "../same-secret.ts";
import type { PatronId } from "../store/keys.ts";

/** Letters and digits that are not taken for one another when they are read aloud or copied (no 0, O, 1, I, L, U). */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const PROOF_LENGTH = 5;

/** Gives the id to show to a patron, e.g. `40-1-K7QFX`. */
export function deskIdOf(id: PatronId, secret: string): string {
  const bytes = createHmac("sha256", secret).update(`desk:${id}`).digest();
  const proof = [...bytes.subarray(0, PROOF_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return `${id}-${proof}`;
}

/** Reads an id that was told at the desk; a wrong proof gives undefined, no proof at all is told. */
export function readDeskId(
  text: string,
  secret: string,
): { readonly id: PatronId; readonly isProven: boolean } | undefined {
  const [, id, proof] = /^(\d{1,2}-\d+)(?:-([0-9A-Z]+))?$/.exec(text.trim().toUpperCase()) ?? [];
  if (id === undefined) return undefined;
  const patron = id as PatronId; // as the pattern says
  if (proof === undefined) return { id: patron, isProven: false };
  return isSameSecret(`${patron}-${proof}`, deskIdOf(patron, secret))
    ? { id: patron, isProven: true }
    : undefined;
}
