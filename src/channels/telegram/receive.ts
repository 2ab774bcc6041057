/**
 * The two ways updates come in: posted by Telegram, or asked for in a long poll. Either way an update is acknowledged only
 * when it is stored, and one that could not be stored comes again. Telegraf's own ways acknowledge it all the same.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { readJson } from "../../read-body.ts";
import { sendJson } from "../../send-json.ts";
import { TooFast } from "../channel.ts";
import type { BotApi, UpdateKind } from "./bot-api.ts";

/** Stores one update; rejects when it could not be stored. */
export type Receive = (update: unknown) => Promise<void>;

/** Told about what failed and will be tried again. */
export type OnError = (error: unknown, what: string) => void;

/** How long to wait after the first failure, and at most. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** What Telegram is asked to tell. */
export const ALLOWED_UPDATES: readonly UpdateKind[] = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
];

/** Telegram's updates are small; a message has 4,096 characters at most, but quotes another. */
const BODY_LIMIT_BYTES = 256 * 1024;
const SECRET_HEADER = "x-telegram-bot-api-secret-token";

/** Answers a post of Telegram's. */
export async function receivePost(
  request: IncomingMessage,
  response: ServerResponse,
  { secret, receive, onError }: { secret: string; receive: Receive; onError: OnError },
): Promise<void> {
  if (!isSame(request.headers[SECRET_HEADER], secret))
    return sendJson(response, 401, { code: "WrongSecret" });
  const body = await readJson(request, BODY_LIMIT_BYTES);
  if (!body.ok) return sendJson(response, body.status, { code: body.code });
  try {
    await receive(body.value);
  } catch (error) {
    onError(error, "accept");
    return sendJson(response, 503, { code: "TryAgain" });
  }
  sendJson(response, 200, {});
}

/** Compares in a time that tells nothing about the secret. */
function isSame(given: string | string[] | undefined, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return typeof given === "string" && timingSafeEqual(hash(given), hash(secret));
}

export interface PollingOptions {
  readonly receive: Receive;
  readonly onError: OnError;
  readonly backoff: Backoff;
  /** How long Telegram holds an answer back until something happens. */
  readonly waitSeconds: number;
  readonly signal: AbortSignal;
}

/** Asks for updates until it is stopped, and stores them in their order. */
export async function poll(api: BotApi, options: PollingOptions): Promise<void> {
  const { receive, signal, waitSeconds } = options;
  let offset = 0;
  const ask = async (): Promise<void> => {
    const updates = await api.getUpdates(offset, { waitSeconds, allowed: ALLOWED_UPDATES, signal });
    for (const update of updates) {
      if (signal.aborted) return;
      await receive(update);
      // The next call confirms what was stored, and nothing else.
      offset = update.update_id + 1;
    }
  };
  while (!signal.aborted) await keepTrying(ask, "receive", options);
}

/** Does a task, again and again until it succeeds or is stopped: each failure is told, and waits longer than the last. */
export async function keepTrying(
  task: () => Promise<void>,
  what: string,
  { onError, backoff, signal }: Pick<PollingOptions, "onError" | "backoff" | "signal">,
): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      return await task();
    } catch (error) {
      if (signal.aborted) return;
      onError(error, what);
      const asked = error instanceof TooFast ? error.retryAfterMs : undefined;
      const jitter = 0.75 + Math.random() / 2;
      const delayMs = asked ?? Math.min(backoff.longestMs, backoff.firstMs * 2 ** failures * jitter);
      await wait(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
