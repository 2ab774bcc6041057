/**
 * The turn: what one event leads to. Pure: the patron as stored and an event go in, what is to be committed comes out.
 * It knows no channel, no store and no clock; a turn that lost a race is simply taken again.
 */
import type { ChannelEvent, ChannelMessage } from "../channels/channel.ts";
import { advance, begin, type Outcome, type Progress, resume, stepOf } from "../dialog/advance.ts";
import type { Dialog, Line, Opening, Reply } from "../dialog/dialog.ts";
import type { ProgramShelf, Services } from "../dialog/services.ts";
import { changeProfile, type Patron, type Talk, talkOf, withTalk } from "../patrons/patron.ts";
import type { PatronId } from "../store/keys.ts";
import { localDate } from "../understanding/local-time.ts";
import type { Understanding } from "../understanding/understanding.ts";
import type { Language, Understood } from "../understanding/understood.ts";
import { matchChoice } from "./choices.ts";
import { type Command, commandMeant, commandOf, SURE } from "./commands.ts";
import type { Commit, Snapshot } from "./conversation-store.ts";
import { cleanText, languageFor, wordCount } from "./hearing.ts";
import { type Kept, keepRecords } from "./records.ts";
import { routeOf } from "./route.ts";
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
  /** Where this patron can fetch what is stored; undefined where no server runs. */
  exportUrl(id: PatronId, now: string): string | undefined;
}

/** What stays the same during a turn. */
interface Scene {
  readonly tools: TurnTools;
  readonly event: ChannelEvent;
  readonly id: PatronId;
  readonly turn: number;
  readonly now: string;
}

/** What a turn has come to so far. */
interface Stand extends Kept {
  readonly patron: Patron;
  readonly talk: Talk;
  readonly lines: readonly Line[];
}

const PARKED_LIMIT = 3;
/** How many dialogs may open one another within a turn. */
const DEPTH_LIMIT = 4;
/** A longer text at an open question is an answer, whatever command it resembles. */
const COMMAND_WORDS_LIMIT = 8;
/** A tapped value that opens a dialog, whichever question it belonged to: `open:<dialog>[:<payload>]`. */
const OPEN = "open:";
/** What stands in the transcript for an answer that is not to be kept there. */
const HIDDEN = "[…]";

/** Takes one turn at `now` (ISO 8601): the answer to the first event of the inbox, ready to be committed. */
export function takeTurn(
  snapshot: Snapshot,
  event: ChannelEvent,
  { tools, now }: { readonly tools: TurnTools; readonly now: string },
): Commit {
  const scene: Scene = { tools, event, id: snapshot.id, turn: snapshot.revision + 1, now };
  // Whoever writes can be reached.
  const talk = { ...talkOf(snapshot.patron, event.from), reachable: true };
  const start: Stand = { ...nothingKept, patron: snapshot.patron, talk, lines: [] };
  switch (event.kind) {
    case "reachability":
      return commitOf(scene, { ...start, talk: { ...talk, reachable: event.reachable } }, { kind: event.kind });
    case "started":
      return started(scene, start, event.payload);
    case "tapped":
      return tapped(scene, start, event);
    case "said":
      return said(scene, start, cleanText(event.text));
  }
}

/** The turn to commit when one cannot be taken: everything stays as it was, and the patron is told. */
export function apologise(
  snapshot: Snapshot,
  event: ChannelEvent,
  { tools, now }: { readonly tools: TurnTools; readonly now: string },
): Commit {
  const scene: Scene = { tools, event, id: snapshot.id, turn: snapshot.revision + 1, now };
  const stand: Stand = { ...nothingKept, patron: snapshot.patron, talk: talkOf(snapshot.patron, event.from), lines: [] };
  return commitOf(scene, say(stand, { key: "common.trouble" }), { kind: event.kind });
}

const nothingKept: Kept = { feedback: [], contacts: [], withdrawn: [], erase: false };

