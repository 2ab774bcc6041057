/** Turns what a dialog wants kept into what is committed, and applies it to the patron. */
import type { Address } from "../channels/channel.ts";
import type { FeedbackGiven, TurnRecord } from "../dialog/dialog.ts";
import type { FeedbackItem } from "../feedback/feedback-item.ts";
import { changeProfile, forgetGiven, type Patron, rememberAsked, rememberGiven } from "../patrons/patron.ts";
import type { PatronId } from "../store/keys.ts";
import type { Language } from "../understanding/understood.ts";
import type { Commit } from "./conversation-store.ts";

/** The part of a commit that records fill. */
export type Kept = Pick<Commit, "feedback" | "contacts" | "withdrawn" | "erase">;

/** What a record is stored with. */
interface RecordScene {
  readonly id: PatronId;
  readonly address: Address;
  readonly turn: number;
  readonly since: number;
  readonly now: string;
  readonly language: Language;
}

/** Keeps records in order; the same turn taken again gives the same ids, so that storing twice stores once. */
export function keepRecords(
  patron: Patron,
  kept: Kept,
  records: readonly TurnRecord[],
  scene: RecordScene,
): { readonly patron: Patron; readonly kept: Kept } {
  return records.reduce(({ patron, kept }, record) => keepOne(patron, kept, record, scene), { patron, kept });
}

function keepOne(
  patron: Patron,
  kept: Kept,
  record: TurnRecord,
  scene: RecordScene,
): { patron: Patron; kept: Kept } {
  switch (record.record) {
    case "feedback": {
      const { record: _kind, ...given } = record;
      const id = record.id ?? idOf(scene);
      return {
        patron: rememberGiven(patron, id, given),
        kept: keepItem(kept, { ...record, id }, scene),
      };
    }
    case "question": {
      // A question is not remembered as feedback: the buttons that change feedback must not reach it.
      const { text: comment, contact } = record;
      const id = idOf(scene);
      const question = { id, about: "question", comment, mayAnswer: true, contact } as const;
      return { patron: rememberAsked(patron, id, comment), kept: keepItem(kept, question, scene) };
    }
    case "feedback-withdrawn":
      return {
        patron: forgetGiven(patron, record.id),
        kept: { ...kept, withdrawn: [...kept.withdrawn, record.id] },
      };
    case "profile":
      return { patron: changeProfile(patron, record.change), kept };
    case "erasure":
      return { patron, kept: { ...kept, erase: true } };
  }
}

function idOf({ id, turn }: RecordScene): string {
  return `${id}-${turn}`;
}

type Given = Omit<FeedbackGiven, "about" | "id"> & Pick<FeedbackItem, "about" | "id">;

function keepItem(
  kept: Kept,
  given: Given,
  { id: patron, address, turn, since, now, language }: RecordScene,
): Kept {
  const { id, about, program, rating, comment: text, mayAnswer, contact } = given;
  const item: FeedbackItem = {
    format: 1,
    id,
    patron,
    address,
    at: now,
    language,
    about,
    program,
    rating,
    text,
    mayAnswer,
    turns: { from: since, to: turn },
  };
  const contacts = contact === undefined ? [] : [{ id, contact }];
  return { ...kept, feedback: [...kept.feedback, item], contacts: [...kept.contacts, ...contacts] };
}
