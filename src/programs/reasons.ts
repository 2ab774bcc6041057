/** Why a program is offered, as reasons that can be spoken. */

import { addDays } from "../understanding/local-time.ts";
import type { LocalDate, Slots } from "../understanding/understood.ts";
import { isMadeFor } from "./audience-match.ts";
import { type FilterSlot, latest } from "./filters.ts";
import type { Judging } from "./grades.ts";
import type { Reason } from "./program.ts";
import { textIn } from "./relax.ts";
import type { Shelved } from "./shelved.ts";
import { topicInWords } from "./topic-label.ts";
import { isDayUnwanted } from "./unwanted.ts";

/** "Soon" is a reason up to here. */
const SOON_MS = 3 * 24 * 3600 * 1000;

/** Tells why a program is offered: only what it holds to. */
export function reasonsFor(one: Shelved, judging: Judging): readonly Reason[] {
  const { wish, filters, hasTopic } = judging;
  const text = judging.texts.get(one.number);
  const interest = judging.interests.get(one.number);
  const { slots, language } = wish;
  const held = new Set(filters.map(({ slot }) => slot));
  const topics = hasTopic ? (text?.topics ?? []) : [];
  const place = textIn(one.program.place?.name ?? {}, language);
  const reasons: Reason[] = topics.map((topic) => ({
    kind: "topic",
    value: topicInWords(topic, language, wish.text),
  }));
  if (TIME_SLOTS.some((slot) => held.has(slot)))
    reasons.push({ kind: "when", value: dayOffered(one, held.has("when") ? slots : {}, judging) });
  if (held.has("place")) reasons.push({ kind: "place", value: place });
  // A program that does not say for whom it is must not be praised as made for children.
  const fitsAge = filters.find(({ slot }) => slot === "age")?.fits(one) ?? 0;
  if (fitsAge >= 0.5) reasons.push({ kind: "age", value: String(slots.age) });
  if (held.has("audience") && slots.audience !== undefined && isMadeFor(one.program, slots.audience))
    reasons.push({ kind: "audience", value: slots.audience });
  if (held.has("eventLanguage")) reasons.push({ kind: "language", value: slots.eventLanguage ?? "" });
  if (held.has("free")) reasons.push({ kind: "free" });
  if (held.has("online")) reasons.push({ kind: "online" });
  const followed = interest?.topics.find((topic) => !topics.includes(topic));
  if (followed !== undefined) reasons.push({ kind: "interest", value: topicInWords(followed, language) });
  if (!held.has("when") && one.startMs - judging.nowMs <= SOON_MS && one.lengthDays < 2)
    reasons.push({ kind: "soon" });
  return reasons;
}

const TIME_SLOTS: readonly FilterSlot[] = ["when", "weekdays", "partOfDay", "after", "before"];

function dayOffered(one: Shelved, { when }: Slots, { today, wish: { unwanted = [] } }: Judging): LocalDate {
  const first = latest(one.startDate, today, when?.from ?? today);
  let date = first;
  while (date <= one.lastDate && isDayUnwanted(date, unwanted)) date = addDays(date, 1);
  return date > one.lastDate ? first : date;
}
