/**
 * What a dialog may read. Everything here is a plain value or a synchronous question: a turn waits for nothing.
 */
import type { Program, Recommendation } from "../programs/program.ts";
import type { Language, LocalDate, Slots } from "../understanding/understood.ts";

/** What a patron asks the catalogue for. */
export interface ProgramWish {
  /** The patron's words, or a topic. */
  readonly text: string;
  readonly slots: Slots;
  readonly language: Language;
  /** Topics the patron follows. */
  readonly interests: readonly string[];
  /** Ids already shown, which are not shown again. */
  readonly without: readonly string[];
  readonly limit: number;
}

/** What dialogs may ask of the catalogue. */
export interface ProgramShelf {
  recommend(wish: ProgramWish, now: string): Recommendation;
  find(id: string): Program | undefined;
  /** True while the sample programs stand in for a source. */
  readonly isSample: boolean;
}

/** What Kutsu keeps of a patron beyond the conversation; every part is optional to give. */
export interface Profile {
  readonly interests: readonly string[];
  readonly messagesAllowed: boolean;
}

/** What happened at the library's end, for dialogs that tell where to go. */
export interface LibraryContact {
  readonly name: string;
  readonly website: string;
}

/** Handed to every step. */
export interface Services {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Today in the library's zone. */
  readonly today: LocalDate;
  readonly language: Language;
  readonly profile: Profile;
  readonly programs: ProgramShelf;
}
