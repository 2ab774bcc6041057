/** What a turn works with, and what it has come to so far. Plain values and small steps; nothing here decides what is talked about. */
import type { Address, ChannelEvent } from "../channels/channel.ts";
import { stepOf } from "../dialog/advance.ts";
import type { Dialog, Line } from "../dialog/dialog.ts";
import type { ProgramShelf, Services } from "../dialog/services.ts";
import type { Announcement } from "../outreach/announcements/announcement.ts";
import type { OutreachRules } from "../outreach/follow-ups/follow-up.ts";
import { hasSeveral } from "../patrons/channels.ts";
import { type Patron, profileOf, type Talk, talkOf } from "../patrons/patron.ts";
import type { PatronId } from "../store/keys.ts";
import { localDate } from "../understanding/local-time.ts";
import type { Understanding } from "../understanding/understanding.ts";
import type { Language } from "../understanding/understood.ts";
import type { Snapshot } from "./commit.ts";
import type { Drafted } from "./draft-in-chat.ts";
import { channelsIn, linksIn } from "./elsewhere.ts";
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
  /** The library's rules for writing to a patron first. */
  readonly outreach: OutreachRules;
  readonly nearestLibraries: Services["nearestLibraries"];
  /** What a patron tells at the library's desk. */
  deskId(id: PatronId): string;
  /** Where this patron can fetch what is stored, until a channel is parted once more; undefined where no server runs. */
  exportUrl(id: PatronId, now: string, partings?: number): string | undefined;
  /** Ways into Kutsu that only it can make; absent where it has none. */
  readonly links?: PatronLinks;
}

/** Ways into Kutsu: the same each time, so that a turn taken again says the same. */
export interface PatronLinks {
  /** The code that a patron asked for at the time (ISO 8601). */
  joinCode(id: PatronId, invitedAt: string): string;
  /** Addresses that open other channels with a payload. */
  opening(payload: string, here: Address): readonly string[];
  /** The address of the patron's calendar; undefined where no server runs. */
  calendar(id: PatronId, version: number): string | undefined;
}

/** What stays the same during a turn. */
export interface Scene {
  readonly tools: TurnTools;
  readonly event: ChannelEvent;
  readonly id: PatronId;
  readonly turn: number;
  readonly now: string;
  /** The code that the turn wants to use was looked at and is no use, or came after too many that were none. */
  readonly joinRefused?: Services["joinRefused"];
  /** The announcement that the event is about, if it is about one that is still there. */
  readonly announcement?: Announcement;
  /** The draft of an announcement that was made of the message. */
  readonly drafted?: Drafted;
}

/** What a turn has come to so far. */
export interface Stand extends Kept {
  readonly patron: Patron;
  readonly talk: Talk;
  readonly lines: readonly Line[];
  /** Kutsu wrote first, and what it says is of no use from then on (ISO 8601). */
  readonly first?: { readonly useless?: string };
  /** What Kutsu wrote first is not to be sent any more. */
  readonly hush?: boolean;
}

const nothingKept: Kept = { feedback: [], contacts: [], withdrawn: [], erase: false };

/** Where a turn begins: whoever does something can be reached, and is silent no more. */
export function startOf({ patron }: Pick<Snapshot, "patron">, event: ChannelEvent): Stand {
  const talk = talkOf(patron, event.from);
  // What another channel of the patron's did is not heard here.
  const isElsewhere = event.kind === "joined" && event.from !== event.address;
  if (event.kind === "due" || event.kind === "tried" || event.kind === "reachability" || isElsewhere)
    return { ...nothingKept, patron, talk, lines: [] };
  const group = event.scope === "group" ? true : undefined;
  const outreach = { ...patron.outreach, heard: event.at, silent: undefined };
  return {
    ...{ ...nothingKept, lines: [], patron: { ...patron, outreach } },
    talk: { ...talk, reachable: true, heard: event.at, group, passing: event.passing },
  };
}

/** Adds lines. */
export function say(stand: Stand, ...lines: readonly Line[]): Stand {
  return { ...stand, lines: [...stand.lines, ...lines] };
}

/** Says once who is talking, before the first answer. */
export function introduce(stand: Stand): Stand {
  if (stand.patron.met) return stand;
  return say({ ...stand, patron: { ...stand.patron, met: true } }, { key: "home.introduction" });
}

/** Sets the language to answer in: where the patron has several addresses, that of this one and no other. */
export function withLanguage(stand: Stand, language: Language): Stand {
  const { patron, talk } = stand;
  if (spokenIn(stand) === language) return stand;
  return hasSeveral(patron)
    ? { ...stand, talk: { ...talk, language } }
    : { ...withoutOwnLanguage(stand), patron: { ...patron, language } };
}

/** Speaks here what the patron speaks: a language was chosen. */
export function withoutOwnLanguage(stand: Stand): Stand {
  return { ...stand, talk: { ...stand.talk, language: undefined } };
}

/** Finds the language of the conversation on this address; undefined before the first message. */
export function spokenIn({ patron, talk }: Pick<Stand, "patron" | "talk">): Language | undefined {
  return talk.language ?? patron.language;
}

/** Tells the language to answer in. */
export function languageOf(stand: Pick<Stand, "patron" | "talk">): Language {
  return spokenIn(stand) ?? "fi";
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

/** Tells whether a patron can be written to when nothing of theirs is open. */
function hasLasting({ talks }: Patron): boolean {
  return Object.values(talks).some(({ reachable, group, passing }) => reachable && !group && !passing);
}

/** Names saved programs as the shelf names them now: another source may tell of one more richly since it was saved. */
function withCurrentIds(patron: Patron, { programs }: TurnTools): Patron {
  return {
    ...patron,
    saved: patron.saved.map((saved) => ({ ...saved, id: programs.find(saved.id)?.id ?? saved.id })),
  };
}

/** Gathers what a dialog may read. */
export function servicesOf(scene: Scene, stand: Stand): Services {
  const { tools, now, id, event } = scene;
  const { patron } = stand;
  return {
    now,
    get today() {
      return localDate(now, tools.timeZone);
    },
    timeZone: tools.timeZone,
    language: languageOf(stand),
    isGroup: event.scope === "group",
    isPassing: event.passing === true && !hasLasting(patron),
    patron: tools.deskId(id),
    profile: { ...profileOf(withCurrentIds(patron, tools)), channels: channelsIn(scene, patron) },
    given: patron.given,
    asked: patron.asked,
    programs: tools.programs,
    get exportUrl() {
      return tools.exportUrl(id, now, patron.partings);
    },
    links: linksIn(scene),
    ...(scene.joinRefused && { joinRefused: scene.joinRefused }),
    nearestLibraries: tools.nearestLibraries,
    phrase: (key) => tools.speaker.phrase(key, languageOf(stand)),
  };
}
