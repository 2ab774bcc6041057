/** Tells which programs a patron can be reminded of, which they are, and whether they ask for it in words. */
import { type Choice, choicesOf } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { Program } from "../src/programs/program.ts";

const REMIND = /(?<!\p{L})(muistut(a|at|ta|us|uksen)\p{L}*|remind\p{L}*)/iu;
const NO_MORE =
  /(?<!\p{L})(älä|älkää|en|ei|peru\p{L}*|poista\p{L}*|lopeta\p{L}*|don'?t|do not|no|cancel|stop|remove|delete)(?!\p{L})/iu;

/** Tells whether a text asks for a reminder, or for none any more; undefined when it speaks of none. */
export function reminderIn(text: string): "on" | "off" | undefined {
  if (!REMIND.test(text)) return undefined;
  return NO_MORE.test(text) ? "off" : "on";
}

/** Tells whether a program can be reminded of: it takes place, and has not begun. */
export function isAhead({ start, status }: Program, { now }: Services): boolean {
  return status === "scheduled" && Date.parse(start) > Date.parse(now);
}

/** Tells whether reminders of a program come. */
export function isReminded(id: string, { profile }: Services): boolean {
  return profile.saved.includes(id) && profile.silent?.includes(id) !== true;
}

/** The choice to be reminded of a program, or no longer. */
export function remindChoices(program: Program, services: Services): readonly Choice[] {
  const canBe = !services.isGroup && isAhead(program, services) ? (["remind"] as const) : [];
  const names = !services.isGroup && isReminded(program.id, services) ? (["unremind"] as const) : canBe;
  return choicesOf<"remind" | "unremind">(names, (name) => `recommend.choice.${name}`);
}
