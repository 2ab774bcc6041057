/** Moves a dialog by one reply. Pure: progress in, progress out. */
import type { Dialog, Line, Move, Opening, Reply, Step, TurnRecord } from "./dialog.ts";
import { type Channels, changeCalendar, changeProfile, type Profile } from "./profile.ts";
import type { Services } from "./services.ts";

/** A dialog in progress, as it is stored between two messages. */
export interface Progress {
  readonly dialog: string;
  readonly version: number;
  readonly state: { readonly at: string };
}

/** What one message leads to. `progress` is absent when the dialog is over; the last line then asks nothing. */
export interface Outcome {
  readonly progress?: Progress;
  readonly lines: readonly Line[];
  readonly records: readonly TurnRecord[];
  readonly followedBy?: Opening;
  /** The reply did not answer: the patron may be asking something else. */
  readonly unanswered?: true;
}

/** What a dialog is begun with. */
export interface Beginning {
  readonly payload?: string;
  readonly reply?: Reply;
  /** Where this same dialog stood when it was opened again. */
  readonly from?: Progress;
}

/** Starts a dialog by asking its first question, or the one that the payload or the reply opens. */
export function begin(dialog: Dialog, services: Services, { payload, reply, from }: Beginning = {}): Outcome {
  const isOpened = payload !== undefined || reply !== undefined;
  const before = from !== undefined && stepOf(dialog, from) !== undefined ? from.state : undefined;
  const opened = isOpened ? dialog.open?.(payload ?? "", reply, services, before) : undefined;
  return askAt(dialog, opened ?? dialog.start, services);
}

/** Asks the question again that a dialog stopped at; undefined when the progress is of another version. */
export function resume(dialog: Dialog, progress: Progress, services: Services): Outcome | undefined {
  return stepOf(dialog, progress) === undefined ? undefined : askAt(dialog, progress.state, services);
}

/**
 * Hands a reply to the step the dialog stopped at.
 *
 * Returns undefined when the stored progress is of another version or of a step that is gone: the caller starts
 * over and says so.
 */
export function advance(
  dialog: Dialog,
  progress: Progress,
  { reply, services }: { readonly reply: Reply; readonly services: Services },
): Outcome | undefined {
  const step = stepOf(dialog, progress);
  if (step === undefined) return undefined;
  const move: Move<{ at: string }> = step.answer(reply, progress.state, services);
  switch (move.kind) {
    case "next": {
      // The next question shows what this answer changed.
      const profile = profileAfter(services, move.records);
      const asked = askAt(dialog, move.state, { ...services, profile });
      return { ...asked, lines: [...move.lines, ...asked.lines], records: move.records };
    }
    case "again": {
      const question = step.ask(progress.state, services);
      const line = { ...move.line, choices: move.line.choices ?? question.choices };
      return { progress, lines: [line], records: [], ...(move.answered ? {} : { unanswered: true }) };
    }
    case "done":
      return { lines: move.lines, records: move.records, followedBy: move.followedBy };
  }
}

/** Goes back from the question a dialog stopped at to the one before it; undefined where it has none. */
export function goBack(dialog: Dialog, progress: Progress, services: Services): Outcome | undefined {
  const state = stepOf(dialog, progress)?.back?.(progress.state, services);
  return state === undefined ? undefined : askAt(dialog, state, services);
}

/** Finds the step that stored progress stopped at; undefined when it cannot be resumed. */
export function stepOf(dialog: Dialog, progress: Progress): Step<{ at: string }, { at: string }> | undefined {
  if (progress.dialog !== dialog.name || progress.version !== dialog.version) return undefined;
  if (!Object.hasOwn(dialog.steps, progress.state.at)) return undefined;
  return dialog.steps[progress.state.at];
}

function askAt(dialog: Dialog, state: { readonly at: string }, services: Services): Outcome {
  const progress: Progress = { dialog: dialog.name, version: dialog.version, state };
  const step = stepOf(dialog, progress);
  if (step === undefined) {
    throw new Error(`Cannot ask step "${state.at}" of dialog "${dialog.name}": no such step`);
  }
  return { progress, lines: [step.ask(state, services)], records: [] };
}

function profileAfter({ profile, now }: Services, records: readonly TurnRecord[]): Profile {
  return records.reduce((before, record) => afterRecord(before, record, now), profile);
}

function afterRecord(before: Profile, record: TurnRecord, now: string): Profile {
  switch (record.record) {
    case "profile":
      return changeProfile(before, record.change);
    case "saved":
      return {
        ...before,
        saved: [...new Set([...before.saved, record.program.id])],
        silent: before.silent?.filter((id) => id !== record.program.id),
      };
    case "invite":
      return { ...before, channels: { ...(before.channels ?? alone), invited: now } };
    case "part":
      return { ...before, channels: withoutChannel(before, record.address) };
    case "calendar":
      return { ...before, calendar: changeCalendar(before.calendar, record.change) };
    case "unsaved":
      return { ...before, saved: before.saved.filter((id) => id !== record.program) };
    default:
      return before;
  }
}

const alone: Channels = { others: [], isJoined: false, continues: false };

function withoutChannel({ channels }: Profile, address: string | undefined): Profile["channels"] {
  return channels && { ...channels, others: channels.others.filter((other) => other.address !== address) };
}
