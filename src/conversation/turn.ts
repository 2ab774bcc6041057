/**
 * The turn: what one event leads to. Pure: the patron as stored and an event go in, what is to be committed comes out.
 * It knows no channel, no store and no clock; a turn that lost a race is simply taken again.
 */
import type { ChannelEvent } from "../channels/channel.ts";
import { advance } from "../dialog/advance.ts";
import type { Reply } from "../dialog/dialog.ts";
import { codeIn } from "../dialog/join-code.ts";
import { LANGUAGES, type Understood } from "../understanding/understood.ts";
import { finishTrial } from "./announced.ts";
import { asksBack, matchChoice } from "./choices.ts";
import { type Command, commandMeant, commandOf } from "./commands.ts";
import type { Commit, Snapshot } from "./commit.ts";
import { tellDrafted } from "./draft-in-chat.ts";
import { doAtOnce, writeFirst } from "./due.ts";
import { finishTurn, OPEN, RESUME } from "./finish-turn.ts";
import { askAgain, comeBack, comeHome, follow, goTo, interrupt, park, stepBack } from "./guide.ts";
import { answerElsewhere, hear, isMore, startOver } from "./hear-message.ts";
import { cleanText, isSwedish, languageFor, payloadOf, wordCount } from "./hearing.ts";
import { CONTINUE, continueHere, joined } from "./joining.ts";
import { linkOpening, openingOf, titleIn } from "./link-opening.ts";
import { obey, setLanguage, toldByLanguage } from "./obey.ts";
import { routeAside } from "./route.ts";
import {
  currentDialog,
  currentStep,
  ended,
  introduce,
  languageOf,
  type Scene,
  type Stand,
  say,
  servicesOf,
  spokenIn,
  startOf,
  type TurnTools,
  withLanguage,
  withoutDoubt,
} from "./scene.ts";
import { asMeant, MASK } from "./which-meant.ts";

export type { TurnTools } from "./scene.ts";

/** A longer text at an open question is an answer, whatever command it resembles. */
const COMMAND_WORDS_LIMIT = 8;
/** A tapped value that sets the language, whichever question it belonged to: `language:<code>`. */
const LANGUAGE = "language:";
/** What stands in the transcript for an answer that is not to be kept there. */
const HIDDEN = "[…]";

/** Takes one turn at `now` (ISO 8601): the answer to the first event of the inbox, ready to be committed. */
export function takeTurn(
  snapshot: Snapshot,
  event: ChannelEvent,
  known: Pick<Scene, "tools" | "now" | "joinRefused" | "announcement" | "drafted">,
): Commit {
  const scene: Scene = { ...known, event, id: snapshot.id, turn: snapshot.revision + 1 };
  const start = startOf(snapshot, event);
  const { talk } = start;
  switch (event.kind) {
    case "due":
      return finishTurn(scene, writeFirst(scene, start), { kind: event.kind });
    case "tried":
      return finishTrial(scene, start);
    case "joined":
      return finishTurn(scene, joined(scene, start, event), { kind: event.kind });
    case "reachability":
      return finishTurn(
        scene,
        { ...start, talk: { ...talk, reachable: event.reachable } },
        { kind: event.kind },
      );
    case "started":
      return started(scene, start, event.payload);
    case "tapped":
      return tapped(scene, start, event);
    case "said":
      return scene.drafted === undefined
        ? said(scene, start, cleanText(event.text))
        : tellDrafted(scene, start, { ...scene.drafted, said: cleanText(event.text) });
  }
}

/**
 * The turn to commit when one cannot be taken: the patron is told. What was under way is left, because the same message
 * would fail on it again.
 */
export function apologise(
  snapshot: Snapshot,
  event: ChannelEvent,
  { tools, now }: { readonly tools: TurnTools; readonly now: string },
): Commit {
  const scene: Scene = { tools, event, id: snapshot.id, turn: snapshot.revision + 1, now };
  // What is not the patron's doing needs no apology.
  const stand = ended(startOf(snapshot, event));
  const isTheirs = event.kind !== "due" && event.kind !== "tried" && event.kind !== "joined";
  const told = isTheirs ? say(stand, { key: "common.trouble" }) : stand;
  return finishTurn(scene, told, { kind: event.kind });
}

