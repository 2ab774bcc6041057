/** What a turn works with, and what it has come to so far. Plain values and small steps; nothing here decides what is talked about. */
import type { ChannelEvent } from "../channels/channel.ts";
import { stepOf } from "../dialog/advance.ts";
import type { Dialog, Line } from "../dialog/dialog.ts";
import type { ProgramShelf, Services } from "../dialog/services.ts";
import type { Patron, Talk } from "../patrons/patron.ts";
import type { PatronId } from "../store/keys.ts";
import { localDate } from "../understanding/local-time.ts";
import type { Understanding } from "../understanding/understanding.ts";
import type { Language } from "../understanding/understood.ts";
import type { Kept } from "./records.ts";
import type { Speaker } from "./speak.ts";

/** What a turn is taken with; all of it synchronous. */
export interface TurnTools {
  readonly understanding: Understanding;
  readonly speaker: Speaker;
  readonly programs: ProgramShelf;
  readonly dialogs: Readonly<Record<string, Dialog>>;
  readonly timeZone: string;
  /** Masks personal data. */
  redact(text: string, language: Language): string;
  isCrisis(text: string): boolean;
  readonly nearestLibraries: Services["nearestLibraries"];
  /** Where this patron can fetch what is stored; undefined where no server runs. */
  exportUrl(id: PatronId, now: string): string | undefined;
}

/** What stays the same during a turn. */
export interface Scene {
  readonly tools: TurnTools;
  readonly event: ChannelEvent;
  readonly id: PatronId;
  readonly turn: number;
  readonly now: string;
}

/** What a turn has come to so far. */
export interface Stand extends Kept {
  readonly patron: Patron;
  readonly talk: Talk;
  readonly lines: readonly Line[];
}

export const nothingKept: Kept = { feedback: [], contacts: [], withdrawn: [], erase: false };

/** Adds lines. */
export function say(stand: Stand, ...lines: readonly Line[]): Stand {
  return { ...stand, lines: [...stand.lines, ...lines] };
}

/** Says once who is talking, before the first answer. */
export function introduce(stand: Stand): Stand {
  if (stand.patron.met) return stand;
  return say({ ...stand, patron: { ...stand.patron, met: true } }, { key: "home.introduction" });
}

/** Sets the language to answer in. */
export function withLanguage(stand: Stand, language: Language): Stand {
  return stand.patron.language === language ? stand : { ...stand, patron: { ...stand.patron, language } };
}

/** Tells the language to answer in. */
export function languageOf({ patron }: Stand): Language {
  return patron.language ?? "fi";
}

/** Forgets the answer that may have been a command. */
export function withoutDoubt(stand: Stand): Stand {
  return { ...stand, talk: { ...stand.talk, doubt: undefined } };
}

/** Ends whatever is under way or interrupted. */
export function ended(stand: Stand): Stand {
  return { ...stand, talk: { ...stand.talk, progress: undefined, parked: [], doubt: undefined } };
}

/** Finds the dialog under way; undefined when there is none or it is gone. */
export function currentDialog({ tools }: Scene, { talk }: Stand): Dialog | undefined {
  const name = talk.progress?.dialog;
  return name !== undefined && Object.hasOwn(tools.dialogs, name) ? tools.dialogs[name] : undefined;
}

/** Finds the step that waits for an answer. */
export function currentStep(scene: Scene, stand: Stand): ReturnType<typeof stepOf> {
  const dialog = currentDialog(scene, stand);
  return dialog && stand.talk.progress && stepOf(dialog, stand.talk.progress);
}

/** Gathers what a dialog may read. */
export function servicesOf({ tools, now, id, event }: Scene, stand: Stand): Services {
  const { patron } = stand;
  return {
    now,
    get today() {
      return localDate(now, tools.timeZone);
    },
    timeZone: tools.timeZone,
    language: languageOf(stand),
    isGroup: event.scope === "group",
    patron: id,
    profile: { interests: patron.interests, messagesAllowed: patron.messagesAllowed },
    given: patron.given,
    asked: patron.asked,
    programs: tools.programs,
    get exportUrl() {
      return tools.exportUrl(id, now);
    },
    nearestLibraries: tools.nearestLibraries,
    phrase: (key) => tools.speaker.phrase(key, languageOf(stand)),
  };
}
