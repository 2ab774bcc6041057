/**
 * What a dialog may read. Everything here is a plain value or a synchronous question: a turn waits for nothing.
 */
import type { Localized, Program, Recommendation } from "../programs/program.ts";
import type { Audience, Language, LocalDate, Slots } from "../understanding/understood.ts";
import type { FeedbackGiven } from "./dialog.ts";
import type { Profile } from "./profile.ts";
import type { LocaleKey } from "./words.ts";

/** What a patron asks the catalogue for. */
export interface ProgramWish {
  /** The patron's words, or a topic. */
  readonly text: string;
  readonly slots: Slots;
  /** What the patron said not to want: a program that fits all slots of one of these is never offered. */
  readonly unwanted?: readonly Slots[] | undefined;
  readonly language: Language;
  /** Topics the patron follows. */
  readonly interests: readonly string[];
  /** The patron's own library or district, when the wish names no place: what is near comes first, nothing is left out. */
  readonly home?: string;
  /** Ages of the patron's children, when the wish names nobody: what suits them comes first, nothing is left out. */
  readonly childAges?: readonly number[];
  /** Whom the patron looks for programs for, when the wish names nobody; as above. */
  readonly audience?: Audience;
  /** Ids already shown, which are not shown again. */
  readonly without: readonly string[];
  /** Ids of what the patron attended: what is new to them goes before. */
  readonly attended?: readonly string[];
  readonly limit: number;
}

/** What dialogs may ask of the catalogue. */
export interface ProgramShelf {
  recommend(wish: ProgramWish, now: string): Recommendation;
  find(id: string): Program | undefined;
  /** A program that has not begun and that its source left out, and since when (ISO 8601). Absent where that is not known. */
  findGone?(id: string): { readonly program: Program; readonly since: string } | undefined;
  /** True while the sample programs stand in for a source. */
  readonly isSample: boolean;
}

/** What a patron gave the library: feedback, or a question to a librarian. */
export interface GivenFeedback {
  readonly id: string;
  /** How it begins. */
  readonly text: string;
  /** All of it but how the patron can be reached; of the latest only. A long comment is not kept here: `text` is how it begins. */
  readonly whole?: Omit<FeedbackGiven, "id" | "contact" | "comment"> & {
    readonly comment?: string;
    readonly answer: "here" | "contact" | "no";
  };
}

/** Handed to every step. */
export interface Services {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Today in the library's zone. */
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly language: Language;
  /** Others read along: nothing personal is offered or said. */
  readonly isGroup: boolean;
  /** Kutsu can write to the patron only while this page or terminal is open. */
  readonly isPassing: boolean;
  /** What the patron is known by, as told at the library's desk. */
  readonly patron: string;
  readonly profile: Profile;
  readonly programs: ProgramShelf;
  /** Where the patron can fetch everything stored about them; works for an hour. Absent where no server runs. */
  readonly exportUrl?: string;
  /** Ways into Kutsu that only it can make; absent where it has none. */
  readonly links?: {
    /** The code that was asked for at the time (ISO 8601). */
    joinCode(invitedAt: string): string;
    /** Addresses that open other channels with a payload. */
    opening(payload: string): readonly string[];
    /** The address of the personal calendar; undefined where no server runs. */
    calendar(version: number): string | undefined;
  };
  /** The code that the patron joins with was looked at and is no use; "tooMany": it was not, because too many others were none. */
  readonly joinRefused?: true | "tooMany";
  /** The feedback the patron gave lately, newest first, so that it can be changed or withdrawn. */
  readonly given: readonly GivenFeedback[];
  /** The questions the patron sent to librarians lately, newest first. */
  readonly asked: readonly GivenFeedback[];
  /** Gives the libraries nearest to a library or district, the nearest first: its own one, if it has one, at 0 km. */
  nearestLibraries(
    place: string,
  ): readonly { readonly library: { readonly name: Localized }; readonly km: number }[];
  /** Reads a text in the patron's language, for search words that are kept with the words of a dialog. */
  phrase(key: LocaleKey): string;
}
