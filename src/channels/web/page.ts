/**
 * The page as HTML. It is the same page alone and framed; the script reads which from `data-mode`.
 * Texts carry their key in `data-text` and the like, so that the script can change the language in place.
 */
import { CITY, ICONS, MARK, WORDMARK } from "./art.ts";
import type { Assets } from "./assets.ts";
import { TYPED_TEXT_LIMIT } from "./parse.ts";
import type { PageLanguage, WebTexts } from "./texts.ts";

/** What a page is made of. */
export interface PageOptions {
  readonly mode: "page" | "embed";
  readonly language: PageLanguage;
  readonly texts: Readonly<Record<PageLanguage, WebTexts>>;
  readonly assets: Assets;
  readonly banners: Readonly<Record<PageLanguage, string | undefined>>;
}

/** The policy of a page: everything from here, nothing inline, framed by the given origins only. */
export function contentSecurityPolicy(frameAncestors: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(" ") : "'none'"}`,
  ].join("; ");
}

/** Renders the page. */
export function renderPage(options: PageOptions): string {
  const { mode, language, texts } = options;
  return `<!doctype html>
<html lang="${language}" data-mode="${mode}">
<head>
${renderHead(options)}
</head>
<body>
<a class="skip" href="#text" data-text="page.skip">${escapeHtml(texts[language].page.skip)}</a>
<div class="shell">
${renderHeader(texts[language], language)}
${mode === "page" ? renderAbout(texts[language]) : ""}
${renderConversation(options)}
${renderComposer(texts[language])}
</div>
${renderDialogs(texts[language])}
</body>
</html>
`;
}

function renderHead({ language, texts, assets, banners }: PageOptions): string {
  const { title, about } = texts[language].page;
  const preloads = assets.modules
    .map((name) => `<link rel="modulepreload" href="${assets.path(name)}">`)
    .join("\n");
  const styles = ["base.css", "page.css", "furniture.css", "talk.css", "card.css"]
    .map((name) => `<link rel="stylesheet" href="${assets.path(name)}">`)
    .join("\n");
  // A data block, not a script: the policy lets nothing inline run.
  const data = JSON.stringify({ texts, banners }).replaceAll("<", "\\u003c");
  return `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(about)}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f6f3ec" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#10181a" media="(prefers-color-scheme: dark)">
<link rel="icon" type="image/svg+xml" href="${assets.path("favicon.svg")}">
${styles}
${preloads}
<script type="application/json" id="texts">${data}</script>
<script type="module" src="${assets.path("main.mjs")}"></script>`;
}

function renderHeader(texts: WebTexts, language: PageLanguage): string {
  const other = language === "fi" ? "en" : "fi";
  return `<header class="top">
<h1 class="brand">${MARK}${WORDMARK}<span class="unseen">Kutsu</span></h1>
<div class="actions">
<button type="button" class="quiet" id="switch" lang="${other}" data-text="language.switch">${escapeHtml(texts.language.switch)}</button>
<button type="button" class="quiet" id="end" disabled data-label="end.button" aria-label="${escapeHtml(texts.end.button)}">${ICONS.end}<span class="wide" data-text="end.button">${escapeHtml(texts.end.button)}</span><span class="narrow" data-text="end.short">${escapeHtml(texts.end.short)}</span></button>
</div>
</header>`;
}

function renderAbout({ page }: WebTexts): string {
  return `<aside class="about">
${CITY}
<p class="tagline" data-text="page.tagline">${escapeHtml(page.tagline)}</p>
<p data-text="page.about">${escapeHtml(page.about)}</p>
<p data-text="page.program">${escapeHtml(page.program)}</p>
<p class="tip" data-text="page.shared">${escapeHtml(page.shared)}</p>
</aside>`;
}

function renderConversation({ language, texts, banners }: PageOptions): string {
  const { log, page, cleared } = texts[language];
  const banner = banners[language];
  return `<main id="conversation">
<h2 class="unseen" data-text="log.label">${escapeHtml(log.label)}</h2>
<p class="banner" id="banner" role="note"${banner === undefined ? " hidden" : ""}>${escapeHtml(banner ?? "")}</p>
<noscript><p class="banner">${escapeHtml(page.noscript)}</p></noscript>
<div id="log" class="log" role="log" aria-live="polite" aria-relevant="additions" aria-busy="true" data-label="log.label" aria-label="${escapeHtml(log.label)}"></div>
<div class="typing" id="typing" hidden><span class="unseen" data-text="log.typing">${escapeHtml(log.typing)}</span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span></div>
<section class="cleared" id="cleared" hidden>
${MARK}
<h2 tabindex="-1" data-text="cleared.title">${escapeHtml(cleared.title)}</h2>
<p id="cleared-why"></p>
<button type="button" class="main" id="again" data-text="cleared.again">${escapeHtml(cleared.again)}</button>
</section>
</main>`;
}

function renderComposer({ composer, log }: WebTexts): string {
  return `<form class="composer" id="composer" autocomplete="off">
<button type="button" class="newer" id="newer" hidden>${ICONS.down}<span data-text="log.new">${escapeHtml(log.new)}</span></button>
<p class="status" id="status" role="status"></p>
<div class="field">
<label class="unseen" for="text" data-text="composer.label">${escapeHtml(composer.label)}</label>
<textarea id="text" rows="1" maxlength="${TYPED_TEXT_LIMIT}" enterkeyhint="send" dir="auto" aria-describedby="hint" data-placeholder="composer.placeholder" placeholder="${escapeHtml(composer.placeholder)}"></textarea>
<button type="submit" class="send" data-label="composer.send" aria-label="${escapeHtml(composer.send)}">${ICONS.send}</button>
</div>
<p class="hint" id="hint" data-text="composer.hint">${escapeHtml(composer.hint)}</p>
</form>`;
}

function renderDialogs({ end, idle }: WebTexts): string {
  return `<dialog id="end-dialog" aria-labelledby="end-title" aria-describedby="end-text">
<h2 id="end-title" data-text="end.title">${escapeHtml(end.title)}</h2>
<p id="end-text" data-text="end.text">${escapeHtml(end.text)}</p>
<div class="answers">
<button type="button" class="quiet" data-answer="cancel" data-text="end.cancel">${escapeHtml(end.cancel)}</button>
<button type="button" class="main" data-answer="confirm" data-text="end.confirm">${escapeHtml(end.confirm)}</button>
</div>
</dialog>
<dialog id="idle-dialog" role="alertdialog" aria-labelledby="idle-title" aria-describedby="idle-text">
<h2 id="idle-title" data-text="idle.title">${escapeHtml(idle.title)}</h2>
<p id="idle-text" data-text="idle.text">${escapeHtml(idle.text)}</p>
<div class="answers">
<button type="button" class="quiet" data-answer="end" data-text="end.button">${escapeHtml(end.button)}</button>
<button type="button" class="main" data-answer="stay" data-text="idle.stay">${escapeHtml(idle.stay)}</button>
</div>
</dialog>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
