/** Plays a whole conversation with one dialog, as a patron who taps and types. */
import { matchChoice } from "../../src/conversation/choices.ts";
import { advance, begin, type Outcome, type Progress } from "../../src/dialog/advance.ts";
import type { Dialog, Line, Opening, Reply, TurnRecord } from "../../src/dialog/dialog.ts";
import type { Services } from "../../src/dialog/services.ts";
import type { Language, Understood } from "../../src/understanding/understood.ts";
import { NOW, servicesIn, speaker } from "./services.ts";

/** A reply of the patron: typed words, or what understanding makes of them beside. */
export type Said = string | (Partial<Understood> & { readonly text: string });

export interface TalkOptions {
  readonly language?: Language;
  readonly payload?: string;
  /** The message that opened the dialog. */
  readonly first?: Said;
  readonly from?: Progress;
  readonly services?: Partial<Services>;
}

/** What a conversation came to. */
export interface Talked {
  /** Keys of every line, in order. */
  readonly keys: readonly string[];
  /** Every line as the patron reads it. */
  readonly texts: readonly string[];
  readonly records: readonly TurnRecord[];
  /** Keys and texts of the last turn alone. */
  readonly last: {
    readonly keys: readonly string[];
    readonly texts: readonly string[];
    readonly line: Line | undefined;
  };
  /** Values and labels of the choices offered last. */
  readonly offered: readonly string[];
  readonly labels: readonly string[];
  /** Where the dialog stands, as stored; absent when it is over. */
  readonly progress: Progress | undefined;
  readonly followedBy: Opening | undefined;
  readonly unanswered: boolean;
}

/**
 * Talks with a dialog. Each reply is matched to the choices offered as a turn matches it: by value, label, number or
 * ordinal; anything else is open text. Progress is stored and read back between every two messages.
 */
export function talk<State extends { at: string }>(
  dialog: Dialog<State>,
  replies: readonly Said[],
  { language = "fi", payload, first, from, services: given }: TalkOptions = {},
): Talked {
  // A dialog of any states is handled by its stored form, as in dialogs/all.ts.
  const anyDialog = dialog as unknown as Dialog;
  const services = servicesIn(language, given);
  const opening = { payload, reply: first === undefined ? undefined : replyOf(first), from };
  let outcome: Outcome = stored(begin(anyDialog, services, opening));
  const turns = [outcome];
  for (const said of replies) {
    const { progress } = outcome;
    if (progress === undefined)
      throw new Error(`Cannot reply "${textOf(said)}" to "${dialog.name}": it is over`);
    const reply = pick(said, {
      outcome,
      isOpen: anyDialog.steps[progress.state.at]?.open === true,
      language,
    });
    const after = advance(anyDialog, progress, { reply, services });
    if (after === undefined) throw new Error(`Cannot resume ${JSON.stringify(progress)}`);
    outcome = stored(after);
    turns.push(outcome);
  }
  const lines = turns.flatMap((turn) => turn.lines);
  const line = outcome.lines.at(-1);
  return {
    keys: lines.map(({ key }) => key),
    texts: lines.map((one) => spoken(one, language)),
    records: turns.flatMap((turn) => turn.records),
    last: {
      keys: outcome.lines.map(({ key }) => key),
      texts: outcome.lines.map((one) => spoken(one, language)),
      line,
    },
    offered: line?.choices?.map(({ value }) => value) ?? [],
    labels: labelsOf(line, language),
    progress: outcome.progress,
    followedBy: outcome.followedBy,
    unanswered: outcome.unanswered === true,
  };
}

/** Says a line as the patron reads it, without its cards and choices. */
export function spoken(line: Line, language: Language): string {
  return speaker.phrase(line.key, language, line.values);
}

/** Speaks the labels of a line's choices. */
export function labelsOf(line: Line | undefined, language: Language): readonly string[] {
  return (line?.choices ?? []).map(({ label }) => speaker.value(label, language));
}

/** Speaks a line whole, with cards and choices. Throws when a word is missing. */
export function messageOf(line: Line, language: Language) {
  const [message] = speaker.speak([line], language, { id: "0-1-1", question: "t1", now: NOW });
  if (message === undefined) throw new Error(`Cannot speak "${line.key}": no message`);
  return message;
}

function pick(said: Said, scene: { outcome: Outcome; isOpen: boolean; language: Language }): Reply {
  const line = scene.outcome.lines.at(-1);
  const labels = labelsOf(line, scene.language);
  const offered = (line?.choices ?? []).map(({ value }, index) => ({ value, label: labels[index] ?? "" }));
  const isTap = offered.some(({ value }) => value === said);
  const value = isTap ? textOf(said) : matchChoice(textOf(said), offered, { open: scene.isOpen });
  return value === undefined ? replyOf(said) : { ...replyOf(value), chosen: true };
}

function replyOf(said: Said): Reply {
  const understood = typeof said === "string" ? {} : said;
  const text = textOf(said);
  return {
    text,
    chosen: false,
    understood: { intent: "other", confidence: 0.9, slots: {}, ...understood, text },
  };
}

function textOf(said: Said): string {
  return typeof said === "string" ? said : said.text;
}

/** What is left of an outcome when its progress was stored and read again. */
function stored(outcome: Outcome): Outcome {
  const { progress } = outcome;
  return progress === undefined
    ? outcome
    : { ...outcome, progress: JSON.parse(JSON.stringify(progress)) as Progress };
}
