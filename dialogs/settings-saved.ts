/** The programs a patron saved to be reminded of: what and when they are, and letting go of them. */
import { again, type Choice, choicesOf, done, type Line, next, type Steps } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { Program } from "../src/programs/program.ts";
import { localDate } from "../src/understanding/local-time.ts";
import type { Menu } from "./settings.ts";

/** Where a patron can be in looking at what they saved; `after` is how many were shown before. */
export type SavedState = { at: "saved"; after?: number };

/** How many are shown at once. */
const SHOWN_AT_ONCE = 5;
const UNSAVE = "unsave:";
/** A longer title is cut in the label of a button. In characters. */
const LONGEST_TITLE = 28;

/** How what was saved is shown and let go. */
export const savedSteps: Steps<SavedState, Menu> = {
  saved: {
    back: ({ after = 0 }) => (after > 0 ? { at: "saved" } : { at: "menu" }),
    ask: ({ after = 0 }, services) => savedLine(services, after),
    answer: ({ text, chosen, understood }, { after = 0 }, services) => {
      if (chosen && text.startsWith(UNSAVE)) return letGo([text.slice(UNSAVE.length)], services);
      switch (text) {
        case "more":
          return next({ at: "saved", after: after + SHOWN_AT_ONCE });
        case "tidy":
          return letGo(goneOf(services), services);
        case "done":
          return done({ key: "settings.closing" });
      }
      return understood.intent === "thanks"
        ? done({ key: "settings.closing" })
        : again("settings.saved.again");
    },
  },
};

function letGo(ids: readonly string[], { programs }: Services) {
  const title = ids.length === 1 && programs.find(ids[0] ?? "")?.title;
  const line: Line = title
    ? { key: "settings.saved.removed", values: { title: { text: title } } }
    : { key: "settings.saved.tidied" };
  return next<SavedState | Menu>(
    { at: "saved" },
    { lines: [line], records: ids.map((program) => ({ record: "unsaved", program })) },
  );
}

/** What was saved and is no longer among the programs. */
function goneOf({ profile, programs }: Services): readonly string[] {
  return profile.saved.filter((id) => programs.find(id) === undefined);
}

function savedLine(services: Services, after: number): Line {
  const { profile, programs } = services;
  const saved = profile.saved.flatMap((id) => programs.find(id) ?? []);
  const shown = saved.slice(after, after + SHOWN_AT_ONCE);
  const gone = goneOf(services);
  const choices = [
    ...removals(shown, services),
    ...choicesOf(saved.length > after + SHOWN_AT_ONCE ? (["more"] as const) : [], labelOf),
    ...choicesOf(gone.length > 0 ? (["tidy"] as const) : [], labelOf),
    ...choicesOf(["done"] as const, labelOf),
  ];
  if (shown.length === 0) {
    return gone.length > 0
      ? { key: "settings.saved.gone", values: { count: gone.length }, choices }
      : { key: "settings.saved.none", choices };
  }
  const list = shown.map((program) => ({ program, reasons: [] }));
  const silent = profile.silent ?? [];
  const key =
    after > 0
      ? "settings.saved.more"
      : saved.every(({ id }) => silent.includes(id))
        ? "settings.saved.silent"
        : "settings.saved.some";
  return { key, values: { count: saved.length }, programs: list, choices };
}

function labelOf<Name extends "more" | "tidy" | "done">(name: Name): `settings.saved.choice.${Name}` {
  return `settings.saved.choice.${name}`;
}

/** Buttons that let go, one a title and day: of two alike the later one is let go after the first. */
function removals(shown: readonly Program[], { timeZone, language }: Services): readonly Choice[] {
  const labels = new Set<string>();
  return shown.flatMap((program): readonly Choice[] => {
    const title = titleOf(program, language);
    const day = localDate(program.start, timeZone);
    if (labels.has(`${title} ${day}`)) return [];
    labels.add(`${title} ${day}`);
    const values = { title, day: { day, form: "on" } } as const;
    return [{ value: `${UNSAVE}${program.id}`, label: { phrase: "settings.saved.choice.remove", values } }];
  });
}

function titleOf({ title }: Program, language: Services["language"]): string {
  const text = title[language] ?? title.fi ?? title.en ?? title.sv ?? "";
  return text.length > LONGEST_TITLE ? `${text.slice(0, LONGEST_TITLE).trimEnd()}…` : text;
}
