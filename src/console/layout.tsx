/** The frame of every page of the console, and how it is sent. */
import type { ServerResponse } from "node:http";
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import type { LocaleKey } from "../dialog/words.ts";
import { sendHtml } from "../send-html.ts";
import { CONSOLE, STYLE_PATH } from "./console-paths.ts";
import { Form } from "./form.tsx";
import { type Call, type For, mayUse, type Shown, type Told, type Visit } from "./visit.ts";

/** What the pages may load: their stylesheet and nothing else; no script at all. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

interface Frame {
  readonly call: Call;
  /** Absent while nobody is signed in. */
  readonly visit?: Visit;
}

/** Sends a page, or nothing but a status. */
export function sendPage(response: ServerResponse, status: number, shown: Shown | "", frame?: Frame): void {
  const page =
    shown === "" || frame === undefined ? "" : `<!doctype html>${render(<Page {...frame} shown={shown} />)}`;
  response.setHeader("X-Robots-Tag", "noindex");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  const language = frame?.call.words.language;
  sendHtml(response, page, { status, language, policy: POLICY, vary: "Cookie, Accept-Language" });
}

const PLACES: readonly { readonly path: string; readonly key: LocaleKey; readonly for: For }[] = [
  { path: "", key: "console.nav.home", for: "staff" },
  { path: "/feedback", key: "console.nav.feedback", for: ["librarian"] },
  { path: "/staff", key: "console.nav.staff", for: ["admin"] },
];

function Page({ call, visit, shown }: Frame & { readonly shown: Shown }): VNode {
  const { words } = call;
  const { say, language } = words;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${shown.title} – Kutsu`}</title>
        <link rel="stylesheet" href={STYLE_PATH} />
      </head>
      <body>
        <a class="skip" href="#main">
          {say("console.skip")}
        </a>
        <header class="head">
          <div class="bar">
            <a class="brand" href={CONSOLE}>
              Kutsu <span>{say("console.name")}</span>
            </a>
            <OtherLanguage call={call} />
          </div>
          {visit && <Menu visit={visit} />}
        </header>
        <main id="main" tabIndex={-1}>
          {visit?.told && <Notice told={visit.told} visit={visit} />}
          {shown.body}
        </main>
      </body>
    </html>
  );
}

function OtherLanguage({ call }: { readonly call: Call }): VNode {
  const { query, path, words } = call;
  const other = words.language === "fi" ? "en" : "fi";
  const same = new URLSearchParams(query);
  same.set("language", other);
  return (
    <a class="language" href={`${path}?${same}`} lang={other} hreflang={other}>
      {words.say("console.otherLanguage")}
    </a>
  );
}

function Menu({ visit }: { readonly visit: Visit }): VNode {
  const { say } = visit.words;
  const isHere = (path: string) =>
    path === "" ? visit.path === CONSOLE : visit.path.startsWith(`${CONSOLE}${path}`);
  return (
    <div class="bar menu">
      <nav aria-label={say("console.nav.label")}>
        <ul>
          {PLACES.filter((place) => mayUse(visit.member, place.for)).map(({ path, key }) => (
            <li key={path}>
              <a href={`${CONSOLE}${path}`} aria-current={isHere(path) ? "page" : undefined}>
                {say(key)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="who">
        <a href={`${CONSOLE}/account`} aria-current={isHere("/account") ? "page" : undefined}>
          {visit.member.name}
        </a>
        <Form call={visit} action="/session/end">
          <button type="submit" class="plain">
            {say("console.signOut")}
          </button>
        </Form>
      </div>
    </div>
  );
}

function Notice({ told, visit }: { readonly told: Told; readonly visit: Visit }): VNode {
  return (
    <div class="notice" role="status">
      <p>{visit.words.say(told.key, told.values)}</p>
      {told.secret && (
        <p>
          <code class="secret">{told.secret}</code>
        </p>
      )}
    </div>
  );
}
