/** Turns what a dialog wants kept into what is committed, and applies it to the patron. */
import { type Address, channelOf } from "../channels/channel.ts";
import type { FeedbackGiven, TurnRecord } from "../dialog/dialog.ts";
import { changeCalendar } from "../dialog/profile.ts";
import type { FeedbackItem } from "../feedback/feedback-item.ts";
import type { Announcement } from "../outreach/announcements/announcement.ts";
import { lateMarks } from "../outreach/follow-ups/afterwards.ts";
import { othersOf, withoutAddress } from "../patrons/channels.ts";
import { type Consent, WORDING } from "../patrons/consent.ts";
import {
  type FindProgram,
  rememberAttended,
  saveProgram,
  unsaveProgram,
  withAnswered,
} from "../patrons/outreach-state.ts";
import { changePatron, forgetGiven, type Patron, rememberAsked, rememberGiven } from "../patrons/patron.ts";
import type { Program } from "../programs/program.ts";
import type { PatronId } from "../store/keys.ts";
import type { Language } from "../understanding/understood.ts";
import type { Commit } from "./commit.ts";

/** The part of a commit that records fill. */
export type Kept = Pick<
  Commit,
  "feedback" | "contacts" | "withdrawn" | "erase" | "join" | "parted" | "reactions"
> & {
  /** A code to join another channel was asked for. */
  readonly invited?: true;
};

/** What a record is stored with. */
interface RecordScene {
  readonly id: PatronId;
  readonly address: Address;
  readonly turn: number;
  readonly since: number;
  readonly now: string;
  readonly language: Language;
  /** The announcement that the patron does something with. */
  readonly announcement?: Announcement;
  /** What knows which ids lead to one program, and the library's zone. */
  readonly tools: { readonly programs: { readonly find: FindProgram }; readonly timeZone: string };
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
  const find: FindProgram = (id) => scene.tools.programs.find(id);
  switch (record.record) {
    case "feedback": {
      const { record: _kind, ...given } = record;
      const id = record.id ?? idOf(scene);
      const answered = { ...patron, saved: [...withAnswered(patron.saved, record.program ?? "", find)] };
      return {
        patron: withSuggestion(rememberGiven(answered, id, given), record, scene.now),
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
      return { patron: changePatron(patron, record.change, givenIn(scene)), kept };
    case "saved":
      return {
        patron: { ...patron, saved: savedWith(patron, record.program, scene) },
        kept: withAnnouncedSaved(kept, record.program, scene),
      };
    case "unsaved":
      return { patron: { ...patron, saved: [...unsaveProgram(patron.saved, record.program, find)] }, kept };
    case "attended": {
      const attended = record.attended
        ? rememberAttended(patron.attended, record.program)
        : patron.attended.filter((id) => id !== record.program);
      const saved = [...withAnswered(patron.saved, record.program, find)];
      return { patron: { ...patron, attended: [...attended], saved }, kept };
    }
    case "invite":
      return { patron: { ...patron, invited: scene.now }, kept: { ...kept, invited: true } };
    case "join":
      return { patron, kept: { ...kept, join: record.code } };
    case "part": {
      const address = record.address ?? scene.address;
      // Whoever leaves knows; the first of the other channels is told instead.
      const [first = scene.address] = othersOf(patron, scene.address);
      const tell = record.address ?? first;
      const parted = [...(kept.parted ?? []), { address, tell }];
      return { patron: withoutAddress(patron, address), kept: { ...kept, parted } };
    }
    case "calendar":
      return { patron: { ...patron, calendar: changeCalendar(patron.calendar, record.change) }, kept };
    case "reaction":
      return { patron, kept: withReaction(kept, record, scene) };
    case "erasure":
      return { patron, kept: { ...kept, erase: true } };
  }
}

/** Of an announcement that was never sent, or is gone, nothing is counted. */
function withReaction(
  kept: Kept,
  { announcement, kind }: Omit<Extract<TurnRecord, { record: "reaction" }>, "record">,
  { announcement: known }: RecordScene,
): Kept {
  const ledger = known?.id === announcement ? known.frozen?.ledger : undefined;
  const isCounted = kept.reactions?.some((one) => one.announcement === announcement && one.kind === kind);
  if (ledger === undefined || isCounted) return kept;
  return { ...kept, reactions: [...(kept.reactions ?? []), { announcement, kind, ledger }] };
}

/** The program of the announcement that is at hand was saved, by its button or another. */
function withAnnouncedSaved(kept: Kept, { id }: Program, scene: RecordScene): Kept {
  const { announcement, tools } = scene;
  const { program = "" } = announcement?.content ?? {};
  const isAnnounced = announcement !== undefined && tools.programs.find(program)?.id === id;
  return isAnnounced ? withReaction(kept, { announcement: announcement.id, kind: "save" }, scene) : kept;
}

function savedWith({ saved }: Patron, program: Program, { now, tools }: RecordScene): Patron["saved"] {
  const done = lateMarks(program, { now, timeZone: tools.timeZone });
  return [...saveProgram(saved, program, { done, find: (id) => tools.programs.find(id) })];
}

/** One suggestion follows from feedback about a program, for those who agreed to suggestions. */
function withSuggestion(patron: Patron, { program }: FeedbackGiven, at: string): Patron {
  if (program === undefined || patron.consents.suggestions === undefined) return patron;
  return { ...patron, outreach: { ...patron.outreach, suggest: { program, at } } };
}

/** When and where a choice was made. */
export function givenIn({ now, address }: Pick<RecordScene, "now" | "address">): Consent {
  return { at: now, wording: WORDING, channel: channelOf(address) };
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
