/**
 * Payloads of deep links, `https://t.me/<bot>?start=<payload>`. Telegram lets through at most 64 of A-Z a-z 0-9 _ and -,
 * and Kutsu's own payloads hold a colon: `kind:id` travels as "k-kind-id", which costs nothing, and any other as base64url
 * behind "b-".
 */

const MARK = "b-";
const KIND_MARK = "k-";
const KIND = /^([a-z]+):([\w-]+)$/;
const ALLOWED = /^[\w-]{1,64}$/;

/** Makes the link that opens the bot with a payload, e.g. `recommend:aGVsbWV0OjE`. Throws when the payload is too long. */
export function deepLink(username: string, payload: string): string {
  const carried = carriedAs(payload);
  if (!ALLOWED.test(carried)) {
    throw new Error(
      `Cannot make a Telegram link for "${payload}": it is too long for Telegram's 64 characters`,
    );
  }
  return `https://t.me/${username}?start=${carried}`;
}

function carriedAs(payload: string): string {
  const isMarked = payload.startsWith(MARK) || payload.startsWith(KIND_MARK);
  if (ALLOWED.test(payload) && !isMarked) return payload;
  return KIND.test(payload)
    ? `${KIND_MARK}${payload.replace(":", "-")}`
    : `${MARK}${Buffer.from(payload, "utf8").toString("base64url")}`;
}

/** Reads the payload that a deep link carried. */
export function readPayload(carried: string): string {
  const [, kind, id] = /^k-([a-z]+)-([\w-]+)$/.exec(carried) ?? [];
  if (kind !== undefined) return `${kind}:${id}`;
  if (!carried.startsWith(MARK)) return carried;
  const encoded = carried.slice(MARK.length);
  const bytes = Buffer.from(encoded, "base64url");
  return bytes.toString("base64url") === encoded ? bytes.toString("utf8") : carried;
}
