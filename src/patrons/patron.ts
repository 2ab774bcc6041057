/**
 * What Kutsu keeps of a patron between two messages: where each conversation stands, and what the patron chose.
 * Stored as JSON with a format number; what cannot be read starts over, it never breaks a conversation.
 */
import { z } from "zod";
import type { Address } from "../channels/channel.ts";
import type { FeedbackGiven } from "../dialog/dialog.ts";
import {
  changeChosen,
  changeDeclined,
  type Profile,
  type ProfileChange,
  PURPOSES,
  SUITS,
} from "../dialog/profile.ts";
import { AUDIENCES, LANGUAGES } from "../understanding/understood.ts";
import { type Consent, changeConsents, consentSchema } from "./consent.ts";
import { newOutreach, outreachSchema, savedSchema } from "./outreach-state.ts";

const FORMAT = 1;
/** How much of a patron's own feedback and questions is remembered for changing them, and how many characters of each. */
const GIVEN_LIMIT = 5;
const GIVEN_LENGTH = 60;

const progressSchema = z.object({
  dialog: z.string(),
  version: z.number(),
  state: z.looseObject({ at: z.string() }),
});

const talkSchema = z.object({
  /** Where the conversation stood could not be read: it starts over and says so. */
  lost: z.literal(true).optional(),
  /** False once the platform said that messages no longer arrive. */
  reachable: z.boolean(),
  /** Others read along. */
  group: z.literal(true).optional(),
  /** The address lasts only while something is open. */
  passing: z.literal(true).optional(),
  /** When the patron was heard here last (ISO 8601). */
  heard: z.string().optional(),
  /** The language spoken here, where the patron has several addresses; absent: that of the patron. */
  language: z.enum(LANGUAGES).optional().catch(undefined),
  /** The dialog under way, and the question that was asked last. */
  progress: progressSchema.optional(),
  question: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** The announcement that was sent here, until the patron's next message: what they do then is a reaction to it. */
  announced: z.string().optional(),
  /** The turn in which the dialog under way began. */
  since: z.number().optional(),
  /** Dialogs that were interrupted, last one first to go on. */
  parked: z.array(progressSchema).default([]),
  /** An answer that may have been a command; the patron was asked which. */
  doubt: z.object({ text: z.string(), command: z.string().optional() }).optional(),
});

const givenSchema = z.object({
  id: z.string(),
  text: z.string(),
  /** The latest only: what can be changed without saying all of it again. */
  whole: z
    .object({
      about: z.enum(["program", "library", "idea", "other"]),
      program: z.string().optional(),
      rating: z.number().optional(),
      /** Absent when it is long: the feedback itself is kept for a shorter time than the patron. */
      comment: z.string().optional(),
      mayAnswer: z.boolean(),
      answer: z.enum(["here", "contact", "no"]),
    })
    .optional()
    .catch(undefined),
});

const patronSchema = z.object({
  format: z.literal(FORMAT).catch(FORMAT),
  /** Absent until a first message tells. */
  language: z.enum(LANGUAGES).optional().catch(undefined),
  /** The patron chose the language: nothing but another choice changes it. */
  languageChosen: z.boolean().catch(false),
  /** Kutsu has introduced itself. */
  met: z.boolean().catch(true),
  interests: z.array(z.string()).catch([]),
  home: z.string().optional().catch(undefined),
  audience: z.enum(AUDIENCES).optional().catch(undefined),
  childAges: z.array(z.number()).catch([]),
  suits: z.enum(SUITS).optional().catch(undefined),
  weeklyMost: z.number().optional().catch(undefined),
  consents: z.partialRecord(z.enum(PURPOSES), consentSchema).catch({}),
  /** What the patron said no to: it is not asked by the way again. */
  declined: z.array(z.enum(PURPOSES)).optional().catch(undefined),
  /** Programs to be reminded of. */
  saved: z.array(savedSchema).catch([]),
  /** Programs the patron said they went to, latest first. */
  attended: z.array(z.string()).catch([]),
  outreach: outreachSchema.catch(newOutreach),
  /** The latest feedback, newest first: its id and how it begins. */
  given: z.array(givenSchema).catch([]),
  /** The latest questions to librarians, newest first, in the same way. */
  asked: z.array(givenSchema).catch([]),
  /** The patron's addresses in the order they were joined, the first empty once it was removed; absent with one alone. */
  addresses: z.array(z.string()).optional().catch(undefined),
  /** When a code to join another address was asked for, while it has not been used. */
  invited: z.string().optional().catch(undefined),
  /** Which address of the personal calendar holds, and whether it is switched off; its number only grows. */
  calendar: z
    .object({ version: z.number(), off: z.literal(true).optional() })
    .optional()
    .catch(undefined),
  /** How often an address was removed: links to the patron's data that were made before hold no more. */
  partings: z.number().optional().catch(undefined),
  talks: z.record(z.string(), talkSchema.catch({ reachable: true, parked: [], lost: true })).catch({}),
});

