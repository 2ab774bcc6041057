/**
 * What a dialog is made of: lines to say, moves to make, and steps that turn a patron's reply into a move.
 * All of it is plain data or a pure function, so a dialog can be stored, resumed by another process and tested alone.
 * A dialog has no clock, no chance, no environment and no words of its own.
 */
import type { Program, Reason } from "../programs/program.ts";
import type { Language, Understood } from "../understanding/understood.ts";
import type { ProfileChange } from "./profile.ts";
import type { Services } from "./services.ts";
import type { LocaleKey, Value, Values } from "./words.ts";

/** The dialogs there are; `dialogs/all.ts` holds one of each. */
export type DialogName =
  | "home"
  | "recommend"
  | "smart-city"
  | "feedback"
  | "settings"
  | "privacy"
  | "person"
  | "practical"
  | "connect";

/** An answer offered with a question. The value is what the step gets; the label is what the patron sees. */
export interface Choice {
  readonly value: string;
  readonly label: Value;
}

/** A program to show as a card, and why. */
export interface ShownProgram {
  readonly program: Program;
  readonly reasons: readonly Reason[];
  /** What its button brings back in place of opening its details; null: it has none. */
  readonly button?: string | null;
}

/** One thing the bot says, before it has a language. */
export interface Line {
  readonly key: LocaleKey;
  readonly values?: Values;
  readonly choices?: readonly Choice[];
  readonly programs?: readonly ShownProgram[];
  /** Show each program whole, not as one of several. */
  readonly whole?: true;
  /** The language of its words where that is not the patron's. In Swedish are only keys whose text is Swedish in every locale. */
  readonly language?: Language | "sv";
  /** What the transcript has in its place: the line tells what only the patron may have, and not for long. */
  readonly keptAs?: LocaleKey;
}

/** A patron's reply to a step. */
export interface Reply {
  /** The value of the choice where one was taken by tap, label, number or ordinal; else the patron's words, personal data masked. */
  readonly text: string;
  readonly chosen: boolean;
  readonly understood: Understood;
}

/** What is to be stored when a turn is committed. */
export type TurnRecord =
  | ({ readonly record: "feedback" } & FeedbackGiven)
  | { readonly record: "feedback-withdrawn"; readonly id: string }
  | { readonly record: "question"; readonly text: string; readonly contact?: string }
  | { readonly record: "profile"; readonly change: ProfileChange }
  /** The patron wants to be reminded of a program; what is told of it now is what a later change is told against. */
  | { readonly record: "saved"; readonly program: Program }
  | { readonly record: "unsaved"; readonly program: string }
  /** The patron says that they were there, or not. */
  | { readonly record: "attended"; readonly program: string; readonly attended: boolean }
  /** The patron asked for a code to join another channel. */
  | { readonly record: "invite" }
  /** The patron joins this channel to the patron who asked for the code; what was kept here goes. */
  | { readonly record: "join"; readonly code: string }
  /** A joined channel is the patron's no more; without an address, the one that speaks. */
  | { readonly record: "part"; readonly address?: string }
  /** The personal calendar: its address is shown, another takes its place, or there is none. */
  | { readonly record: "calendar"; readonly change: "show" | "renew" | "off" }
  /** What the patron did with an announcement, by its id: counted once for each patron. */
  | { readonly record: "reaction"; readonly announcement: string; readonly kind: ReactionKind }
  /** Everything about the patron goes once the goodbye is said. */
  | { readonly record: "erasure" };

/** What patrons do with an announcement: its buttons, or that they stop announcements or give feedback right after it. */
export type ReactionKind = "more" | "save" | "dismiss" | "stop" | "feedback";

export interface FeedbackGiven {
  /** Present when earlier feedback is replaced. */
  readonly id?: string;
  readonly about: "program" | "library" | "idea" | "other";
  readonly program?: string;
  readonly rating?: number;
  readonly comment: string;
  readonly mayAnswer: boolean;
  readonly contact?: string;
}

/** A dialog to go on with, and what it should open at. */
export interface Opening {
  readonly dialog: DialogName;
  readonly payload?: string;
  /** Words of the patron to open it with; they are understood anew. */
  readonly text?: string;
}

/** What a step decides. */
export type Move<State> =
  | {
      readonly kind: "next";
      readonly state: State;
      readonly lines: readonly Line[];
      readonly records: readonly TurnRecord[];
    }
  /** The reply does not answer the question: the patron may be asking something else, which is tried first. */
  | {
      readonly kind: "again";
      readonly line: Line;
      /** The reply was understood after all, and the line answers it: nothing else is tried. */
      readonly answered?: true;
    }
  | {
      readonly kind: "done";
      readonly lines: readonly Line[];
      readonly records: readonly TurnRecord[];
      readonly followedBy?: Opening;
    };

/** One question and the handling of its answer, kept side by side. */
export interface Step<Here, State> {
  ask(state: Here, services: Services): Line;
  answer(reply: Reply, state: Here, services: Services): Move<State>;
  /** Finds where "back" leads; undefined, or no such member: out of the dialog. */
  back?(state: Here, services: Services): State | undefined;
  /** The step asks for open text: anything but a whole-message command is its answer. */
  readonly open?: true;
  /** The answer is a way to be reached: not masked for the step, and never in the transcript. */
  readonly confidential?: true;
  /** What is said answers by itself: a dialog that was interrupted for it goes on at once. */
  readonly aside?: true;
}

/** The steps of some of a dialog's states, kept in a file of their own; they may lead to `Other` states of it. */
export type Steps<Own extends { at: string }, Other extends { at: string } = Own> = {
  readonly [At in Own["at"]]: Step<Extract<Own, { at: At }>, Own | Other>;
};

/** A dialog: every state it can be in, and the step that handles each. */
export interface Dialog<State extends { at: string } = { at: string }> {
  readonly name: DialogName;
  /** Raise it when stored states of the previous version can no longer be resumed. */
  readonly version: number;
  readonly start: State;
  /** Speaks of the patron's own matters: a group is sent to the private chat instead. */
  readonly personal?: true;
  /** Asks something of the patron: when it is interrupted, the conversation comes back to it. */
  readonly returns?: true;
  /**
   * Finds where to begin for a button, a deep link or a first question; undefined: at the start. `from` is where this
   * dialog stood when it is opened again while under way.
   */
  open?(payload: string, reply: Reply | undefined, services: Services, from?: State): State | undefined;
  readonly steps: { readonly [At in State["at"]]: Step<Extract<State, { at: At }>, State> };
}

/** What {@link next} and {@link done} may bring along. */
interface Along {
  readonly lines?: readonly Line[];
  readonly records?: readonly TurnRecord[];
}

/** Goes to another state, saying and recording something on the way. */
export function next<State>(state: State, { lines = [], records = [] }: Along = {}): Move<State> {
  return { kind: "next", state, lines, records };
}

/** Says that the reply was no answer, and asks again. */
export function again(key: LocaleKey, values?: Values): Move<never> {
  return { kind: "again", line: { key, values } };
}

/** Ends the dialog; `followedBy` goes on with another one. */
export function done(
  line: Line | undefined,
  along: Along & { readonly followedBy?: Opening } = {},
): Move<never> {
  const lines = [...(line === undefined ? [] : [line]), ...(along.lines ?? [])];
  return { kind: "done", lines, records: along.records ?? [], followedBy: along.followedBy };
}

/** Makes choices whose labels are locale keys under one prefix. */
export function choicesOf<Name extends string>(
  names: readonly Name[],
  label: (name: Name) => LocaleKey,
): readonly Choice[] {
  return names.map((name) => ({ value: name, label: { phrase: label(name) } }));
}
