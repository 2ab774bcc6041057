/**
 * Checks what an announcement says before anybody is asked to approve it: texts, links, audience, program and times. It changes nothing and
 * tells everything at once. What is wrong keeps it from being drafted; what is only strange is a warning.
 */
import type { AudienceCount } from "../../patrons/segments/audience.ts";
import type { EmptySegment } from "../../patrons/segments/empty-segments.ts";
import type { Expression } from "../../patrons/segments/expression.ts";
import { ExpressionError, readExpression } from "../../patrons/segments/read-expression.ts";
import type { Program } from "../../programs/program.ts";
import { LANGUAGES } from "../../understanding/understood.ts";
import { afterQuiet, isQuiet, type QuietHours } from "../quiet-hours.ts";
import type { AnnouncementContent } from "./announcement.ts";
import { bareLinksIn, type LinkRules, linksIn, whyLinkFails, whyNoLink } from "./check-links.ts";
import { problemsInText } from "./check-text.ts";
import type { Draft } from "./draft-file.ts";
import { localTime } from "./read-local-time.ts";

const LINKS_LIMIT = 10;
/** The ledger lives for 90 days from the approval on; this leaves time to send and to look. */
const DAYS_AHEAD = 60;
const DAY_MS = 24 * 3600 * 1000;

/** Something about a part of the content, e.g. `texts.fi`; `fragment` is what in its text it is about. */
export interface Finding {
  readonly path: string;
  readonly message: string;
  readonly fragment?: string;
  /** For a mistake at a character of the part, from 0. */
  readonly at?: number;
  /** Another part it is about. */
  readonly about?: string;
}

export interface Checked {
  readonly problems: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** Absent when the audience cannot be counted. */
  readonly count?: AudienceCount;
}

/** A language in which a content is more than one message on a channel. */
export interface TooLong {
  readonly channel: string;
  readonly language: "fi" | "en" | "sv";
  readonly length: number;
  readonly limit: number;
  readonly messages: number;
}

/** What a content is checked against. */
export interface CheckOptions {
  /** ISO 8601. */
  readonly now: string;
  readonly timeZone: string;
  readonly quiet: QuietHours;
  readonly links: LinkRules;
  /** A link that does not answer is only a warning. */
  readonly allowsBrokenLinks?: boolean;
  findProgram(id: string): Program | undefined;
  /** Counts whom a content would reach now. */
  count(content: AnnouncementContent): Promise<AudienceCount>;
  /** Finds where a content is more than one message, with everything that is added to it. */
  findTooLong?(content: AnnouncementContent): readonly TooLong[];
  /** Finds the segments that nobody is in. */
  findEmpty(expression: Expression): Promise<readonly EmptySegment[]>;
}

/** Checks a content as far as it could be read. */
export async function checkDraft(draft: Draft, options: CheckOptions): Promise<Checked> {
  const audience = await checkAudience(draft, options);
  const findings = [
    audience,
    checkLanguages(draft, audience.count),
    checkTexts(draft),
    checkLengths(draft, options),
    checkProgram(draft, options),
    checkSchedule(draft, options),
    await checkLinks(draft, options),
  ];
  return {
    problems: findings.flatMap(({ problems }) => problems),
    warnings: findings.flatMap(({ warnings }) => warnings),
    ...(audience.count !== undefined && { count: audience.count }),
  };
}

