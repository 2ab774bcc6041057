/** Says what a failed send means: nobody there, too fast, or something that may pass. */
import { z } from "zod";
import { NotTaken, TooFast, Undeliverable } from "../channel.ts";
import { noConnection } from "../no-connection.ts";

/** What the library's errors carry when Teams answered. */
const answered = z.object({
  statusCode: z.number(),
  code: z.string().optional(),
  response: z
    .object({ headers: z.custom<{ get(name: string): string | undefined }>(hasGet).optional() })
    .optional(),
});

const UNAVAILABLE = 503;
/** What Teams answers when it does not like a message. */
const ABOUT_THE_MESSAGE: ReadonlySet<number> = new Set([400, 413, 415, 422]);
/** Teams asks for patience without saying how much. */
const PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3600_000;

/** Turns an error of the library into what the conversation acts on. */
export function failureOf(error: unknown, nowMs = Date.now()): Error {
  const { data } = answered.safeParse(error);
  if (data === undefined) {
    const unheard = noConnection(error);
    if (unheard !== undefined)
      return new NotTaken("Cannot send to Teams", { cause: error, reason: unheard, isTrouble: true });
    return error instanceof Error ? error : new Error("Cannot send to Teams");
  }
  const message = `Cannot send to Teams: status ${data.statusCode}${data.code ? ` (${data.code})` : ""}`;
  // Blocked, uninstalled, left; or a conversation that is no more.
  if (data.statusCode === 403 || data.statusCode === 404) return new Undeliverable(message, { cause: error });
  if (data.statusCode === 429)
    return new TooFast(message, pauseMs(data.response?.headers?.get("retry-after"), nowMs), { cause: error });
  // A server or a gateway that failed may have delivered it before.
  if (data.statusCode >= 500 && data.statusCode !== UNAVAILABLE) return new Error(message, { cause: error });
  // Only what is about the message itself is not: all else another message would meet, too.
  const isTrouble = !ABOUT_THE_MESSAGE.has(data.statusCode);
  return new NotTaken(message, { cause: error, reason: String(data.statusCode), isTrouble });
}

/** Tells whether Teams took a card amiss: what it holds (400) or its size (413). */
export function isCardRefused(error: unknown): boolean {
  const { data } = answered.safeParse(error);
  return data?.statusCode === 400 || data?.statusCode === 413;
}

/** Reads `Retry-After`: seconds, or a date. */
function pauseMs(text: string | undefined, nowMs: number): number {
  const asked =
    text === undefined
      ? Number.NaN
      : /^\s*\d+\s*$/.test(text)
        ? Number(text) * 1000
        : Date.parse(text) - nowMs;
  return Number.isNaN(asked) ? PAUSE_MS : Math.min(LONGEST_PAUSE_MS, Math.max(0, asked));
}

function hasGet(value: unknown): boolean {
  return typeof value === "object" && value !== null && "get" in value && typeof value.get === "function";
}