function started(scene: Scene, start: Stand, payload?: string): Commit {
  const stand = withLanguage(start, languageFor(start.patron, scene.event));
  const opening = openingOf(scene, payload) ?? { dialog: "home", payload: stand.patron.met ? "again" : undefined };
  const met = opening.dialog === "home" ? { ...stand, patron: { ...stand.patron, met: true } } : introduce(stand);
  const fresh = { ...met, talk: { ...met.talk, progress: undefined, parked: [], doubt: undefined } };
  return commitOf(scene, goTo(scene, fresh, opening), { kind: "started" });
}

function tapped(scene: Scene, start: Stand, event: ChannelEvent & { readonly kind: "tapped" }): Commit {
  const offered = start.talk.choices?.find(({ value }) => value === event.value);
  const heard = { kind: "tapped", text: offered?.label ?? event.value, question: event.question, value: event.value };
  const language = /^language:(fi|en)$/.exec(event.value)?.[1] as Language | undefined;
  if (language !== undefined) return commitOf(scene, setLanguage(scene, start, language), heard);
  const stand = withLanguage(start, languageFor(start.patron, event));
  if (event.value.startsWith(OPEN)) return commitOf(scene, choose(scene, introduce(stand), event.value), heard);
  if (offered === undefined || event.question !== stand.talk.question) {
    return commitOf(scene, askAgain(scene, say(introduce(stand), { key: "common.stale" })), heard);
  }
  return commitOf(scene, choose(scene, stand, event.value), heard);
}

/** A choice was taken, by tap or by typing. */
function choose(scene: Scene, stand: Stand, value: string): Stand {
  if (stand.talk.doubt !== undefined) return settleDoubt(scene, stand, value);
  const opening = value.startsWith(OPEN) ? openingOf(scene, value.slice(OPEN.length)) : undefined;
  if (opening !== undefined) return interrupt(scene, stand, opening);
  return answer(scene, stand, { text: value, chosen: true, understood: nothingUnderstood });
}

const nothingUnderstood: Understood = { text: "", intent: "other", confidence: 0, slots: {} };

function said(scene: Scene, start: Stand, text: string): Commit {
  const { tools, now } = scene;
  const { talk } = start;
  const step = currentStep(scene, start);
  const understood = tools.understanding.understand(text, { now, language: start.patron.language });
  const stand = withLanguage(start, languageFor(start.patron, scene.event, understood));
  const language = stand.patron.language ?? "fi";
  const masked = step?.confidential ? text : tools.redact(text, language);
  const heard = {
    ...{ kind: "said", text: step?.confidential ? HIDDEN : masked },
    ...(talk.progress === undefined ? {} : { dialog: talk.progress.dialog, step: talk.progress.state.at }),
  };
  const done = (end: Stand) => commitOf(scene, end, heard);

  if (text === "") return done(askAgain(scene, say(introduce(stand), { key: "common.empty" })));
  if (tools.isCrisis(text)) return done(say(introduce(stand), { key: "common.crisis" }));
  const command = commandOf(text);
  if (command !== undefined) return done(obey(scene, introduce(stand), command));
  const chosen = matchChoice(text, talk.choices ?? [], { open: step?.open === true });
  if (chosen !== undefined) return done(choose(scene, stand, chosen));
  const reply: Reply = { text: masked, chosen: false, understood };
  if (understood.language === "sv" && step?.open !== true && wordCount(text) > 1) {
    return done(say(stand, { key: "common.swedish", choices: languageChoices }));
  }
  const meant = commandMeant(understood);
  if (step?.open && !step.confidential && meant !== undefined && wordCount(text) <= COMMAND_WORDS_LIMIT && !talk.doubt) {
    const doubtful = { ...stand, talk: { ...talk, doubt: { text: masked, command: meant } } };
    return done(say(doubtful, { key: "common.doubt.ask", choices: doubtChoices }));
  }
  if (talk.doubt !== undefined) return done(answer(scene, withoutDoubt(stand), reply));
  return done(talk.progress === undefined ? hear(scene, stand, reply) : answer(scene, stand, reply));
}

