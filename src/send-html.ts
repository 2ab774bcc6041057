import type { ServerResponse } from "node:http";

/** What a page is sent with. */
export interface HtmlAbout {
  readonly status: number;
  /** BCP 47; absent where there is nothing to read. */
  readonly language?: string;
  /** The content security policy. */
  readonly policy: string;
  /** The headers of the request that it depends on. */
  readonly vary: string;
}

/** Ends a response with a page that nobody stores, so that it is not come back to either, with what stood on it. */
export function sendHtml(
  response: ServerResponse,
  html: string,
  { status, language, policy, vary }: HtmlAbout,
): void {
  response.statusCode = status;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Vary", vary);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  if (language !== undefined) response.setHeader("Content-Language", language);
  response.setHeader("Content-Length", Buffer.byteLength(html));
  response.end(html);
}