function started(scene: Scene, start: Stand, payload?: string): Commit {
  const stand = heardIn(start, scene.event);
  const link = payload === undefined ? undefined : linkOpening(payload);
  const opening = link?.opening ??
    openingOf(scene, payload) ?? { dialog: "home", payload: stand.patron.met ? "again" : undefined };
  const met =
    opening.dialog === "home" ? { ...stand, patron: { ...stand.patron, met: true } } : introduce(stand);
  const told = say(ended(met), ...(link?.lines ?? []));
  return finishTurn(scene, goTo(scene, told, opening, { reply: link?.reply }), { kind: "started" });
}

function tapped(scene: Scene, start: Stand, event: ChannelEvent & { readonly kind: "tapped" }): Commit {
  const { value, question } = event;
  const offered = start.talk.choices?.find((choice) => choice.value === value);
  const stand = heardIn(start, event);
  const text = offered?.label ?? titleIn(scene, stand, value);
  const heard = { kind: "tapped", text, question, value, ...whereHeard(start) };
  // What a button opens, it opens whenever it is tapped.
  const done = doAtOnce(scene, stand, value);
  if (done !== undefined) return finishTurn(scene, done, heard);
  if (value.startsWith(LANGUAGE)) return finishTurn(scene, choose(scene, stand, value), heard);
  if (value.startsWith(OPEN)) return finishTurn(scene, choose(scene, introduce(stand), value), heard);
  if (offered === undefined || question !== stand.talk.question) {
    return finishTurn(scene, askAgain(scene, say(introduce(stand), { key: "common.stale" })), heard);
  }
  return finishTurn(scene, choose(scene, stand, value), heard);
}

function whereHeard({ talk: { progress } }: Stand): { dialog?: string; step?: string } {
  return progress === undefined ? {} : { dialog: progress.dialog, step: progress.state.at };
}

/** A choice was taken, by tap or by typing. */
function choose(scene: Scene, stand: Stand, value: string): Stand {
  const done = doAtOnce(scene, stand, value);
  if (done !== undefined) return done;
  const language =
    value.startsWith(LANGUAGE) && LANGUAGES.find((known) => known === value.slice(LANGUAGE.length));
  if (language) return setLanguage(scene, stand, language);
  if (value === RESUME) return comeBack(scene, leave(stand));
  if (value === CONTINUE) return continueHere(scene, leave(stand));
  if (stand.talk.doubt !== undefined) return settleDoubt(scene, stand, value);
  const opening = value.startsWith(OPEN) ? openingOf(scene, value.slice(OPEN.length)) : undefined;
  if (opening !== undefined) return interrupt(scene, stand, opening);
  return answer(scene, stand, { text: value, chosen: true, understood: nothingUnderstood });
}

/** Lets the dialog under way go. */
function leave(stand: Stand): Stand {
  return { ...stand, talk: { ...stand.talk, progress: undefined } };
}

const nothingUnderstood: Understood = { text: "", intent: "other", confidence: 0, slots: {} };

