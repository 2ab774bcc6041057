/** Where the console is, its stylesheet, and which addresses somebody may be led back to. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { rootPath } from "../root.ts";

/** Where the console begins. */
export const CONSOLE = "/console";

const NOWHERE = "http://nowhere.invalid";

const STYLE = {
  type: "text/css; charset=utf-8",
  body: readFileSync(rootPath("src", "console", "console.css")),
};

/** The path of the stylesheet: another one when it changes, so that browsers may keep it. */
export const STYLE_PATH = `${CONSOLE}/assets/${createHash("sha256").update(STYLE.body).digest("hex").slice(0, 12)}/console.css`;

/** Gives the stylesheet for its path; undefined for any other. */
export function findStyle(path: string): { readonly type: string; readonly body: Buffer } | undefined {
  return path === STYLE_PATH ? STYLE : undefined;
}

/** Gives where to go after signing in: a page of the console, and never another place, whatever was asked for. */
export function safeReturn(asked: string | null | undefined): string {
  // Read as a browser will read it: with its dots and backslashes, not as it looks.
  const url = asked != null && URL.canParse(asked, NOWHERE) ? new URL(asked, NOWHERE) : undefined;
  const isOurs =
    url?.origin === NOWHERE && /^\/console(\/|$)/.test(url.pathname) && !url.pathname.includes("//");
  return isOurs ? url.pathname + url.search : CONSOLE;
}
