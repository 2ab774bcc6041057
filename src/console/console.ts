/**
 * The staff console: finds out who asks, and lets them do what they may. Nothing is open unless it stands in the list of open routes,
 * and what fails on the way ends in a page that says so: never in an open door.
 */
import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pathOf, pickLanguage, queryOf } from "../channels/web/parse.ts";
import { RateLimit } from "../channels/web/rate-limit.ts";
import type { LocaleKey, Values } from "../dialog/words.ts";
import { readBody } from "../read-body.ts";
import { isSameSecret } from "../same-secret.ts";
import { memberOf, parseAccount, type StaffMember } from "../staff/account.ts";
import { staffKey, TOLD_TTL_SECONDS, toldKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { CONSOLE, findStyle } from "./console-paths.ts";
import { findCookie, setCookie } from "./cookies.ts";
import { sendPage } from "./layout.tsx";
import { refusalPage } from "./pages/refusal-page.tsx";
import { OPEN_ROUTES, ROUTES } from "./routes.ts";
import { digestOf, findSession, makeSecretId, type Session } from "./session-store.ts";
import {
  type Answer,
  type Call,
  type ConsoleParts,
  type ConsoleRoute,
  mayUse,
  type OpenRoute,
  type Refusal,
  type Told,
  type Visit,
} from "./visit.ts";

const FORM_LIMIT_BYTES = 64 * 1024;
const STATUSES: Readonly<Record<Refusal, number>> = {
  missing: 404,
  forbidden: 403,
  form: 403,
  busy: 429,
  broken: 500,
};

/** What a server routes. */
export interface ServedRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

interface Limits {
  /** Ways in are slow for everybody at one address: a key costs time to look at. */
  readonly entry: RateLimit;
  /** Pages and actions of one session, and looks at the ways in from one address. */
  readonly session: RateLimit;
}

/** Gives the routes of the console. */
export function consoleRoutes(parts: ConsoleParts): readonly ServedRoute[] {
  const limits = {
    entry: new RateLimit({ burst: 30, perSecond: 0.5 }),
    session: new RateLimit({ burst: 120, perSecond: 4 }),
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (sendStyle(request, response)) return;
    const call = openCall(parts, request, response);
    try {
      await serve(call, limits);
    } catch (error) {
      parts.onError(error, `${request.method} ${CONSOLE}`);
      send(call, { refused: "broken" });
    }
  };
  return (["GET", "POST"] as const).flatMap((method) =>
    [CONSOLE, `${CONSOLE}/*`].map((path) => ({ method, path, handle })),
  );
}

function sendStyle(request: IncomingMessage, response: ServerResponse): boolean {
  const style = findStyle(pathOf(request));
  if (style === undefined || request.method === "POST") return false;
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  response.setHeader("Content-Type", style.type);
  response.setHeader("Content-Length", style.body.length);
  response.end(style.body);
  return true;
}

function openCall(parts: ConsoleParts, request: IncomingMessage, response: ServerResponse): Call {
  const query = queryOf(request);
  const isSecure = parts.publicUrl.startsWith("https:");
  const kept = findCookie(request, "staff-language", isSecure);
  const asked = new URLSearchParams(query.has("language") || kept === undefined ? query : { language: kept });
  const language = pickLanguage(asked, request.headers["accept-language"]);
  if (query.get("language") === language)
    setCookie(response, { name: "staff-language", value: language, isSecure });
  const { timeZone } = parts;
  const say = (key: LocaleKey, values?: Values) => parts.phrase(key, language, values);
  const words = { language, timeZone, now: parts.now(), say };
  const none = { id: "", formToken: "", form: new URLSearchParams() };
  return {
    request,
    response,
    parts,
    words,
    path: pathOf(request).replace(/\/$/, ""),
    query,
    isSecure,
    ...none,
  };
}

async function serve(call: Call, limits: Limits): Promise<void> {
  const method = call.request.method === "POST" ? "POST" : "GET";
  const open = matchOf(OPEN_ROUTES, method, call.path);
  if (open !== undefined) return serveOpen({ ...call, id: open.id }, open.route, limits);
  const { parts, words } = call;
  const id = findCookie(call.request, "staff", call.isSecure);
  const session = id === undefined ? undefined : await findSession(parts.redis, id, words.now);
  const member = session && (await findMember(parts.redis, session));
  if (session === undefined || member === undefined) return send(call, { to: signInPath(call, method) });
  if (isTooFast(limits.session, session.digest, words.now)) return send(call, { refused: "busy" });
  const formToken = tokenOf(parts.secret, session.digest);
  const told = method === "GET" ? await findTold(parts.redis, session) : undefined;
  const visit: Visit = { ...call, member, session, formToken, told };
  send(visit, await answerTo(visit, method), visit);
}

async function answerTo(visit: Visit, method: "GET" | "POST"): Promise<Answer> {
  const found = matchOf(ROUTES, method, visit.path);
  if (found === undefined) return { refused: "missing" };
  if (!mayUse(visit.member, found.route.for)) return { refused: "forbidden" };
  const form = method === "POST" ? await readForm(visit) : visit.form;
  if (form === undefined) return { refused: "form" };
  const answer = await found.route.answer({ ...visit, id: found.id, form });
  // Kept before the browser is sent on, so that the next page finds it.
  if ("told" in answer && answer.told !== undefined)
    await visit.parts.redis.set(
      ...[toldKey(visit.session.digest), JSON.stringify(answer.told)],
      ...(["EX", TOLD_TTL_SECONDS] as const),
    );
  return answer;
}

/** A way in has a token of its own, bound to a cookie that means nothing else. */
async function serveOpen(call: Call, route: OpenRoute, limits: Limits): Promise<void> {
  const { request, response, parts, isSecure, words } = call;
  const isPost = route.method === "POST";
  // Everybody behind one proxy has one address: looking is slowed much later than trying.
  const limit = isPost ? limits.entry : limits.session;
  if (isTooFast(limit, request.socket.remoteAddress ?? "", words.now)) return send(call, { refused: "busy" });
  let entry = findCookie(request, "staff-entry", isSecure);
  if (entry === undefined || !/^[\w-]{43}$/.test(entry)) {
    entry = makeSecretId();
    setCookie(response, { name: "staff-entry", value: entry, isSecure });
  }
  const ready = { ...call, formToken: tokenOf(parts.secret, `entry ${digestOf(entry)}`) };
  const form = isPost ? await readForm(ready) : call.form;
  send(ready, form === undefined ? { refused: "form" } : await route.answer({ ...ready, form }));
}

/** The account as it is now: whose account is gone, or changed, is not let in by an old session. */
async function findMember(redis: KutsuRedis, { staff }: Session): Promise<StaffMember | undefined> {
  const stored = await redis.hget(staffKey, staff);
  return stored === null ? undefined : memberOf(parseAccount(staff, stored));
}

/** Reads a form that was made by our own page for this session; undefined for anything else. */
async function readForm({ request, parts, formToken }: Call): Promise<URLSearchParams | undefined> {
  if (!isOwnPage(request, parts.publicUrl)) return undefined;
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers["content-type"] ?? ""))
    return undefined;
  const body = await readBody(request, FORM_LIMIT_BYTES).catch(() => undefined);
  const form = body && new URLSearchParams(body.toString("utf8"));
  return form && isSameSecret(form.get("token") ?? "", formToken) ? form : undefined;
}

