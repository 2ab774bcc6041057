/** Saves a program to be reminded of, lets it go again, and asks once whether Kutsu may ask afterwards how it was. */
import {
  again,
  type Choice,
  choicesOf,
  type Line,
  type Move,
  next,
  type Reply,
  type Step,
} from "../src/dialog/dialog.ts";
import { SAVED_MOST } from "../src/dialog/profile.ts";
import type { Services } from "../src/dialog/services.ts";
import type { LocaleKey } from "../src/dialog/words.ts";
import type { Program } from "../src/programs/program.ts";
import { ANOTHER, BACK, type Listed } from "./recommend-lines.ts";
import { isAhead, isReminded, remindChoices } from "./recommend-remind.ts";

/** Where a patron can be in saving a program; `list` is what they came from. */
export type SaveState =
  /** It was saved or let go; `told` is what was answered to the question after it. */
  | { at: "saved"; id: string; list?: Listed; told?: "allowed" | "refused" }
  | { at: "afterwards"; id: string; list?: Listed };

/** What of the state before is needed to come back. */
type From = { readonly list?: Listed };

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

/** Takes a tap or words that ask for a reminder of the program, or for none; undefined for anything else. */
export function reminded(
  wanted: "on" | "off" | undefined,
  program: Program,
  { services, list }: { readonly services: Services } & From,
): Move<SaveState> | undefined {
  const { id } = program;
  const from = list === undefined ? {} : { list };
  const isSaved = services.profile.saved.includes(id);
  if (wanted === undefined || (wanted === "off" && !isSaved)) return undefined;
  if (wanted === "off")
    return next({ at: "saved", id, ...from }, { records: [{ record: "unsaved", program: id }] });
  if (!isAhead(program, services)) return told({ key: "recommend.saved.late", choices: waysOn(list) });
  if (!isSaved && services.profile.saved.length >= SAVED_MOST)
    return told({ key: "recommend.saved.full", choices: [SAVED_LIST, ...waysOn(list)] });
  const records = [{ record: "saved", program } as const];
  if (!mayAsk(services)) return next({ at: "saved", id, ...from }, { records });
  return next({ at: "afterwards", id, ...from }, { records, lines: [savedLine(program, services)] });
}

const SAVED_LIST: Choice = { value: "open:settings:saved", label: { phrase: "recommend.saved.list" } };

function told(line: Line): Move<never> {
  return { kind: "again", line, answered: true };
}

function waysOn(list: Listed | undefined): readonly Choice[] {
  return [list === undefined ? ANOTHER : BACK];
}

/** Asked with the first program; whoever answered, or stopped all messages, is not asked again. */
function mayAsk({ profile }: Services): boolean {
  if (profile.saved.length > 0) return false;
  return !profile.allowed.includes("reminders") && profile.declined?.includes("reminders") !== true;
}

/** The question that follows the first program that is saved. */
export const afterwardsStep: Step<Extract<SaveState, { at: "afterwards" }>, SaveState> = {
  back: ({ id, list }) => ({ at: "saved", id, ...(list && { list }) }),
  ask: () => ({
    key: "recommend.afterwards.ask",
    choices: choicesOf(["yes", "no"] as const, (name) => `recommend.afterwards.${name}`),
  }),
  answer: ({ text }: Reply, { id, list }) => {
    if (text !== "yes" && text !== "no") return again("recommend.afterwards.again");
    const isYes = text === "yes";
    const purposes = ["reminders"] as const;
    return next(
      { at: "saved", id, ...(list && { list }), told: isYes ? "allowed" : "refused" },
      { records: [{ record: "profile", change: isYes ? { allow: purposes } : { refuse: purposes } }] },
    );
  },
};

/** What is said once a program was saved or let go, and what can follow. */
export function afterSavingLine(
  { id, list, told }: Extract<SaveState, { at: "saved" }>,
  services: Services,
): Line {
  const program = services.programs.find(id);
  const back = waysOn(list);
  if (program === undefined) return { key: "recommend.gone", choices: back };
  const enough: Choice = { value: "enough", label: { phrase: "recommend.choice.thanks" } };
  const choices = [...remindChoices(program, services), ...back, enough];
  if (told !== undefined) return { key: `recommend.afterwards.${told}`, choices };
  return isReminded(id, services)
    ? { ...savedLine(program, services), choices }
    : { key: "recommend.saved.removed", values: { title: { text: program.title } }, choices };
}

/** Says when the reminders come: those whose time is over do not. */
function savedLine({ title, start, allDay }: Program, { now, isPassing }: Services): Line {
  const leftMs = Date.parse(start) - Date.parse(now);
  const key = savedKey(leftMs, allDay);
  const values = { title: { text: title } };
  // Nothing is promised that a closed page would never show.
  return isPassing && key !== "recommend.saved.soon"
    ? { key: "recommend.saved.passing", values: { saved: { phrase: key, values } } }
    : { key, values };
}

function savedKey(leftMs: number, allDay: boolean): LocaleKey {
  if (leftMs <= 2 * HOUR_MS) return "recommend.saved.soon";
  if (leftMs <= DAY_MS) return allDay ? "recommend.saved.soon" : "recommend.saved.hours";
  return allDay ? "recommend.saved.day" : "recommend.saved.both";
}