async function checkAudience(draft: Draft, { count, findEmpty }: CheckOptions): Promise<Checked> {
  const { audience, choices = [] } = draft;
  if (audience === undefined) return { problems: [], warnings: [] };
  try {
    const expression = readExpression(audience);
    const counted = await count({ ...draft, audience, choices });
    const empty = (await findEmpty(expression)).map(({ name, meant }) => ({
      path: "audience",
      fragment: name,
      message: `nobody is in ${name}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    }));
    const nobody = { path: "audience", message: "nobody is in the audience now" };
    return { problems: [], warnings: counted.count === 0 ? [...empty, nobody] : empty, count: counted };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const message = `the audience cannot be read: ${error.why}`;
    return { problems: [{ path: "audience", at: error.at, message }], warnings: [] };
  }
}

const NAMES = { fi: "Finnish", en: "English" } as const;

/** Both languages, unless everybody in the audience has the one that is there. */
function checkLanguages({ texts }: Draft, count: AudienceCount | undefined): Checked {
  const there = LANGUAGES.filter((language) => texts[language] !== undefined);
  const [only] = there;
  if (there.length === LANGUAGES.length) return { problems: [], warnings: [] };
  const all = count?.count ?? 0;
  if (only !== undefined && all > 0 && count?.byLanguage[only] === all) return { problems: [], warnings: [] };
  const missing = LANGUAGES.filter((language) => texts[language] === undefined);
  const problems = missing.map((language) => {
    const others = only === undefined ? 0 : all - (count?.byLanguage[only] ?? 0);
    const why =
      only === undefined || others === 0
        ? "write it"
        : `${others} of ${all} in the audience do not read ${NAMES[only]} (write it, or add "& language:${only}" to the audience)`;
    return { path: `texts.${language}`, message: `texts.${language} is missing: ${why}` };
  });
  return { problems, warnings: [] };
}

function checkTexts({ texts }: Draft): Checked {
  const problems: Finding[] = Object.entries(texts).flatMap(([language, text]) =>
    problemsInText(text ?? "").map(({ fragment, why }) => ({
      ...{ path: `texts.${language}`, message: why },
      ...(fragment !== undefined && { fragment }),
    })),
  );
  const same = (one: "fi" | "en" | "sv", other: "fi" | "en" | "sv") => {
    if (texts[one] === undefined || !isSame(texts[one], texts[other])) return;
    const message = `texts.${other} is the same as texts.${one}: write it in its own language`;
    problems.push({ path: `texts.${other}`, message });
  };
  same("fi", "en");
  same("fi", "sv");
  same("en", "sv");
  return { problems, warnings: [] };
}

function checkLengths(draft: Draft, { findTooLong }: CheckOptions): Checked {
  const { audience = "", choices = [], texts } = draft;
  // A message is in Finnish or English.
  if (findTooLong === undefined || (texts.fi ?? texts.en) === undefined)
    return { problems: [], warnings: [] };
  const problems = findTooLong({ ...draft, audience, choices }).map(
    ({ channel, language, length, limit, messages }) => ({
      path: `texts.${language}`,
      message: `on ${channel} it would be ${messages} messages: ${length} of at most ${limit} with all that is added (shorten it)`,
    }),
  );
  return { problems, warnings: [] };
}

function isSame(one: string, other: string | undefined): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, " ");
  return other !== undefined && plain(one) === plain(other);
}

function checkProgram(draft: Draft, { now, findProgram }: CheckOptions): Checked {
  const { program: id, choices = [], exclude } = draft;
  if (id === undefined) {
    const needs = [
      ...choices.filter((choice) => choice !== "dismiss").map((choice) => ["choices", choice] as const),
      ...(exclude.toldProgram ? [["exclude.told-program", "told-program"] as const] : []),
      ...(exclude.attended ? [["exclude.attended", "attended"] as const] : []),
    ];
    return {
      problems: needs.map(([path, what]) => ({
        ...{ path, fragment: what, about: "program" },
        message: `${what} is about a program, and none is named: add program:, or leave ${what} out`,
      })),
      warnings: [],
    };
  }
  const path = "program";
  const why = whyProgramIsNoUse(draft, { now, findProgram });
  const { full, sample } = findProgram(id) ?? {};
  const warnings = [
    ...(sample ? [{ path, message: `"${id}" is one of the samples, and nothing that takes place` }] : []),
    ...(full ? [{ path, message: `"${id}" is full` }] : []),
  ];
  return { problems: why === undefined ? [] : [{ path, message: why }], warnings };
}

/** Tells why nobody can be invited to the program of an announcement at the time it is sent; undefined when they can. */
export function whyProgramIsNoUse(
  { program: id, schedule }: Pick<AnnouncementContent, "program" | "schedule">,
  { now, findProgram }: Pick<CheckOptions, "now" | "findProgram">,
): string | undefined {
  if (id === undefined) return undefined;
  const program = findProgram(id);
  if (program === undefined) return `"${id}" is no program of the catalogue (see kutsu programs find)`;
  const { status, start, end = start } = program;
  if (status !== "scheduled") return `"${id}" is ${status}`;
  if (Date.parse(end) <= Date.parse(now)) return `"${id}" is over`;
  const isOverByThen = schedule.at !== undefined && Date.parse(schedule.at) >= Date.parse(end);
  return isOverByThen ? `"${id}" is over when it would be sent` : undefined;
}

function checkSchedule({ schedule }: Draft, { now, timeZone, quiet }: CheckOptions): Checked {
  const { at, until, spreadHours = 0 } = schedule;
  const [nowMs, fromMs, untilMs] = [now, at ?? now, until].map((time) => Date.parse(time ?? ""));
  if (nowMs === undefined || fromMs === undefined || untilMs === undefined)
    return { problems: [], warnings: [] };
  const problems: Finding[] = [];
  const warnings: Finding[] = [];
  const add = (path: string, message: string) => problems.push({ path, message });
  const say = (ms: number) => localTime(new Date(ms).toISOString(), timeZone);
  if (at !== undefined && fromMs <= nowMs) add("schedule.at", `${say(fromMs)} is past: it is ${say(nowMs)}`);
  if (until !== undefined && untilMs <= nowMs)
    add("schedule.until", `${say(untilMs)} is past: it is ${say(nowMs)}`);
  else if (until !== undefined && at !== undefined && untilMs <= fromMs)
    add("schedule.until", `${say(untilMs)} is not after schedule.at, ${say(fromMs)}`);
  else if (until !== undefined && untilMs < fromMs + spreadHours * 3600_000)
    add(
      "schedule.spread-hours",
      `it is spread until ${say(fromMs + spreadHours * 3600_000)}, which is after schedule.until, ${say(untilMs)}`,
    );
  const lastMs = Math.max(fromMs, until === undefined ? 0 : untilMs);
  if (lastMs > nowMs + DAYS_AHEAD * DAY_MS)
    add(
      lastMs === fromMs ? "schedule.at" : "schedule.until",
      `${say(lastMs)} is more than ${DAYS_AHEAD} days away: draft it later`,
    );
  const loudMs = afterQuiet(fromMs, quiet, timeZone);
  if (problems.length === 0 && until !== undefined && loudMs >= untilMs)
    add(
      "schedule.until",
      `it would reach nobody: until ${say(loudMs)} are quiet hours, and by ${say(untilMs)} it is to be over`,
    );
  else if (at !== undefined && isQuiet(fromMs, quiet, timeZone))
    warnings.push({
      path: "schedule.at",
      message: `${say(fromMs)} is within the quiet hours: it begins at ${say(loudMs)}`,
    });
  return { problems, warnings };
}

async function checkLinks(
  { texts, image }: Draft,
  { links: rules, allowsBrokenLinks }: CheckOptions,
): Promise<Checked> {
  const problems: Finding[] = [];
  const asked = new Map<string, { readonly path: string; readonly rules: LinkRules }>();
  const look = (link: string, path: string, withRules: LinkRules) => {
    const why = whyNoLink(link, withRules);
    if (why !== undefined) problems.push({ path, fragment: link, message: `"${link}" ${why}` });
    else if (!asked.has(link)) asked.set(link, { path, rules: withRules });
  };
  for (const [language, text = ""] of Object.entries(texts)) {
    for (const bare of bareLinksIn(text)) {
      const message = `"${bare}" is no link that everybody can open: write https://${bare}`;
      problems.push({ path: `texts.${language}`, fragment: bare, message });
    }
    for (const link of linksIn(text)) look(link, `texts.${language}`, rules);
  }
  if (image !== undefined) look(image, "image", { ...rules, type: "image/" });
  if (asked.size > LINKS_LIMIT) {
    const message = `${asked.size} links are in the texts: at most ${LINKS_LIMIT} are looked at`;
    return { problems: [...problems, { path: "texts", message }], warnings: [] };
  }
  const answers = await Promise.all(
    [...asked].map(async ([link, one]) => {
      const why = await whyLinkFails(link, one.rules);
      return why === undefined ? [] : [{ path: one.path, fragment: link, message: `"${link}" ${why}` }];
    }),
  );
  const broken = answers.flat();
  if (allowsBrokenLinks) return { problems, warnings: broken };
  const remedy = " (mend it, or say --allow-broken-links)";
  return {
    problems: [...problems, ...broken.map((one) => ({ ...one, message: one.message + remedy }))],
    warnings: [],
  };
}