const languageChoices = [
  { value: "language:fi", label: "Suomeksi" },
  { value: "language:en", label: "In English" },
];

const doubtChoices = [
  { value: "answer", label: { phrase: "common.doubt.answer" } },
  { value: "command", label: { phrase: "common.doubt.command" } },
] as const;

/** The patron said whether an answer was a command. */
function settleDoubt(scene: Scene, stand: Stand, value: string): Stand {
  const { doubt } = stand.talk;
  const settled = withoutDoubt(stand);
  if (doubt === undefined || value.startsWith(OPEN)) return choose(scene, settled, value);
  if (value === "command") return obey(scene, settled, doubt.command as Command);
  return answer(scene, settled, { text: doubt.text, chosen: false, understood: nothingUnderstood });
}

function withoutDoubt(stand: Stand): Stand {
  return { ...stand, talk: { ...stand.talk, doubt: undefined } };
}

/** Hands a reply to the dialog under way. */
function answer(scene: Scene, stand: Stand, reply: Reply): Stand {
  const { progress } = stand.talk;
  const dialog = progress && scene.tools.dialogs[progress.dialog];
  const services = servicesOf(scene, stand);
  const outcome = dialog && advance(dialog, progress, { reply, services });
  if (outcome === undefined) {
    const lost = { ...stand, talk: { ...stand.talk, progress: undefined, parked: [] } };
    return hear(scene, progress === undefined ? lost : say(lost, { key: "common.startOver" }), reply);
  }
  if (outcome.unanswered && !reply.chosen) {
    const route = reply.understood.confidence >= SURE ? routeOf(reply.understood.intent) : undefined;
    if (route !== undefined && "opening" in route) return interrupt(scene, stand, route.opening, reply);
    if (route !== undefined) return askAgain(scene, say(stand, route.line));
  }
  return follow(scene, stand, outcome);
}

/** Hears a message when no dialog is under way. */
function hear(scene: Scene, stand: Stand, reply: Reply): Stand {
  const first = !stand.patron.met;
  const met = introduce(stand);
  if (stand.talk.lost) return goTo(scene, say({ ...met, talk: { ...met.talk, lost: undefined } }, { key: "common.startOver" }), { dialog: "home", payload: "again" });
  const route = reply.chosen ? undefined : routeOf(reply.understood.intent);
  if (route === undefined) {
    return first ? goTo(scene, { ...stand, patron: met.patron }, { dialog: "home" }) : goTo(scene, met, { dialog: "home", payload: "unclear" });
  }
  if (first && reply.understood.intent === "greeting") return goTo(scene, { ...stand, patron: met.patron }, { dialog: "home" });
  return "line" in route ? say(met, route.line) : goTo(scene, met, route.opening, { reply });
}

/** Obeys a command, then comes back to what was asked. */
function obey(scene: Scene, stand: Stand, command: Command): Stand {
  switch (command) {
    case "help":
      return goTo(scene, park(scene, stand), { dialog: "home", payload: "help" });
    case "cancel":
      return cancel(scene, stand);
    case "stop":
      return say(ended(profile(stand, false)), { key: "common.stopped" });
    case "resume":
      return askAgain(scene, say(profile(stand, true), { key: "common.resumed" }));
    case "finnish":
      return setLanguage(scene, stand, "fi");
    case "english":
      return setLanguage(scene, stand, "en");
    case "language":
      return interrupt(scene, stand, { dialog: "settings", payload: "language" });
    case "person":
      return interrupt(scene, stand, { dialog: "person" });
    case "my-data":
      return interrupt(scene, stand, { dialog: "privacy" });
    case "forget":
      return interrupt(scene, stand, { dialog: "privacy", payload: "erase" });
  }
}