/** A patron as stored. */
export type Patron = Readonly<z.infer<typeof patronSchema>>;
/** Where a patron's conversation on one address stands. */
export type Talk = Readonly<z.infer<typeof talkSchema>>;

/** A patron nobody has met yet. */
export const newPatron: Patron = {
  format: FORMAT,
  languageChosen: false,
  met: false,
  interests: [],
  childAges: [],
  consents: {},
  saved: [],
  attended: [],
  outreach: newOutreach,
  given: [],
  asked: [],
  talks: {},
};

const newTalk: Talk = { reachable: true, parked: [] };

/** Reads a stored patron; a part that cannot be read falls back alone, and the rest is kept. */
export function parsePatron(stored: string): Patron {
  if (stored === "") return newPatron;
  try {
    return patronSchema.parse(JSON.parse(stored));
  } catch {
    return { ...newPatron, met: true };
  }
}

/** Writes a patron as it is stored: what is empty is left out, for it is read back as empty. */
export function storedPatron(patron: Patron): string {
  const talks = Object.entries(patron.talks).map(([address, talk]) => [address, withoutEmpty(talk)]);
  return JSON.stringify({
    ...withoutEmpty(patron),
    outreach: withoutEmpty(patron.outreach),
    talks: Object.fromEntries(talks),
  });
}

function withoutEmpty(part: object): object {
  const isEmpty = (value: unknown) =>
    typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return Object.fromEntries(Object.entries(part).filter(([, value]) => !isEmpty(value)));
}

/** Tells where the conversation on an address stands. */
export function talkOf(patron: Patron, address: Address): Talk {
  return patron.talks[address] ?? newTalk;
}

/** Sets where the conversation on an address stands. */
export function withTalk(patron: Patron, address: Address, talk: Talk): Patron {
  return { ...patron, talks: { ...patron.talks, [address]: talk } };
}

/** Applies what the patron chose to keep or change; `given` is when and where. */
export function changePatron(patron: Patron, change: ProfileChange, given: Consent): Patron {
  const series = change.series ?? patron.outreach.series !== undefined;
  const declined = changeDeclined(patron.declined, change);
  return {
    ...changeChosen(patron, change),
    language: change.language ?? patron.language,
    languageChosen: patron.languageChosen || change.language !== undefined,
    consents: changeConsents(patron.consents, change, given),
    declined: declined.length > 0 ? [...declined] : undefined,
    outreach: {
      ...patron.outreach,
      series: series ? (patron.outreach.series ?? { next: 0, at: given.at }) : undefined,
    },
  };
}

/** Gives the profile as dialogs see it. */
export function profileOf({ consents, declined, saved, outreach, ...patron }: Patron): Profile {
  const { interests, home, audience, childAges, suits, weeklyMost } = patron;
  return {
    ...{ interests, home, audience, childAges, suits, weeklyMost },
    allowed: PURPOSES.filter((purpose) => consents[purpose] !== undefined),
    since: Object.fromEntries(Object.entries(consents).map(([purpose, { at }]) => [purpose, at])),
    declined,
    saved: saved.map(({ id }) => id),
    silent: saved.filter(({ reminds }) => !reminds).map(({ id }) => id),
    series: outreach.series !== undefined,
    ...(patron.attended.length > 0 && { attended: patron.attended }),
    calendar: patron.calendar,
  };
}

/** Remembers feedback as the patron's own, in place of an earlier version of it; never how to reach the patron. */
export function rememberGiven(
  patron: Patron,
  id: string,
  { id: _id, contact, comment, ...given }: FeedbackGiven,
): Patron {
  const answer = contact !== undefined ? "contact" : given.mayAnswer ? "here" : "no";
  const whole = { ...given, ...(comment.length > GIVEN_LENGTH ? {} : { comment }), answer } as const;
  const latest: Patron["given"][number] = { id, text: beginningOf(comment), whole };
  const earlier = forgetGiven(patron, id).given.map(({ id, text }) => ({ id, text }));
  return { ...patron, given: [latest, ...earlier].slice(0, GIVEN_LIMIT) };
}

/** Remembers how a question to a librarian begins, so that the patron can take it back. */
export function rememberAsked(patron: Patron, id: string, question: string): Patron {
  const latest = { id, text: beginningOf(question) };
  return { ...patron, asked: [latest, ...forgetGiven(patron, id).asked].slice(0, GIVEN_LIMIT) };
}

/** Forgets feedback or a question that was withdrawn. */
export function forgetGiven(patron: Patron, id: string): Patron {
  const isOther = (one: { readonly id: string }) => one.id !== id;
  return { ...patron, given: patron.given.filter(isOther), asked: patron.asked.filter(isOther) };
}

function beginningOf(text: string): string {
  return text.length > GIVEN_LENGTH ? `${text.slice(0, GIVEN_LENGTH)}…` : text;
}
