/** What each follow-up says: why it comes, what it is about, and how to get fewer of its kind or none at all. */
import type { Choice, Line } from "../../dialog/dialog.ts";
import type { Services } from "../../dialog/services.ts";
import { SMART_CITY_TOPICS } from "../../dialog/smart-city-topics.ts";
import type { LocaleKey } from "../../dialog/words.ts";
import { encodeId } from "../../id-code.ts";
import type { Saved } from "../../patrons/outreach-state.ts";
import type { Patron } from "../../patrons/patron.ts";
import type { Program, Recommended } from "../../programs/program.ts";
import { addDays, localDate } from "../../understanding/local-time.ts";
import type { FollowUp } from "./follow-up.ts";

/** A tapped value that does something at once, whichever message it belonged to: `do:<what>[:<detail>]`. */
export const DO = "do:";
/** Programs in one message about what the patron follows. */
const MATCHES = 3;
/** Topics of a program that others are compared with. */
const TOPICS_COMPARED = 3;

/** Puts a follow-up into lines; undefined when there is nothing to say after all, e.g. no new program. */
export function linesOf(followUp: FollowUp, patron: Patron, services: Services): readonly Line[] | undefined {
  const { kind, program, saved } = followUp;
  switch (kind) {
    case "day":
    case "hours":
      return program && [reminder(program, saved, services)];
    case "moved":
      return program && [moved(program, saved)];
    case "cancelled":
    case "postponed":
    case "gone":
      return program && [off(kind, program, { patron, services })];
    case "after":
      return program && [after(program)];
    case "suggest":
      return program && suggestion(program, patron, services);
    case "interests":
      return newPrograms(patron, services);
    case "series":
      return topicOfTheWeek(patron, services);
    case "silent":
      return [
        {
          key: "follow-up.silent",
          choices: [{ value: "open:recommend", label: says("find") }, ...ways("weekly")],
        },
      ];
  }
}

function says(name: string): Choice["label"] {
  return { phrase: `follow-up.choice.${name}` as LocaleKey };
}

/** Fewer of this kind, and none of any. */
function ways(fewer: string, label = "fewer"): readonly Choice[] {
  return [
    { value: `${DO}fewer:${fewer}`, label: says(label) },
    { value: `${DO}stop`, label: says("stop") },
  ];
}

function card(program: Program): NonNullable<Line["programs"]> {
  return [{ program, reasons: [] }];
}

/** The button speaks of what the patron saved, whichever source tells of it by now. */
function dropping({ id }: Program | Saved): readonly Choice[] {
  return ways(`drop:${encodeId(id)}`, "drop");
}

function reminder(program: Program, saved: Saved | undefined, { today, timeZone }: Services): Line {
  const day = localDate(program.start, timeZone);
  const programs = card(program);
  const choices = dropping(saved ?? program);
  if (day === today) return { key: "follow-up.reminder.today", programs, choices };
  if (day === addDays(today, 1)) return { key: "follow-up.reminder.tomorrow", programs, choices };
  return { key: "follow-up.reminder.later", values: { day: { day, form: "on" } }, programs, choices };
}

function moved(program: Program, saved: Saved | undefined): Line {
  return { key: movedKey(program, saved), programs: card(program), choices: dropping(saved ?? program) };
}

function movedKey({ start }: Program, saved: Saved | undefined): Line["key"] {
  if (saved?.off === true) return "follow-up.movedBack";
  const isBack = saved?.off !== undefined && Date.parse(saved.start) === Date.parse(start);
  return isBack ? "follow-up.back" : "follow-up.moved";
}

/** A program that does not take place, and something like it instead where there is any. */
function off(
  kind: "cancelled" | "postponed" | "gone",
  program: Program,
  { patron, services }: { readonly patron: Patron; readonly services: Services },
): Line {
  const [instead] = similarTo(program, patron, services);
  const values = { title: { text: program.title } };
  const choices = [{ value: "open:recommend", label: says("find") }, ...ways("weekly").slice(1)];
  if (instead === undefined) return { key: `follow-up.${kind}.alone`, values, choices };
  return {
    key: `follow-up.${kind}.instead`,
    values,
    programs: [instead],
    choices,
  };
}

