/** One-time codes that an authenticator app shows (TOTP, RFC 6238): six digits that change every half minute. */
import { createHmac, randomBytes } from "node:crypto";
import { isSameSecret } from "../same-secret.ts";

const STEP_SECONDS = 30;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** 160 bits, as RFC 4226 asks: 32 letters. */
const SECRET_BYTES = 20;

/** Makes the secret of an account's codes, in base32 as apps take it. */
export function makeCodeSecret(): string {
  const bits = [...randomBytes(SECRET_BYTES)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)]).join("");
}

/** Gives the code of a secret at an instant (ISO 8601). */
export function codeAt(secret: string, now: string): string {
  return codeOfStep(secret, stepAt(now));
}

/**
 * Finds the half minute that a typed code belongs to: the present one or one beside it, as clocks differ. Whoever lets somebody in
 * remembers it: a code is right once.
 */
export function findStep(secret: string, typed: string, now: string): number | undefined {
  const given = typed.replace(/\s/g, "");
  const present = stepAt(now);
  return [present, present - 1, present + 1].find((step) => isSameSecret(given, codeOfStep(secret, step)));
}

/** Gives the address that an app reads from a QR code. */
export function codeAddress(secret: string, name: string): string {
  return `otpauth://totp/Kutsu:${encodeURIComponent(name)}?secret=${secret}&issuer=Kutsu`;
}

function stepAt(now: string): number {
  return Math.floor(Date.parse(now) / 1000 / STEP_SECONDS);
}

function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  const number = digest.readUInt32BE(at) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