function profile(stand: Stand, messagesAllowed: boolean): Stand {
  return { ...stand, patron: changeProfile(stand.patron, { messagesAllowed }) };
}

function ended(stand: Stand): Stand {
  return { ...stand, talk: { ...stand.talk, progress: undefined, parked: [], doubt: undefined, choices: undefined } };
}

function cancel(scene: Scene, stand: Stand): Stand {
  const { progress, parked } = stand.talk;
  if (progress === undefined) return say(stand, { key: "common.nothingToCancel" });
  const cancelled = { ...stand, talk: { ...stand.talk, progress: undefined, doubt: undefined } };
  const told = say(cancelled, { key: "common.cancelled" });
  return parked.length > 0 ? comeBack(scene, told) : goTo(scene, ended(told), { dialog: "home", payload: "next" });
}

function setLanguage(scene: Scene, stand: Stand, language: Language): Stand {
  const patron = { ...changeProfile(stand.patron, { language }), met: true };
  const told = { ...stand, patron, lines: [{ key: "common.languageSet" } as const] };
  return stand.talk.progress === undefined
    ? goTo(scene, told, { dialog: "home", payload: stand.patron.met ? "next" : undefined })
    : askAgain(scene, told);
}

/** Leaves the dialog under way for another; a dialog that asks something of the patron is come back to. */
function interrupt(scene: Scene, stand: Stand, opening: Opening, reply?: Reply): Stand {
  return goTo(scene, park(scene, stand), opening, { reply });
}

function park(scene: Scene, stand: Stand): Stand {
  const { progress, parked } = stand.talk;
  const returns = progress !== undefined && scene.tools.dialogs[progress.dialog]?.returns === true;
  const kept = returns ? [progress, ...parked].slice(0, PARKED_LIMIT) : parked;
  return { ...stand, talk: { ...stand.talk, progress: undefined, parked: kept, doubt: undefined } };
}

function goTo(
  scene: Scene,
  stand: Stand,
  opening: Opening,
  { reply, depth = 0 }: { readonly reply?: Reply; readonly depth?: number } = {},
): Stand {
  const dialog = scene.tools.dialogs[opening.dialog];
  if (dialog === undefined) throw new Error(`Cannot open dialog "${opening.dialog}": not listed in dialogs/all.ts`);
  const outcome = begin(dialog, servicesOf(scene, stand), { payload: opening.payload, reply });
  return follow(scene, { ...stand, talk: { ...stand.talk, since: scene.turn } }, outcome, depth);
}

/** Does what a dialog decided: says its lines, keeps its records, goes on to another dialog or back to a parked one. */
function follow(scene: Scene, stand: Stand, outcome: Outcome, depth = 0): Stand {
  const language = stand.patron.language ?? "fi";
  const about = { ...scene, language, address: scene.event.from, since: stand.talk.since ?? scene.turn };
  const { patron, kept } = keepRecords(stand.patron, stand, outcome.records, about);
  const told: Stand = {
    ...{ ...stand, ...kept, patron },
    lines: [...stand.lines, ...outcome.lines],
    talk: { ...stand.talk, progress: outcome.progress },
  };
  if (outcome.progress !== undefined) return told;
  if (outcome.followedBy !== undefined && depth < DEPTH_LIMIT) return goTo(scene, told, outcome.followedBy, { depth: depth + 1 });
  return told.talk.parked.length > 0 ? comeBack(scene, told) : told;
}

/** Takes up the dialog that was interrupted last. */
function comeBack(scene: Scene, stand: Stand): Stand {
  const [progress, ...parked] = stand.talk.parked;
  const dialog = progress && scene.tools.dialogs[progress.dialog];
  const outcome = dialog && resume(dialog, progress, servicesOf(scene, stand));
  const back = { ...stand, talk: { ...stand.talk, parked, progress: outcome && progress } };
  return outcome === undefined ? back : say(say(back, { key: "common.back" }), ...outcome.lines);
}

