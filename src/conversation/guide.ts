/** Leads from dialog to dialog: into one, out of it into another, and back to what was interrupted. */
import { begin, goBack, type Outcome, resume } from "../dialog/advance.ts";
import type { Opening, Reply, TurnRecord } from "../dialog/dialog.ts";
import { keepRecords } from "./records.ts";
import {
  currentDialog,
  currentStep,
  ended,
  languageOf,
  type Scene,
  type Stand,
  say,
  servicesOf,
  withoutDoubt,
  withoutOwnLanguage,
} from "./scene.ts";

const PARKED_LIMIT = 3;
/** How many dialogs may open one another within a turn. */
const DEPTH_LIMIT = 4;

/** Begins a dialog in place of the one under way. */
export function goTo(
  scene: Scene,
  stand: Stand,
  opening: Opening,
  { reply, depth = 0 }: { readonly reply?: Reply; readonly depth?: number } = {},
): Stand {
  const dialog = scene.tools.dialogs[opening.dialog];
  if (dialog === undefined)
    throw new Error(`Cannot open dialog "${opening.dialog}": not listed in dialogs/all.ts`);
  if (scene.event.scope === "group" && dialog.personal) return say(stand, { key: "common.inPrivate" });
  const { progress } = stand.talk;
  const beginning = { payload: opening.payload, reply, from: progress };
  const outcome = begin(dialog, servicesOf(scene, stand), beginning);
  return follow(scene, { ...stand, talk: { ...stand.talk, since: scene.turn } }, outcome, depth);
}

/** Keeps records with where the conversation stands. */
export function recorded(scene: Scene, stand: Stand, records: readonly TurnRecord[]): Stand {
  const about = {
    ...scene,
    language: languageOf(stand),
    address: scene.event.from,
    since: stand.talk.since ?? scene.turn,
  };
  const { patron, kept } = keepRecords(stand.patron, stand, records, about);
  const choosesLanguage = records.some((one) => one.record === "profile" && one.change.language);
  const after = { ...stand, ...kept, patron };
  return choosesLanguage ? withoutOwnLanguage(after) : after;
}

/** Does what a dialog decided: says its lines, keeps its records, goes on to another dialog or back to a parked one. */
export function follow(scene: Scene, stand: Stand, outcome: Outcome, depth = 0): Stand {
  const kept = recorded(scene, stand, outcome.records);
  const told: Stand = {
    ...kept,
    lines: [...stand.lines, ...outcome.lines],
    talk: { ...kept.talk, progress: outcome.progress },
  };
  if (outcome.progress !== undefined) return toldAside(scene, stand, told) ?? told;
  // Whoever is forgotten has nothing to come back to.
  if (told.erase) return ended(told);
  const { followedBy } = outcome;
  // The way home is for those who have nothing left to finish.
  const goesHome = followedBy === undefined || followedBy.dialog === "home";
  if (goesHome && told.talk.parked.length > 0) return comeBack(scene, told);
  return followedBy === undefined || depth >= DEPTH_LIMIT
    ? told
    : goTo(scene, told, followedBy, { reply: replyIn(scene, told, followedBy), depth: depth + 1 });
}

/** The patron's words that a dialog is opened with. */
function replyIn({ tools, now }: Scene, stand: Stand, { text }: Opening): Reply | undefined {
  if (text === undefined) return undefined;
  const understood = tools.understanding.understand(text, { now, language: languageOf(stand) });
  return { text, chosen: false, understood };
}

/** An answer in passing needs no reply when something else waits for one. */
function toldAside(scene: Scene, before: Stand, told: Stand): Stand | undefined {
  if (told.talk.parked.length === 0 || currentStep(scene, told)?.aside !== true) return undefined;
  const answer = told.lines.slice(before.lines.length).map(({ choices: _choices, ...line }) => line);
  return comeBack(scene, { ...told, lines: [...before.lines, ...answer] });
}

/** Takes up the dialog that was interrupted last; one that cannot be resumed is let go. */
export function comeBack(scene: Scene, stand: Stand): Stand {
  const [progress, ...parked] = stand.talk.parked;
  if (progress === undefined) return askAgain(scene, stand);
  const back: Stand = { ...stand, talk: { ...stand.talk, parked, progress, doubt: undefined } };
  const dialog = currentDialog(scene, back);
  const outcome = dialog && resume(dialog, progress, servicesOf(scene, back));
  if (outcome !== undefined) return say(back, { key: "common.back" }, ...outcome.lines);
  const without = { ...back, talk: { ...back.talk, progress: undefined } };
  return parked.length > 0 ? comeBack(scene, without) : without;
}

/** Takes up what was interrupted; where nothing was, the menu follows. */
export function comeHome(scene: Scene, stand: Stand): Stand {
  return stand.talk.parked.length > 0
    ? comeBack(scene, stand)
    : goTo(scene, stand, { dialog: "home", payload: "next" });
}

/** Asks once more what the dialog under way wants to know. */
export function askAgain(scene: Scene, stand: Stand): Stand {
  const sure = withoutDoubt(stand);
  const dialog = currentDialog(scene, sure);
  const { progress } = sure.talk;
  const outcome = dialog && progress && resume(dialog, progress, servicesOf(scene, sure));
  if (outcome !== undefined) return say(sure, ...outcome.lines);
  return goTo(scene, sure, { dialog: "home", payload: "next" });
}

/** Goes back one question; out of a dialog that has none before it, to what was interrupted or to the menu. */
export function stepBack(scene: Scene, stand: Stand): Stand {
  const sure = withoutDoubt(stand);
  const { progress, parked } = sure.talk;
  const dialog = currentDialog(scene, sure);
  const outcome = dialog && progress && goBack(dialog, progress, servicesOf(scene, sure));
  if (outcome !== undefined) return follow(scene, sure, outcome);
  return comeHome(scene, parked.length > 0 ? sure : ended(sure));
}

/** Leaves the dialog under way for another; a dialog that asks something of the patron is come back to. */
export function interrupt(scene: Scene, stand: Stand, opening: Opening, reply?: Reply): Stand {
  const isSame = stand.talk.progress?.dialog === opening.dialog;
  return goTo(scene, isSame ? withoutDoubt(stand) : park(scene, stand), opening, { reply });
}

/** Puts the dialog under way aside. */
export function park(scene: Scene, stand: Stand): Stand {
  const { progress, parked } = stand.talk;
  const returns = currentDialog(scene, stand)?.returns === true;
  const kept = progress !== undefined && returns ? [progress, ...parked].slice(0, PARKED_LIMIT) : parked;
  return { ...stand, talk: { ...stand.talk, progress: undefined, parked: kept, doubt: undefined } };
}
