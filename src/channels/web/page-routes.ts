/** What a browser loads: the page, the framed page, the snippet for library pages, their files and calendar files. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendHtml } from "../../send-html.ts";
import { sendJson } from "../../send-json.ts";
import type { ChannelRoute } from "../channel.ts";
import { type Asset, type Assets, readAssets, readSnippet } from "./assets.ts";
import { contentSecurityPolicy, renderPage } from "./page.ts";
import { pathOf, pickLanguage, queryOf } from "./parse.ts";
import { type PageLanguage, readWebTexts, type WebTexts } from "./texts.ts";

/** What the pages are made with. */
export interface PageRoutesOptions {
  /** Origins that may frame the page. */
  readonly embedOrigins: readonly string[];
  readonly banner: (language: PageLanguage) => string | undefined;
  /** Gives the calendar file of a program by its encoded id; undefined when there is none. */
  readonly calendar: (encodedId: string, language: PageLanguage) => string | undefined;
}

const SNIPPET_TYPE = "text/javascript; charset=utf-8";
const CALENDAR_PATH = /^\/programs\/([A-Za-z0-9_-]{1,300})\.ics$/;

/** Gives the routes of everything a browser loads. */
export function pageRoutes(options: PageRoutesOptions): readonly ChannelRoute[] {
  const texts = readWebTexts();
  const assets = readAssets();
  const snippet = buildSnippet(texts);
  const page = (mode: "page" | "embed") => (request: IncomingMessage, response: ServerResponse) =>
    sendPage(request, response, { mode, texts, assets, options });
  return [
    { method: "GET", path: "/", handle: page("page") },
    { method: "GET", path: "/embed", handle: page("embed") },
    {
      method: "GET",
      path: "/kutsu.js",
      handle: (request, response) => sendSnippet(request, response, snippet),
    },
    { method: "GET", path: "/assets/*", handle: (request, response) => sendAsset(request, response, assets) },
    {
      method: "GET",
      path: "/programs/*",
      handle: (request, response) => sendCalendar(request, response, options),
    },
  ];
}

function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  { mode, texts, assets, options }: PageParts,
): void {
  const language = pickLanguage(queryOf(request), request.headers["accept-language"]);
  const banners = { fi: options.banner("fi"), en: options.banner("en") };
  const html = renderPage({ mode, language, texts, assets, banners });
  const ancestors = mode === "embed" ? options.embedOrigins : [];
  // The policy says who may frame it; this header cannot name origins.
  if (ancestors.length > 0) response.removeHeader("X-Frame-Options");
  const policy = contentSecurityPolicy(ancestors);
  sendHtml(response, html, { status: 200, language, policy, vary: "Accept-Language" });
}

interface PageParts {
  readonly mode: "page" | "embed";
  readonly texts: Readonly<Record<PageLanguage, WebTexts>>;
  readonly assets: Assets;
  readonly options: PageRoutesOptions;
}

interface Snippet extends Asset {
  readonly etag: string;
}

function buildSnippet(texts: Readonly<Record<PageLanguage, WebTexts>>): Snippet {
  const words = { fi: texts.fi.launcher, en: texts.en.launcher };
  const body = Buffer.from(readSnippet().replace('"KUTSU_WORDS"', () => JSON.stringify(words)));
  return {
    type: SNIPPET_TYPE,
    body,
    etag: `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`,
  };
}

function sendSnippet(
  request: IncomingMessage,
  response: ServerResponse,
  { type, body, etag }: Snippet,
): void {
  response.setHeader("ETag", etag);
  response.setHeader("Cache-Control", "public, max-age=300");
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  if (request.headers["if-none-match"] === etag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  sendBytes(response, type, body);
}

function sendAsset(request: IncomingMessage, response: ServerResponse, assets: Assets): void {
  const asset = assets.find(pathOf(request));
  if (asset === undefined) {
    sendJson(response, 404, { code: "NotFound" });
    return;
  }
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  sendBytes(response, asset.type, asset.body);
}

function sendCalendar(request: IncomingMessage, response: ServerResponse, options: PageRoutesOptions): void {
  const id = CALENDAR_PATH.exec(pathOf(request))?.[1];
  const language = pickLanguage(queryOf(request), request.headers["accept-language"]);
  const calendar = id === undefined ? undefined : options.calendar(id, language);
  if (calendar === undefined) {
    sendJson(response, 404, { code: "NotFound" });
    return;
  }
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("Content-Disposition", `attachment; filename="kutsu.ics"`);
  sendBytes(response, "text/calendar; charset=utf-8", Buffer.from(calendar));
}

function sendBytes(response: ServerResponse, type: string, body: Buffer): void {
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Length", body.length);
  response.end(body);
}
