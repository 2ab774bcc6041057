/**
 * Payloads of deep links, `https://t.me/<bot>?start=<payload>`. Telegram lets through at most 64 of A-Z a-z 0-9 _ and -,
 * and Kutsu's own payloads hold colons: those travel as base64url behind "b-".
 */

const MARK = "b-";
const ALLOWED = /^[\w-]{1,64}$/;

/** Makes the link that opens the bot with a payload, e.g. `recommend:aGVsbWV0OjE`. Throws when the payload is too long. */
export function deepLink(username: string, payload: string): string {
  const isPlain = ALLOWED.test(payload) && !payload.startsWith(MARK);
  const carried = isPlain ? payload : `${MARK}${Buffer.from(payload, "utf8").toString("base64url")}`;
  if (!ALLOWED.test(carried)) {
    throw new Error(`Cannot make a Telegram link for "${payload}": over 46 bytes`);
  }
  return `https://t.me/${username}?start=${carried}`;
}

/** Reads the payload that a deep link carried. */
export function readPayload(carried: string): string {
  if (!carried.startsWith(MARK)) return carried;
  const encoded = carried.slice(MARK.length);
  const bytes = Buffer.from(encoded, "base64url");
  return bytes.toString("base64url") === encoded ? bytes.toString("utf8") : carried;
}
