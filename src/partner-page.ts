/** The page on which a partner reads an announcement and answers, as HTML without a script: everything that was written by people is escaped. */
import { createHash } from "node:crypto";
import { spanInWords } from "./conversation/speak-time.ts";
import { channelName, type LocaleKey, type Value, type Values } from "./dialog/words.ts";
import type { Announcement } from "./outreach/announcements/announcement.ts";
import { purposeOf } from "./outreach/announcements/lines.ts";
import type { Expression, SegmentTerm } from "./patrons/segments/expression.ts";
import { readExpression } from "./patrons/segments/read-expression.ts";
import type { Program } from "./programs/program.ts";
import { topicInWords } from "./programs/topic-label.ts";
import type { Language } from "./understanding/understood.ts";

/** What a page speaks with. */
export interface PageWords {
  readonly language: Language;
  readonly timeZone: string;
  /** ISO 8601. */
  readonly now: string;
  phrase(key: LocaleKey, language: Language, values?: Values): string;
  findProgram(id: string): Program | undefined;
}

/** Fewer people than this are not counted out to anybody outside the library: they might be known. */
const FEW = 5;

const STYLE = `
:root { color-scheme: light dark; --paper: #f6f3ec; --surface: #fffdf9; --ink: #1b2a2e; --soft: #53646a; --edge: #7d8a8c; --brand: #0f5257; --on-brand: #fbf8f1; --warning: #a3281a; }
@media (prefers-color-scheme: dark) { :root { --paper: #10181a; --surface: #192326; --ink: #ebe7de; --soft: #a6b4b5; --edge: #7c8b8d; --brand: #8ad0c8; --on-brand: #0a2a2c; --warning: #ffb199; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
nav { text-align: right; }
a { color: var(--brand); }
.text { background: var(--surface); border-left: 0.25rem solid var(--brand); margin: 0; padding: 0.75rem 1rem; white-space: pre-line; }
label { display: block; font-weight: 600; }
.hint { color: var(--soft); margin: 0.25rem 0; }
.wrong { color: var(--warning); font-weight: 600; }
input { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--edge); border-radius: 0.5rem; padding: 0.6rem; width: 100%; box-sizing: border-box; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; margin: 1rem 0.5rem 0 0; padding: 0.5rem 1.25rem; border-radius: 0.5rem; border: 2px solid var(--brand); background: transparent; color: var(--brand); cursor: pointer; }
button.main { background: var(--brand); color: var(--on-brand); }
:focus-visible { outline: 3px solid var(--warning); outline-offset: 2px; }
`;

/** What the pages may load: their own style, and nothing else. Their forms are sent to where they came from. */
export const PARTNER_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** What the page of an announcement is made of. */
export interface AskingPage {
  readonly announcement: Announcement;
  /** How many it would reach now. */
  readonly people: number;
  readonly expires: string;
  /** What the form carries. */
  readonly formToken: string;
  /** The name is missing: whoever answers is told. */
  readonly nameMissing?: boolean;
}

/** Renders the page that asks a partner. */
export function renderAsking(words: PageWords, page: AskingPage): string {
  const { announcement, expires, nameMissing = false } = page;
  const { content } = announcement;
  const say = (key: LocaleKey, values?: Values) => words.phrase(key, words.language, values);
  const until = spanInWords({ start: expires, allDay: false }, words);
  const wrong = nameMissing
    ? html`<p class="wrong" id="wrong" role="alert">${say("partner.nameMissing")}</p>`
    : html``;
  return document(
    words,
    say("partner.title"),
    html`<h1>${say("partner.heading")}</h1>
<p>${say("partner.intro", { partner: content.partner ?? "" })}</p>
${textsOf(announcement, say)}
${programOf(announcement, words, say)}
<h2>${say("partner.buttons")}</h2>
${buttonsOf(announcement, say)}
<h2>${say("partner.who")}</h2>
${whoOf(page, words, say)}
<h2>${say("partner.when")}</h2>
${whenOf(announcement, words, say)}
<h2 id="answer">${say("partner.answer")}</h2>
<form method="post" action="?language=${words.language}" aria-labelledby="answer">
${wrong}
<label for="name">${say("partner.name")}</label>
<p class="hint" id="hint">${say("partner.nameHint")}</p>
<input id="name" name="name" autocomplete="name" required maxlength="60" aria-describedby="hint${nameMissing ? " wrong" : ""}"${nameMissing ? html` aria-invalid="true"` : html``}>
<input type="hidden" name="token" value="${page.formToken}">
<button class="main" name="answer" value="yes">${say("partner.yes")}</button>
<button name="answer" value="no">${say("partner.no")}</button>
<p class="hint">${say("partner.once", { time: until })}</p>
</form>`,
  );
}

