/** The cookies of the console: none can be read by a script, none is sent along from another site's forms. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { SESSION_TTL_SECONDS } from "../store/keys.ts";

/** What they are for: a session, signing in, and the language of the pages. */
export type CookieName = "staff" | "staff-entry" | "staff-language";

const LIFETIMES_SECONDS: Readonly<Record<CookieName, number>> = {
  staff: SESSION_TTL_SECONDS,
  "staff-entry": 3600,
  "staff-language": 365 * 24 * 3600,
};

/** Reads a cookie; with https only one that a page of this host alone can have set. */
export function findCookie(
  request: IncomingMessage,
  name: CookieName,
  isSecure: boolean,
): string | undefined {
  const wanted = nameOf(name, isSecure);
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** Sets a cookie, or takes it away when the value is empty. */
export function setCookie(
  response: ServerResponse,
  {
    name,
    value,
    isSecure,
  }: { readonly name: CookieName; readonly value: string; readonly isSecure: boolean },
): void {
  const age = value === "" ? 0 : LIFETIMES_SECONDS[name];
  const cookie = `${nameOf(name, isSecure)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  const before = response.getHeader("Set-Cookie");
  response.setHeader("Set-Cookie", [...(Array.isArray(before) ? before : []), cookie]);
}

function nameOf(name: CookieName, isSecure: boolean): string {
  return `${isSecure ? "__Host-" : ""}kutsu-${name}`;
}
