/** Does what a patron commanded, then comes back to what was asked. */
import type { Address } from "../channels/channel.ts";
import type { Reply } from "../dialog/dialog.ts";
import { PURPOSES } from "../dialog/profile.ts";
import { changePatron, type Patron } from "../patrons/patron.ts";
import { LANGUAGES, type Language } from "../understanding/understood.ts";
import { type Command, commandMeant } from "./commands.ts";
import { askAgain, comeBack, goTo, interrupt, park } from "./guide.ts";
import { givenIn } from "./records.ts";
import { currentDialog, ended, introduce, type Scene, type Stand, say, withoutOwnLanguage } from "./scene.ts";

/** Obeys a command; `reply` is the message it was said in, when that was more than the command. */
export function obey(scene: Scene, before: Stand, command: Command, reply?: Reply): Stand {
  if (command === "finnish") return setLanguage(scene, before, "fi");
  if (command === "english") return setLanguage(scene, before, "en");
  const stand = introduce(before);
  switch (command) {
    case "help":
      return help(scene, before.patron.met ? say(stand, { key: "home.who" }) : stand);
    case "menu":
      return goTo(scene, park(scene, stand), { dialog: "home", payload: "next" });
    case "cancel":
      return cancel(scene, stand);
    case "stop":
      return say(ended(stopped(scene, stand)), { key: "common.stopped" });
    case "unremind":
      return unremind(scene, stand);
    case "resume":
      return interrupt(scene, stand, { dialog: "settings", payload: "messages" });
    case "settings":
      return interrupt(scene, stand, { dialog: "settings" });
    case "connect":
      return interrupt(scene, stand, { dialog: "connect" });
    case "calendar":
      return interrupt(scene, stand, { dialog: "connect", payload: "calendar" });
    case "language":
      return interrupt(scene, stand, { dialog: "settings", payload: "language" });
    case "person":
      return interrupt(scene, stand, { dialog: "person" }, reply);
    case "my-data":
      return interrupt(scene, stand, { dialog: "privacy" }, reply);
    case "forget":
      return interrupt(scene, stand, { dialog: "privacy", payload: "erase" });
  }
}

/** Sets the language for good; before anything else was said, the welcome follows in it. */
export function setLanguage(scene: Scene, stand: Stand, language: Language): Stand {
  const told = keepLanguage(scene, stand, language);
  return stand.talk.progress === undefined
    ? goTo(scene, told, { dialog: "home", payload: stand.patron.met ? "next" : undefined })
    : askAgain(scene, told);
}

/** Keeps the language and says so. */
function keepLanguage(scene: Scene, stand: Stand, language: Language): Stand {
  const patron = { ...changePatron(stand.patron, { language }, givenIn(about(scene))), met: true };
  return say({ ...withoutOwnLanguage(stand), patron }, { key: "common.languageSet" });
}

/**
 * Takes a message at the question of the language for its answer, because it is in one: the question is over, and the
 * message is to be heard. Undefined where no language is asked for, and when it cannot be told by the message.
 */
export function toldByLanguage(
  scene: Scene,
  stand: Stand,
  { text, chosen, understood }: Reply,
): Stand | undefined {
  const { progress } = stand.talk;
  if (chosen || progress?.dialog !== "settings" || progress.state.at !== "language") return undefined;
  const command = commandMeant(understood);
  if (command !== undefined && command !== "language") return undefined;
  // The language that is to be changed says nothing about the one that is wanted.
  const spoken = scene.tools.understanding.understand(text, { now: scene.now }).language;
  const language = LANGUAGES.find((known) => known === spoken);
  const closed = { ...stand, talk: { ...stand.talk, progress: undefined } };
  return language && keepLanguage(scene, closed, language);
}

/** Help in the middle of something does not end it. */
function help(scene: Scene, stand: Stand): Stand {
  const dialog = currentDialog(scene, stand);
  if (dialog?.returns) return askAgain(scene, say(stand, { key: "home.help" }));
  return goTo(scene, park(scene, stand), { dialog: "home", payload: "help" });
}

/** Whatever Kutsu writes first ends at once, reminders too; what was saved stays saved. */
function stopped(scene: Scene, stand: Stand): Stand {
  const patron = changePatron(stand.patron, { refuse: PURPOSES, series: false }, givenIn(about(scene)));
  const outreach = { ...patron.outreach, suggest: undefined };
  return { ...stand, patron: { ...patron, saved: silent(patron), outreach }, hush: true };
}

/** Reminders end, and nothing else that Kutsu writes first. */
function unremind(scene: Scene, stand: Stand): Stand {
  const { patron } = stand;
  const key = patron.saved.some(({ reminds }) => reminds) ? "common.reminders.off" : "common.reminders.none";
  const told = say({ ...stand, patron: { ...patron, saved: silent(patron) } }, { key });
  const goesOn = currentDialog(scene, stand)?.returns === true;
  return goesOn ? askAgain(scene, told) : { ...told, talk: { ...told.talk, progress: undefined } };
}

function silent({ saved }: Patron): Patron["saved"] {
  return saved.map((one) => ({ ...one, reminds: false }));
}

function about({ now, event }: Scene): { readonly now: string; readonly address: Address } {
  return { now, address: event.from };
}

function cancel(scene: Scene, stand: Stand): Stand {
  const { progress, parked } = stand.talk;
  if (progress === undefined) return say(stand, { key: "common.nothingToCancel" });
  const cancelled = { ...stand, talk: { ...stand.talk, progress: undefined, doubt: undefined } };
  const told = say(cancelled, { key: "common.cancelled" });
  return parked.length > 0
    ? comeBack(scene, told)
    : goTo(scene, ended(told), { dialog: "home", payload: "next" });
}
