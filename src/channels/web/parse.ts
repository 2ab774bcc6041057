/**
 * Reads what a browser sends: the token, the origin and the message. Nothing else in this folder looks at raw requests.
 */
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Address, ChannelEvent } from "../channel.ts";
import { type PageLanguage, pageLanguages } from "./texts.ts";

/** The longest text a patron may send, in UTF-16 units; the page stops at {@link TYPED_TEXT_LIMIT}. */
export const TEXT_LIMIT = 20_000;
/** How much the page lets a patron type into one message. */
export const TYPED_TEXT_LIMIT = 10_000;
/** Room for the longest text in three-byte characters, escaped. */
export const BODY_LIMIT_BYTES = 128 * 1024;

const COOKIE = /(?:^|;\s*)(?:__Host-)?kutsu=([^;\s]+)/;

const envelope = {
  /** Made by the client and kept when it sends again, so that a repeat is answered once. */
  id: z.string().regex(/^[A-Za-z0-9-]{16,64}$/),
  language: z.enum(pageLanguages).optional(),
  /** Names the tab, which needs no echo of its own message. */
  tab: z.string().max(64).optional(),
};

const webMessage = z.discriminatedUnion("kind", [
  z.object({ ...envelope, kind: z.literal("said"), text: z.string().min(1).max(TEXT_LIMIT) }),
  z.object({
    ...envelope,
    kind: z.literal("tapped"),
    value: z.string().min(1).max(1000),
    question: z.string().max(1000),
    /** The words on the button, for the other tabs. */
    label: z.string().max(300).optional(),
  }),
  z.object({ ...envelope, kind: z.literal("started"), payload: z.string().max(300).optional() }),
]);

/** A message as the page posts it. */
export type WebMessage = z.infer<typeof webMessage>;

/** Reads a posted message; undefined when it is not one. */
export function parseMessage(value: unknown): WebMessage | undefined {
  const parsed = webMessage.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

const sessionWish = z.object({
  /** How the page keeps its token. */
  mode: z.enum(["cookie", "token"]),
  /** The `startId` of a conversation that this browser has left and may not show again. */
  ended: z.string().max(64).optional(),
});

/** What a page wants of its session. */
export type SessionWish = z.infer<typeof sessionWish>;

/** Reads what a page wants of its session; undefined when it does not say. */
export function parseSessionWish(value: unknown): SessionWish | undefined {
  const parsed = sessionWish.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Turns a posted message into what the patron did. */
export function toEvent(message: WebMessage, from: Address, at: string): ChannelEvent {
  const common = {
    id: message.id,
    from,
    at,
    scope: "private" as const,
    passing: true as const,
    ...(message.language !== undefined && { language: message.language }),
  };
  switch (message.kind) {
    case "said":
      return { ...common, kind: "said", text: message.text };
    case "tapped":
      return { ...common, kind: "tapped", value: message.value, question: message.question };
    case "started":
      return message.payload === undefined
        ? { ...common, kind: "started" }
        : { ...common, kind: "started", payload: message.payload };
  }
}

/** Finds the token a request shows, and how it was shown. A bearer token wins: it was put there on purpose. */
export function findToken(
  request: IncomingMessage,
): { readonly token: string; readonly by: "cookie" | "token" } | undefined {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    return authorization.startsWith("Bearer ") ? { token: authorization.slice(7), by: "token" } : undefined;
  }
  const match = cookie === undefined ? null : COOKIE.exec(cookie);
  return match?.[1] === undefined ? undefined : { token: match[1], by: "cookie" };
}

/**
 * Tells whether a request comes from our own page, so that no other page can act with a patron's cookie.
 *
 * Every browser names the origin when it posts. One that names none is let through only with a bearer token,
 * which no browser adds by itself.
 */
export function isOwnOrigin(request: IncomingMessage, publicOrigin: string | undefined): boolean {
  const { origin, host, authorization } = request.headers;
  if (origin === undefined) return authorization !== undefined;
  // The browser's own word, which no page can set; holds behind a proxy that changes the host, too.
  if (request.headers["sec-fetch-site"] === "same-origin" || origin === publicOrigin) return true;
  const scheme = origin.indexOf("://");
  return scheme > 0 && origin.slice(scheme + 3) === host;
}

/** Picks the language of the page: `?language=`, then what the browser prefers, then Finnish. */
export function pickLanguage(query: URLSearchParams, acceptLanguage: string | undefined): PageLanguage {
  const asked = findLanguage(query.get("language"));
  if (asked !== undefined) return asked;
  const ranked = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((part, order) => {
      const [tag = "", quality] = part.trim().split(/\s*;\s*q=/);
      return { tag: tag.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1) || 0, order };
    })
    .sort((one, other) => other.quality - one.quality || one.order - other.order);
  return ranked.map(({ tag }) => findLanguage(tag)).find((language) => language !== undefined) ?? "fi";
}

/** Gives the query of a request's target. */
export function queryOf(request: IncomingMessage): URLSearchParams {
  const url = request.url ?? "";
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
}

/** Gives the path of a request's target, as it was sent. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? "").split("?", 1)[0] ?? "";
}

function findLanguage(tag: string | null): PageLanguage | undefined {
  return pageLanguages.find((language) => language === tag);
}