function said(scene: Scene, start: Stand, text: string): Commit {
  const payload = payloadOf(scene.event);
  if (payload !== undefined) return started(scene, start, payload);
  const step = currentStep(scene, start);
  const code = codeSaid(start, text);
  const { stand, masked, understood } = hearText(scene, start, text);
  const heard = {
    kind: "said",
    text: step?.confidential || code !== undefined ? HIDDEN : masked,
    ...whereHeard(start),
  };
  const done = (end: Stand) => finishTurn(scene, end, heard);
  const { talk } = stand;

  if (text === "") return done(askAgain(scene, say(introduce(stand), { key: "common.empty" })));
  // Nothing stands before the answer to words of crisis, not even an introduction.
  if (scene.tools.isCrisis(text)) return done(say(park(scene, stand), { key: "common.crisis" }));
  if (code !== undefined)
    return done(interrupt(scene, introduce(stand), { dialog: "connect", payload: code }));
  const offered = talk.choices ?? [];
  // Where the only choice is the way back to something else, a number is an answer.
  const isAnswer = /^\d+$/.test(text) && offered.every(({ value }) => value === RESUME);
  const label = isAnswer ? undefined : matchChoice(text, offered, { open: true });
  if (label !== undefined) return done(choose(scene, stand, label));
  if (asksBack(text)) return done(stepBack(scene, introduce(stand)));
  const picked = matchChoice(text, offered, { open: step?.open === true && talk.doubt === undefined });
  const command = commandOf(text);
  // "Peru" beside the button "Peru palaute" means the button, when there is nothing else to cancel.
  const isButton = command === "cancel" && picked !== undefined && talk.progress === undefined;
  if (command !== undefined && !isButton) return done(obey(scene, stand, command));
  if (picked !== undefined) return done(choose(scene, stand, picked));
  if (step?.open !== true && isSwedish(text, understood)) {
    return done(say(stand, { key: "common.swedish", choices: languageChoices }));
  }
  const mayCommand =
    step?.open && !step.confidential && !talk.doubt && wordCount(text) <= COMMAND_WORDS_LIMIT;
  const meant = mayCommand ? commandMeant(understood) : undefined;
  if (meant !== undefined) {
    const doubtful = { ...stand, talk: { ...talk, doubt: { text: masked, command: meant } } };
    return done(say(doubtful, { key: "common.doubt.ask", choices: doubtChoices }));
  }
  const reply: Reply = { text: step?.confidential ? text : masked, chosen: false, understood };
  const sure = withoutDoubt(stand);
  return done(talk.progress === undefined ? hear(scene, sure, reply) : answer(scene, sure, reply));
}

/** Answers in the language that was heard. */
function heardIn(start: Stand, event: ChannelEvent, understood?: Understood): Stand {
  const { languageChosen } = start.patron;
  const language = languageFor({ language: spokenIn(start), languageChosen }, event, understood);
  return withLanguage(start, language);
}

/** The code that a text is, or is meant to be where channels are joined. */
function codeSaid({ talk }: Stand, text: string): string | undefined {
  return codeIn(text, { expected: talk.progress?.dialog === "connect" });
}

/** Understands a text. What is understood of it is kept with the dialog, so it is read without personal data. */
function hearText(
  scene: Scene,
  start: Stand,
  text: string,
): { stand: Stand; masked: string; understood: Understood } {
  const { tools, now, event } = scene;
  const read = (said: string) => tools.understanding.understand(said, { now, language: spokenIn(start) });
  // A code is in no language.
  const whole = codeSaid(start, text) === undefined ? read(text) : nothingUnderstood;
  const stand = heardIn(start, event, whole);
  const masked = tools.redact(text, languageOf(stand));
  const understood =
    masked === text ? whole : { ...read(masked.replace(MASK, " ")), language: whole.language };
  return { stand, masked, understood };
}

const languageChoices = [
  { value: `${LANGUAGE}fi`, label: "Suomeksi" },
  { value: `${LANGUAGE}en`, label: "In English" },
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
  const understood = asMeant(scene, stand, value);
  if (understood !== undefined) return hear(scene, settled, { text: doubt.text, chosen: false, understood });
  if (value === "command") return obey(scene, settled, doubt.command as Command);
  return answer(scene, settled, { text: doubt.text, chosen: false, understood: nothingUnderstood });
}

/** Hands a reply to the dialog under way. */
function answer(scene: Scene, stand: Stand, reply: Reply): Stand {
  const { progress } = stand.talk;
  const aside = reply.chosen || progress?.dialog !== "recommend" ? undefined : routeAside(reply.understood);
  if (aside !== undefined && "opening" in aside) return interrupt(scene, stand, aside.opening, reply);
  const told = toldByLanguage(scene, stand, reply);
  if (told !== undefined) return isMore(reply) ? hear(scene, told, reply) : comeHome(scene, told);
  const dialog = currentDialog(scene, stand);
  const outcome =
    dialog && progress && advance(dialog, progress, { reply, services: servicesOf(scene, stand) });
  if (outcome === undefined) return startOver(scene, stand, reply);
  // What was meant to be confidential is not looked at for anything else.
  if (outcome.unanswered && !reply.chosen && !currentStep(scene, stand)?.confidential) {
    const elsewhere = answerElsewhere(scene, stand, reply);
    if (elsewhere !== undefined) return elsewhere;
  }
  return follow(scene, stand, outcome);
}
