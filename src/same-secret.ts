/** Compares what somebody claims to know with what it is. */
import { timingSafeEqual } from "node:crypto";

/** Tells whether two texts are the same, in a time that does not tell where they differ; of other lengths it may be told. */
export function isSameSecret(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