/** Every browser says where a form comes from; what does not say it is no browser with a person before it. */
function isOwnPage({ headers }: IncomingMessage, publicUrl: string): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  const { origin } = headers;
  if (origin === undefined) return site === "same-origin";
  return origin === new URL(publicUrl).origin || origin.replace(/^https?:\/\//, "") === headers.host;
}

function tokenOf(secret: string, digest: string): string {
  return createHmac("sha256", secret).update(`console form ${digest}`).digest("base64url");
}

function isTooFast(limit: RateLimit, key: string, now: string): boolean {
  const nowMs = Date.parse(now);
  limit.prune(nowMs);
  return limit.take(key, nowMs) > 0;
}

async function findTold(redis: KutsuRedis, { digest }: Session): Promise<Told | undefined> {
  const stored = await redis.getdel(toldKey(digest));
  return stored === null ? undefined : (JSON.parse(stored) as Told);
}

function signInPath({ request }: Call, method: "GET" | "POST"): string {
  const back = method === "GET" ? (request.url ?? "") : "";
  const isWorthIt = back !== "" && pathOf(request) !== CONSOLE;
  return `${CONSOLE}/sign-in${isWorthIt ? `?back=${encodeURIComponent(back)}` : ""}`;
}

function matchOf<R extends ConsoleRoute | OpenRoute>(
  routes: readonly R[],
  method: "GET" | "POST",
  path: string,
): { readonly route: R; readonly id: string } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const [before = "", after = ""] = `${CONSOLE}${route.path}`.split(":id");
    if (!route.path.includes(":id")) {
      if (path === before) return { route, id: "" };
      continue;
    }
    const id = path.slice(before.length, path.length - after.length);
    if (path === `${before}${id}${after}` && /^[\w-]{1,100}$/.test(id)) return { route, id };
  }
  return undefined;
}

function send(call: Call, answer: Answer, visit?: Visit): void {
  if ("to" in answer) {
    call.response.setHeader("Location", answer.to);
    sendPage(call.response, 303, "");
  } else if ("refused" in answer) {
    if (answer.refused === "busy") call.response.setHeader("Retry-After", 30);
    const shown = refusalPage(call.words, answer.refused);
    sendPage(call.response, STATUSES[answer.refused], shown, { call, visit });
  } else {
    sendPage(call.response, answer.status ?? 200, answer, { call, visit });
  }
}
