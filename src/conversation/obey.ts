/** Does what a patron commanded, then comes back to what was asked. */
import type { Reply } from "../dialog/dialog.ts";
import { changeProfile } from "../patrons/patron.ts";
import type { Language } from "../understanding/understood.ts";
import type { Command } from "./commands.ts";
import { askAgain, comeBack, goTo, interrupt, park } from "./guide.ts";
import { currentDialog, ended, introduce, type Scene, type Stand, say } from "./scene.ts";

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
      return say(ended(profile(stand, false)), { key: "common.stopped" });
    case "resume":
      return askAgain(scene, say(profile(stand, true), { key: "common.resumed" }));
    case "settings":
      return interrupt(scene, stand, { dialog: "settings" });
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
  const patron = { ...changeProfile(stand.patron, { language }), met: true };
  const told = say({ ...stand, patron }, { key: "common.languageSet" });
  return stand.talk.progress === undefined
    ? goTo(scene, told, { dialog: "home", payload: stand.patron.met ? "next" : undefined })
    : askAgain(scene, told);
}

/** Help in the middle of something does not end it. */
function help(scene: Scene, stand: Stand): Stand {
  const dialog = currentDialog(scene, stand);
  if (dialog?.returns) return askAgain(scene, say(stand, { key: "home.help" }));
  return goTo(scene, park(scene, stand), { dialog: "home", payload: "help" });
}

function profile(stand: Stand, messagesAllowed: boolean): Stand {
  return { ...stand, patron: changeProfile(stand.patron, { messagesAllowed }) };
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