function after(program: Program): Line {
  const id = encodeId(program.id);
  return {
    key: "follow-up.after",
    values: { title: { text: program.title } },
    choices: [
      { value: `${DO}went:${id}`, label: says("went") },
      { value: `${DO}missed:${id}`, label: says("missed") },
      ...ways("never", "never"),
    ],
  };
}

function suggestion(program: Program, patron: Patron, services: Services): readonly Line[] | undefined {
  const [found] = similarTo(program, patron, services);
  return (
    found && [
      {
        key: "follow-up.suggest",
        values: { title: { text: program.title } },
        programs: [found],
        choices: ways("weekly"),
      },
    ]
  );
}

function newPrograms(patron: Patron, services: Services): readonly Line[] | undefined {
  const { programs, language, now } = services;
  const { interests } = patron;
  const wish = {
    text: interests.join(", "),
    slots: { topic: interests },
    language,
    interests,
    limit: MATCHES,
  };
  const { results, relaxed } = programs.recommend(
    // What was shown is not new.
    { ...wish, without: [...known(patron, services), ...patron.outreach.shown] },
    now,
  );
  if (results.length === 0 || relaxed.length > 0) return undefined;
  return [
    {
      key: "follow-up.interests",
      values: { topics: { list: [...interests] } },
      programs: results,
      choices: ways("interests"),
    },
  ];
}

function topicOfTheWeek(patron: Patron, services: Services): readonly Line[] | undefined {
  const next = patron.outreach.series?.next ?? 0;
  const topic = SMART_CITY_TOPICS[next];
  if (topic === undefined) return undefined;
  const key = `smart-city.topics.${topic}` as const;
  const [nearby] = about(services.phrase(`${key}.tryTopic`), patron, services);
  const told: Line = {
    key: nearby === undefined ? "follow-up.series.one" : "follow-up.series.with",
    values: { topic: { phrase: `${key}.label` }, text: { phrase: `${key}.tell` } },
    ...(nearby && { programs: [nearby] }),
    choices: [{ value: `open:smart-city:${topic}:more`, label: says("more") }, ...ways("series")],
  };
  const isLast = next === SMART_CITY_TOPICS.length - 1;
  return isLast
    ? [
        { ...told, choices: [] },
        { key: "follow-up.series.last", choices: told.choices },
      ]
    : [told];
}

/** Programs that the patron saved or went to: there is no need to tell of them. */
function known({ saved, attended }: Patron, { programs }: Services): readonly string[] {
  return [...saved.map(({ id }) => id), ...attended].map((id) => programs.find(id)?.id ?? id);
}

function similarTo(program: Program, patron: Patron, services: Services): readonly Recommended[] {
  const labels = program.keywords.flatMap(
    ({ label }) => label[services.language] ?? label.fi ?? label.en ?? [],
  );
  const title = program.title[services.language] ?? program.title.fi ?? program.title.en ?? "";
  const topics = labels.length === 0 ? title : labels.slice(0, TOPICS_COMPARED).join(", ");
  return about(topics, patron, services).filter((found) => found.program.id !== program.id);
}

/** Looks for programs about topics, near the patron's own library if there are any there. */
function about(topics: string, patron: Patron, services: Services): readonly Recommended[] {
  const { programs, language, now } = services;
  const wish = {
    text: topics,
    language,
    interests: patron.interests,
    without: known(patron, services),
    limit: 1,
  };
  const topic = topics.split(", ");
  const near = patron.home === undefined ? {} : { place: patron.home };
  return programs.recommend({ ...wish, slots: { topic, ...near } }, now).results;
}