/** Renders the page after an answer. */
export function renderThanks(words: PageWords, answer: "yes" | "no"): string {
  const title = words.phrase("partner.thanks.title", words.language);
  return document(
    words,
    title,
    html`<h1>${title}</h1><p>${words.phrase(`partner.thanks.${answer}`, words.language)}</p>`,
  );
}

/** Why a link cannot be used. */
export type PartnerProblem =
  | "unknown"
  | "expired"
  | "answered"
  | "changed"
  | "replaced"
  | "over"
  | "hindered"
  | "form"
  | "busy"
  | "broken";

/** Renders the page of a link that cannot be used, or not just now. */
export function renderProblem(words: PageWords, problem: PartnerProblem): string {
  const isHindered = problem === "hindered";
  const heading = words.phrase(`partner.problem.${isHindered ? "notNow" : "heading"}`, words.language);
  const why = words.phrase(`partner.problem.${problem}`, words.language);
  return document(words, heading, html`<h1>${heading}</h1><p>${why}</p>`);
}

type Say = (key: LocaleKey, values?: Values) => string;

function textsOf({ content: { texts, image } }: Announcement, say: Say): Html {
  const parts = (["fi", "en", "sv"] as const).map((language) =>
    texts[language] === undefined
      ? html``
      : html`<h2>${say(`partner.text.${language}`)}</h2>
<p class="text" lang="${language}">${texts[language]}</p>
`,
  );
  const picture =
    image === undefined
      ? html``
      : html`<h2>${say("partner.image")}</h2><p><a href="${image}">${image}</a></p>`;
  return html`${parts}${picture}`;
}

function programOf({ content }: Announcement, words: PageWords, say: Say): Html {
  if (content.program === undefined) return html``;
  const program = words.findProgram(content.program);
  const { title = { fi: content.program } } = program ?? {};
  const facts = [
    localized(title, words.language),
    ...(program === undefined ? [] : [spanInWords(program, words), whereIn(program, words, say)]),
  ].filter((fact) => fact !== "");
  return html`<h2>${say("partner.program")}</h2><p>${facts.join(", ")}</p>`;
}

function whereIn({ place, online }: Program, { language }: PageWords, say: Say): string {
  if (online) return say("program.online");
  return [localized(place?.name ?? {}, language), localized(place?.address ?? {}, language)]
    .filter((part) => part !== "")
    .join(", ");
}

/** The buttons under the message, in the order they stand there. */
function buttonsOf({ content }: Announcement, say: Say): Html {
  const { program, choices, texts } = content;
  const isOffered = (name: (typeof choices)[number]) => choices.includes(name);
  const labels: readonly LocaleKey[] = [
    ...(program !== undefined && isOffered("more") ? (["program.details"] as const) : []),
    ...(program !== undefined && isOffered("save") ? (["announcement.choice.save"] as const) : []),
    ...(isOffered("dismiss") ? (["announcement.choice.dismiss"] as const) : []),
    ...(texts.sv === undefined ? [] : (["announcement.choice.swedish"] as const)),
    `announcement.choice.stop.${purposeOf(content)}`,
  ];
  return html`<ul>${labels.map((label) => html`<li>${say(label)}</li>`)}</ul>`;
}