/** Asks once more what the dialog under way wants to know. */
function askAgain(scene: Scene, stand: Stand): Stand {
  const { progress } = stand.talk;
  const dialog = progress && scene.tools.dialogs[progress.dialog];
  const outcome = dialog && resume(dialog, progress, servicesOf(scene, stand));
  if (outcome !== undefined) return say(stand, ...outcome.lines);
  return goTo(scene, stand, { dialog: "home", payload: "next" });
}

function say(stand: Stand, ...lines: readonly Line[]): Stand {
  return { ...stand, lines: [...stand.lines, ...lines] };
}

/** Says once who is talking, before the first answer. */
function introduce(stand: Stand): Stand {
  if (stand.patron.met) return stand;
  return say({ ...stand, patron: { ...stand.patron, met: true } }, { key: "home.introduction" });
}

function withLanguage(stand: Stand, language: Language): Stand {
  return stand.patron.language === language ? stand : { ...stand, patron: { ...stand.patron, language } };
}

/** Reads what a button or a deep link opens: `<dialog>` or `<dialog>:<payload>`; undefined for anything else. */
function openingOf(scene: Scene, payload?: string): Opening | undefined {
  const [, name, rest] = /^([a-z-]+)(?::(.*))?$/s.exec(payload ?? "") ?? [];
  const dialog = name === undefined ? undefined : Object.hasOwn(scene.tools.dialogs, name) && scene.tools.dialogs[name];
  return dialog ? { dialog: dialog.name, payload: rest } : undefined;
}

function currentStep(scene: Scene, { talk }: Stand) {
  const dialog = talk.progress && scene.tools.dialogs[talk.progress.dialog];
  return dialog && talk.progress && stepOf(dialog, talk.progress as Progress);
}

function servicesOf({ tools, now, id }: Scene, { patron }: Stand): Services {
  return {
    now,
    today: localDate(now, tools.timeZone),
    timeZone: tools.timeZone,
    language: patron.language ?? "fi",
    profile: { interests: patron.interests, messagesAllowed: patron.messagesAllowed },
    given: patron.given,
    programs: tools.programs,
    exportUrl: tools.exportUrl(id, now),
    phrase: (key) => tools.speaker.phrase(key, patron.language ?? "fi"),
  };
}

/** Puts the lines into words and everything into the shape that is committed. */
function commitOf(scene: Scene, stand: Stand, patron: Commit["transcript"]["patron"] & { dialog?: string; step?: string }): Commit {
  const { event, id, turn, tools } = scene;
  const language = stand.patron.language ?? "fi";
  const question = `t${turn}`;
  const messages = tools.speaker.speak(stand.lines, language, { id: `${id}-${turn}`, question, now: scene.now });
  const talk = messages.length === 0 ? stand.talk : { ...stand.talk, question, choices: choicesOf(messages) };
  const { dialog, step, ...heard } = patron;
  return {
    patron: withTalk(stand.patron, event.from, talk),
    messages: messages.map((message) => ({ to: event.from, message })),
    transcript: { format: 1, turn, at: event.at, event: event.id, address: event.from, patron: heard, dialog, step, said: [...messages] },
    feedback: stand.feedback,
    contacts: stand.contacts,
    withdrawn: stand.withdrawn,
    erase: stand.erase,
  };
}

/** The choices that a typed answer can pick: those of the last message, cards first, as they are numbered. */
function choicesOf(messages: readonly ChannelMessage[]): { value: string; label: string }[] {
  const last = messages.at(-1);
  const onCards = (last?.cards ?? []).flatMap((card) => card.choices.map(({ value }) => ({ value, label: card.title })));
  return [...onCards, ...(last?.choices ?? []).map(({ value, label }) => ({ value, label }))];
}
