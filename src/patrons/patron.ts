/**
 * What Kutsu keeps of a patron between two messages: where each conversation stands, and what the patron chose.
 * Stored as JSON with a format number; what cannot be read starts over, it never breaks a conversation.
 */
import { z } from "zod";
import type { Address } from "../channels/channel.ts";
import type { FeedbackGiven, ProfileChange } from "../dialog/dialog.ts";
import { LANGUAGES } from "../understanding/understood.ts";

const FORMAT = 1;
/** How much of a patron's own feedback and questions is remembered for changing them, and how many characters of each. */
const GIVEN_LIMIT = 5;
const GIVEN_LENGTH = 60;
/** How many topics a patron can follow. */
const INTERESTS_LIMIT = 50;

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
  /** The dialog under way, and the question that was asked last. */
  progress: progressSchema.optional(),
  question: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** The turn in which the dialog under way began. */
  since: z.number().optional(),
  /** Dialogs that were interrupted, last one first to go on. */
  parked: z.array(progressSchema),
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
  messagesAllowed: z.boolean().catch(false),
  /** The latest feedback, newest first: its id and how it begins. */
  given: z.array(givenSchema).catch([]),
  /** The latest questions to librarians, newest first, in the same way. */
  asked: z.array(givenSchema).catch([]),
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
  messagesAllowed: true,
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
    return { ...newPatron, met: true, messagesAllowed: false };
  }
}

/** Tells where the conversation on an address stands. */
export function talkOf(patron: Patron, address: Address): Talk {
  return patron.talks[address] ?? newTalk;
}

/** Sets where the conversation on an address stands. */
export function withTalk(patron: Patron, address: Address, talk: Talk): Patron {
  return { ...patron, talks: { ...patron.talks, [address]: talk } };
}

/** Applies what the patron chose to keep or change. */
export function changeProfile(patron: Patron, change: ProfileChange): Patron {
  const interests = patron.interests.filter((topic) => topic !== change.unfollow && topic !== change.follow);
  if (change.follow !== undefined) interests.push(change.follow);
  return {
    ...patron,
    language: change.language ?? patron.language,
    languageChosen: patron.languageChosen || change.language !== undefined,
    interests: interests.slice(-INTERESTS_LIMIT),
    messagesAllowed: change.messagesAllowed ?? patron.messagesAllowed,
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