function whoOf({ announcement, people }: AskingPage, words: PageWords, say: Say): Html {
  const { audience, exclude } = announcement.content;
  const purpose = purposeOf(announcement.content);
  const { toldProgram, attended, announcedWithinDays: days } = exclude;
  const expression = readExpression(audience);
  const isForAll = expression.is === "segment" && expression.kind === "all";
  const sentences = [
    ...(isForAll
      ? [say(`partner.everyone.${purpose}`)]
      : [sentenceOf(inWords(expression, words, say)), say(`partner.agreed.${purpose}`)]),
    ...(toldProgram ? [say("partner.excluded.told")] : []),
    ...(attended ? [say("partner.excluded.attended")] : []),
    ...(days === undefined ? [] : [say("partner.excluded.announced", { count: days })]),
    people < FEW ? say("partner.few") : say("partner.people", { people }),
  ];
  return html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

function whenOf({ content: { schedule } }: Announcement, words: PageWords, say: Say): Html {
  const time = (start: string) => spanInWords({ start, allDay: false }, words);
  const { at, spreadHours = 0, until } = schedule;
  const hours = new Intl.NumberFormat(words.language).format(spreadHours);
  const sentences = [
    at === undefined ? say("partner.now") : say("partner.at", { time: time(at) }),
    ...(spreadHours > 0 ? [say("partner.spread", { count: spreadHours, hours })] : []),
    ...(until === undefined ? [] : [say("partner.until", { time: time(until) })]),
  ];
  return html`<p>${sentences.join(" ")}</p>`;
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Says an audience: its segments by name, joined as they are in the expression. */
function inWords(expression: Expression, words: PageWords, say: Say): string {
  if (expression.is === "segment") return termInWords(expression, words, say);
  if (expression.is === "not") return say("partner.not", { one: inWords(expression.of, words, say) });
  const key = `partner.${expression.is}` as const;
  return expression.of
    .map((part) => {
      const said = inWords(part, words, say);
      return part.is === "and" || part.is === "or" ? say("partner.group", { one: said }) : said;
    })
    .reduce((one, other) => say(key, { one, other }));
}

function termInWords({ kind, value }: SegmentTerm, words: PageWords, say: Say): string {
  if (kind === "all" || kind === "unreachable") return say(`partner.kind.${kind}`);
  return say(`partner.kind.${kind}`, { value: wordsOfValue({ kind, value }, words) });
}

function wordsOfValue({ kind, value }: Pick<SegmentTerm, "kind" | "value">, words: PageWords): Value {
  const { language } = words;
  switch (kind) {
    case "language":
      return { languageName: value };
    case "interest":
      return topicInWords(value, language);
    case "audience":
      return { phrase: `program.audience.${value}` as LocaleKey }; // one of AUDIENCES: the expression was read
    case "consent":
      return { phrase: `partner.purpose.${value}` as LocaleKey }; // one of PURPOSES, likewise
    case "channel":
    case "via":
      return channelName(value);
    case "saved":
    case "attended":
    case "told":
      return localized(words.findProgram(value)?.title ?? { fi: value }, language);
    default:
      return value;
  }
}

function localized(text: Program["title"], language: Language): string {
  return text[language] ?? text.fi ?? text.en ?? text.sv ?? "";
}

function document({ language, phrase }: PageWords, title: string, body: Html): string {
  const other = language === "fi" ? "en" : "fi";
  const name = phrase("partner.otherLanguage", language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${title} – Kutsu</title>
${new Html(`<style>${STYLE}</style>`)}
</head>
<body>
<main>
<nav><a href="?language=${other}" lang="${other}" hreflang="${other}">${name}</a></nav>
${body}
</main>
</body>
</html>
`.text;
}

/** HTML that is safe to put into a page as it is. */
class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Writes HTML: whatever is put in is escaped, unless it is HTML already. */
function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const texts = values.map((value) => {
    if (typeof value === "string") return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return value instanceof Html ? value.text : value.map(({ text }) => text).join("");
  });
  return new Html(parts.map((part, at) => part + (texts[at] ?? "")).join(""));
}
