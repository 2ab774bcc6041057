/** Hears what a message means where no dialog takes it as an answer: a command, another dialog, or nothing that is understood. */
import type { Reply } from "../dialog/dialog.ts";
import { commandMeant } from "./commands.ts";
import { askAgain, goTo, interrupt } from "./guide.ts";
import { obey } from "./obey.ts";
import { isGreeting, routeOf } from "./route.ts";
import { currentDialog, ended, introduce, type Scene, type Stand, say } from "./scene.ts";
import { askWhich } from "./which-meant.ts";

/** The message that told the language says something else as well. */
export function isMore({ understood }: Reply): boolean {
  return understood.intent !== "language" && routeOf(understood) !== undefined;
}

/** The reply did not answer: the patron commands or asks something else, if it is clear what. */
export function answerElsewhere(scene: Scene, stand: Stand, reply: Reply): Stand | undefined {
  const { understood } = reply;
  const found = routeOf(understood);
  const command = found?.isPlain ? undefined : commandMeant(understood);
  if (command !== undefined) return obey(scene, stand, command, reply);
  const goesOn = currentDialog(scene, stand)?.returns === true;
  // Where nothing is lost by it, a word that may be a topic is looked for.
  const isClear = found?.isSure || (understood.intent === "recommend" && !goesOn);
  const which = goesOn ? undefined : askWhich(stand, reply.text, understood);
  if (which !== undefined && !found?.isSure) return which;
  const route = isClear ? found?.route : undefined;
  if (route === undefined) return undefined;
  if (understood.intent === "greeting" && goesOn) return askAgain(scene, say(stand, { key: "common.hello" }));
  if ("opening" in route) return interrupt(scene, stand, route.opening, reply);
  return goesOn ? askAgain(scene, say(stand, route.line)) : say(ended(stand), route.line);
}

/** Where the conversation stood cannot be read any more. */
export function startOver(scene: Scene, stand: Stand, reply: Reply): Stand {
  if (stand.talk.progress === undefined) return hear(scene, stand, reply);
  const told = say(ended(stand), { key: "common.startOver" });
  const isUnderstood = !reply.chosen && routeOf(reply.understood) !== undefined;
  return isUnderstood ? hear(scene, told, reply) : goTo(scene, told, { dialog: "home", payload: "next" });
}

/** Hears a message when no dialog is under way. */
export function hear(scene: Scene, stand: Stand, reply: Reply): Stand {
  const first = !stand.patron.met;
  const met = introduce(stand);
  if (stand.talk.lost) {
    const found = { ...met, talk: { ...met.talk, lost: undefined } };
    return goTo(scene, say(found, { key: "common.startOver" }), { dialog: "home", payload: "next" });
  }
  const { understood } = reply;
  const found = reply.chosen ? undefined : routeOf(understood);
  const command = reply.chosen || found?.isPlain ? undefined : commandMeant(understood);
  if (command !== undefined) return obey(scene, stand, command, reply);
  const which = found?.isSure || reply.chosen ? undefined : askWhich(met, reply.text, understood);
  if (which !== undefined) return which;
  const route = found?.route;
  if (first && (route === undefined || isGreeting(route))) {
    return goTo(scene, { ...stand, patron: met.patron }, { dialog: "home" });
  }
  if (route === undefined) return goTo(scene, met, { dialog: "home", payload: "unclear" });
  return "line" in route ? say(met, route.line) : goTo(scene, met, route.opening, { reply });
}
