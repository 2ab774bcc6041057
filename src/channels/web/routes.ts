/**
 * What the page asks for while a patron talks: a session, the events, posting a message, the end.
 * The order of checks is the same everywhere: origin, token, pace, body.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { readJson } from "../../read-body.ts";
import { sendJson } from "../../send-json.ts";
import type { ChannelEvent, ChannelRoute } from "../channel.ts";
import {
  type ConversationClaim,
  type ConversationTokens,
  createConversationId,
} from "./conversation-token.ts";
import { addressOf, type Conversations } from "./conversations.ts";
import { EventStream } from "./event-stream.ts";
import * as parse from "./parse.ts";
import type { RateLimit } from "./rate-limit.ts";
import { type HistoryItem, type PageItem, renderEvent } from "./render.ts";

/** What the routes work with. */
export interface WebRoutesOptions {
  readonly tokens: ConversationTokens;
  readonly conversations: Conversations;
  readonly rateLimit: RateLimit;
  readonly idleTimeoutMs: number;
  readonly publicOrigin: string | undefined;
  readonly history: (address: `web:${string}`, after?: string) => Promise<readonly HistoryItem[]>;
  readonly accept: (event: ChannelEvent) => Promise<void>;
  readonly onError: (error: unknown, what: string) => void;
  readonly nowMs: () => number;
}

/** A token is renewed after this part of its life: not with every message, and long before it dies. */
const RENEW_AFTER = 1 / 100;
const RETRY_AFTER_SECONDS = 2;
const SESSION_BODY_LIMIT_BYTES = 1024;

/** Gives the routes of a conversation. */
export function conversationRoutes(options: WebRoutesOptions): readonly ChannelRoute[] {
  return [
    {
      method: "POST",
      path: "/web/session",
      handle: (request, response) => openSession(request, response, options),
    },
    {
      method: "POST",
      path: "/web/renew",
      handle: (request, response) => renewSession(request, response, options),
    },
    {
      method: "POST",
      path: "/web/messages",
      handle: (request, response) => postMessage(request, response, options),
    },
    {
      method: "POST",
      path: "/web/end",
      handle: (request, response) => endConversation(request, response, options),
    },
    {
      method: "GET",
      path: "/web/events",
      handle: (request, response) => openEvents(request, response, options),
    },
  ];
}

async function postMessage(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebRoutesOptions,
): Promise<void> {
  const { conversations, rateLimit } = options;
  const nowMs = options.nowMs();
  const conversation = await admit(request, response, options, nowMs);
  if (conversation === undefined) return;
  const waitMs = rateLimit.take(conversation, nowMs);
  if (waitMs > 0) return refuseForNow(response, 429, "TooManyMessages", Math.ceil(waitMs / 1000));
  const body = await readJson(request, parse.BODY_LIMIT_BYTES);
  if (!body.ok) return sendJson(response, body.status, { code: body.code });
  const message = parse.parseMessage(body.value);
  if (message === undefined) return sendJson(response, 400, { code: "NotAMessage" });
  const event = parse.toEvent(message, addressOf(conversation), new Date(nowMs).toISOString());
  try {
    await options.accept(event);
  } catch (error) {
    options.onError(error, "accept");
    return refuseForNow(response, 503, "TryAgain", RETRY_AFTER_SECONDS);
  }
  conversations.touch(conversation, nowMs);
  const echo = toItem(event, message);
  if (echo !== undefined) {
    const tab = message.tab === undefined ? {} : { exceptTab: message.tab };
    conversations.tell(conversation, { event: "message", id: echo.id, data: echo, ...tab });
  }
  response.statusCode = 202;
  response.setHeader("Content-Length", 0);
  response.end();
}

/** What the patron's other tabs show. */
function toItem(event: ChannelEvent, message: parse.WebMessage): PageItem | undefined {
  const { id, at } = event;
  if (event.kind === "said") return { id, at, from: "patron", text: event.text };
  if (event.kind !== "tapped" || message.kind !== "tapped") return undefined;
  const tapped = { question: event.question, value: event.value };
  return { id, at, from: "patron", text: message.label ?? event.value, tapped };
}

async function openSession(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebRoutesOptions,
): Promise<void> {
  const { tokens, idleTimeoutMs } = options;
  const nowMs = options.nowMs();
  // Without a token there is nothing yet that another page could misuse, so only a foreign origin is refused.
  if (request.headers.origin !== undefined && !parse.isOwnOrigin(request, options.publicOrigin)) {
    return sendJson(response, 403, { code: "ForeignOrigin" });
  }
  const body = await readJson(request, SESSION_BODY_LIMIT_BYTES);
  if (!body.ok) return sendJson(response, body.status, { code: body.code });
  const wish = parse.parseSessionWish(body.value);
  if (wish === undefined) return sendJson(response, 400, { code: "NotASession" });
  const { mode } = wish;
  const shown = parse.findToken(request);
  const claim = shown?.by === mode ? await findClaim(shown.token, options, nowMs) : undefined;
  if (claim === "unsure") return refuseForNow(response, 503, "TryAgain", RETRY_AFTER_SECONDS);
  // The page was left while the server could not be told: the browser that still holds the token says so now.
  const wasLeft = claim !== undefined && wish.ended === tokens.startId(claim.conversation);
  if (wasLeft) await end(claim.conversation, options, nowMs);
  const isKept = claim !== undefined && !wasLeft;
  const conversation = isKept ? claim.conversation : createConversationId();
  const token = tokens.sign(conversation, nowMs);
  if (mode === "cookie") setCookie(response, token, options.publicOrigin);
  sendJson(response, 200, {
    isNew: !isKept,
    startId: tokens.startId(conversation),
    idleTimeoutMs,
    ...(mode === "token" && { token }),
  });
}

