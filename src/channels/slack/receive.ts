/**
 * How Slack reaches Kutsu through Bolt: signed requests on our own server, or a socket that Kutsu opens.
 * Bolt acknowledges events before they are handled; here nothing is acknowledged until it is stored.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import {
  App,
  HTTPReceiver,
  type Logger,
  LogLevel,
  type ReceiverEvent,
  SocketModeReceiver,
} from "@slack/bolt";
import { BodyTooLarge, readBody } from "../../read-body.ts";
import { EVENTS_PATH, isFromFuture, isNothing } from "./verify.ts";

/** Told about what failed without a patron's loss. */
export type OnError = (error: unknown, what: string) => void;

const BODY_LIMIT_BYTES = 256 * 1024;
/** Slack waits 3 s for an answer; one that says "again later" must be there before. */
const ACKNOWLEDGE_LIMIT_MS = 2_700;
/** How often at most refused requests are told of, so that nobody can fill the log with them. */
const TELL_EVERY_MS = 60_000;

/** Bolt's app, but it acknowledges after everything is done, and not at all when something failed. */
export class PatientApp extends App {
  override async processEvent(event: ReceiverEvent): Promise<void> {
    let answer: unknown;
    const ack = async (given?: unknown) => {
      answer = given;
    };
    await super.processEvent({ ...event, ack });
    // What nobody listens to is acknowledged, too: Slack need not send it again.
    await event.ack(answer);
  }
}

/** Makes the receiver of signed requests. What could not be stored is answered with 503, so that Slack sends it again. */
export function createHttpReceiver(
  signingSecret: string,
  onError: OnError,
  acknowledgeLimitMs = ACKNOWLEDGE_LIMIT_MS,
): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    bodyLimit: BODY_LIMIT_BYTES,
    logger: createLogger(onError),
    unhandledRequestTimeoutMillis: acknowledgeLimitMs,
    unhandledRequestHandler: ({ response }) => {
      if (response.headersSent) return;
      onError(new Error("Cannot store an event in time: Slack is asked to send it again"), "accept");
      answerEmpty(response, 503);
    },
    processEventErrorHandler: async ({ error, response }) => {
      if (response.headersSent) return false;
      onError(notStored(error), "accept");
      answerEmpty(response, 503);
      return true;
    },
  });
}

/** Answers one request: refuses what Bolt takes amiss and leaves the rest to Bolt. Resolves when it is answered. */
export async function receive(
  receiver: HTTPReceiver,
  request: IncomingMessage,
  response: ServerResponse,
  nowMs: number,
): Promise<void> {
  if (isFromFuture(request.headers, nowMs)) return answerEmpty(response, 401);
  const rawBody = await readBody(request, BODY_LIMIT_BYTES).catch((error: unknown) => {
    answerEmpty(response, error instanceof BodyTooLarge ? 413 : 400);
  });
  if (rawBody === undefined) return;
  if (isNothing(rawBody)) return answerEmpty(response, 400);
  // Bolt takes a body that was read for it.
  Object.assign(request, { rawBody });
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  receiver.requestListener(request, response);
  await closed;
}

/** Makes the receiver at the end of a socket; it does not connect again by itself (see socket-link.ts). */
export function createSocketReceiver(
  appToken: string,
  clientOptions: { readonly slackApiUrl: string; readonly timeout: number },
  onError: OnError,
): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: createLogger(onError),
    installerOptions: { clientOptions: { ...clientOptions, retryConfig: { retries: 0 } } },
    processEventErrorHandler: async ({ error }) => {
      onError(notStored(error), "accept");
      return false;
    },
  });
}

/** Bolt's log, of which only warnings are told, and those rarely: the errors come as errors. */
export function createLogger(onError: OnError): Logger {
  let lastToldMs = Number.NEGATIVE_INFINITY;
  const silent = () => undefined;
  return {
    debug: silent,
    info: silent,
    error: silent,
    warn: (...words: unknown[]) => {
      if (Date.now() - lastToldMs < TELL_EVERY_MS) return;
      lastToldMs = Date.now();
      onError(new Error(words.map(String).join(" ")), "slack library");
    },
    setLevel: silent,
    getLevel: () => LogLevel.WARN,
    setName: silent,
  };
}

/** Names what went wrong, without what errors of stores and libraries carry along: that may be a patron's words. */
function notStored(error: unknown): Error {
  const original = error instanceof Error && "original" in error ? error.original : error;
  const why = original instanceof Error ? original.message : "an unknown failure";
  return new Error(`Cannot store an event: ${why}; Slack is asked to send it again`, { cause: error });
}

function answerEmpty(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.setHeader("Content-Length", 0);
  response.end();
}
