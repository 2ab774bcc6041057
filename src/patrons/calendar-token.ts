/** The token in the address of a personal calendar: whose it is, which address of theirs, and that Kutsu made it. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { PatronId } from "../store/keys.ts";

/** Makes the token of a patron's calendar; a higher version takes the place of those before it. */
export function signCalendarToken(id: PatronId, version: number, secret: string): string {
  const claim = `${id}.${version}`;
  return `${claim}.${signatureOf(claim, secret)}`;
}

/** What a token claims; `isGenuine` says whether Kutsu made it. */
export interface CalendarClaim {
  readonly id: PatronId;
  readonly version: number;
  readonly isGenuine: boolean;
}

/** Reads a token. What is none is read as a forged one, so that telling them apart takes no other time. */
export function readCalendarToken(token: string, secret: string): CalendarClaim {
  const [, id = "0-0", version = "0", signature = ""] =
    /^([0-5]?\d-\d{1,15}|6[0-3]-\d{1,15})\.(\d{1,9})\.([\w-]{43})$/.exec(token) ?? [];
  const expected = Buffer.from(signatureOf(`${id}.${version}`, secret));
  const given = Buffer.alloc(expected.length);
  given.write(signature);
  const isGenuine = timingSafeEqual(expected, given) && signature !== "";
  return { id: id as PatronId, version: Number(version), isGenuine };
}

function signatureOf(claim: string, secret: string): string {
  return createHmac("sha256", secret).update(`calendar:${claim}`).digest("base64url");
}