async function renewSession(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebRoutesOptions,
): Promise<void> {
  const nowMs = options.nowMs();
  const conversation = await admit(request, response, options, nowMs);
  if (conversation === undefined) return;
  options.conversations.touch(conversation, nowMs);
  response.statusCode = 204;
  response.end();
}

async function endConversation(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebRoutesOptions,
): Promise<void> {
  if (!parse.isOwnOrigin(request, options.publicOrigin)) {
    sendJson(response, 403, { code: "ForeignOrigin" });
    return;
  }
  const nowMs = options.nowMs();
  const shown = parse.findToken(request);
  const claim = shown && options.tokens.read(shown.token, nowMs);
  setCookie(response, "", options.publicOrigin);
  // The page keeps in mind that it has not told us, and says it again when it opens.
  if (claim !== undefined && !(await end(claim.conversation, options, nowMs)))
    return refuseForNow(response, 503, "TryAgain", RETRY_AFTER_SECONDS);
  response.statusCode = 204;
  response.end();
}

async function openEvents(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebRoutesOptions,
): Promise<void> {
  const { conversations } = options;
  const shown = parse.findToken(request);
  const claim = shown && (await findClaim(shown.token, options, options.nowMs()));
  if (claim === undefined) return sendJson(response, 401, { code: "NoConversation" });
  if (claim === "unsure") return refuseForNow(response, 503, "TryAgain", RETRY_AFTER_SECONDS);
  if (request.method === "HEAD") return void response.end();
  const { conversation, usedAtMs } = claim;
  const page = new EventStream(response, parse.queryOf(request).get("tab")?.slice(0, 64));
  // Joined before the history is read: what happens meanwhile is held back, so nothing falls between the two.
  if (!conversations.join(conversation, page, usedAtMs))
    return refuseForNow(response, 429, "TooManyPages", 30);
  response.once("close", () => conversations.leave(conversation, page));
  const after = request.headers["last-event-id"];
  let items: readonly HistoryItem[];
  try {
    items = await options.history(
      addressOf(conversation),
      typeof after === "string" && after !== "" ? after : undefined,
    );
  } catch (error) {
    conversations.leave(conversation, page);
    options.onError(error, "history");
    return refuseForNow(response, 503, "TryAgain", RETRY_AFTER_SECONDS);
  }
  if (response.destroyed) return;
  const opening = items.map((item) => renderEvent("message", item, item.id)).join("");
  page.open(opening + renderEvent("ready", { items: items.length }), new Set(items.map(({ id }) => id)));
  await new Promise<void>((resolve) => response.once("close", resolve));
}

/** Lets a request act in its conversation and renews its token, or answers why not. */
async function admit(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebRoutesOptions,
  nowMs: number,
): Promise<string | undefined> {
  const { tokens, publicOrigin, idleTimeoutMs } = options;
  if (!parse.isOwnOrigin(request, publicOrigin)) {
    sendJson(response, 403, { code: "ForeignOrigin" });
    return undefined;
  }
  const shown = parse.findToken(request);
  const claim = shown && (await findClaim(shown.token, options, nowMs));
  if (shown === undefined || claim === undefined) {
    sendJson(response, 401, { code: "NoConversation" });
    return undefined;
  }
  if (claim === "unsure") {
    refuseForNow(response, 503, "TryAgain", RETRY_AFTER_SECONDS);
    return undefined;
  }
  if (nowMs - claim.usedAtMs > idleTimeoutMs * RENEW_AFTER) {
    const renewed = tokens.sign(claim.conversation, nowMs);
    if (shown.by === "cookie") setCookie(response, renewed, publicOrigin);
    else response.setHeader("Kutsu-Token", renewed);
  }
  return claim.conversation;
}

/** Reads a token whose conversation goes on; "unsure" while nobody can tell whether it was ended. */
async function findClaim(
  token: string,
  { tokens, conversations, onError }: WebRoutesOptions,
  nowMs: number,
): Promise<ConversationClaim | "unsure" | undefined> {
  const claim = tokens.read(token, nowMs);
  if (claim === undefined) return undefined;
  try {
    return (await conversations.hasEnded(claim.conversation)) ? undefined : claim;
  } catch (error) {
    onError(error, "ended");
    return "unsure";
  }
}

/** Ends a conversation; gives whether that will be remembered. */
async function end(
  conversation: string,
  { conversations, onError }: WebRoutesOptions,
  nowMs: number,
): Promise<boolean> {
  try {
    await conversations.end(conversation, nowMs);
    return true;
  } catch (error) {
    onError(error, "ended");
    return false;
  }
}

function refuseForNow(
  response: ServerResponse,
  status: 429 | 503,
  code: string,
  retryAfterSeconds: number,
): void {
  response.setHeader("Retry-After", retryAfterSeconds);
  sendJson(response, status, { code });
}

/** A cookie of the session: gone with the browser's window. An empty token takes it away. */
function setCookie(response: ServerResponse, token: string, publicOrigin: string | undefined): void {
  const isSecure = publicOrigin?.startsWith("https:") === true;
  const name = isSecure ? "__Host-kutsu" : "kutsu";
  const rest = `Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}${token === "" ? "; Max-Age=0" : ""}`;
  response.setHeader("Set-Cookie", `${name}=${token}; ${rest}`);
}
