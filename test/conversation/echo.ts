/** What turns are taken with in the conversation contract: one dialog that repeats what it hears. */

import { Speaker } from "../../src/conversation/speak.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { type Dialog, done, next } from "../../src/dialog/dialog.ts";
import { RULES } from "../helpers/wakes.ts";

type Echo = { at: "listen"; heard?: string };

/** `!feedback COMMENT CONTACT` gives feedback, `!erase` erases the patron. */
const echo: Dialog<Echo> = {
  name: "home",
  version: 1,
  start: { at: "listen" },
  open: () => ({ at: "listen" }),
  steps: {
    listen: {
      open: true,
      ask: ({ heard = "" }) => ({ key: "common.place.in", values: { name: heard } }),
      answer: ({ text }) => {
        const [, comment, contact] = /!feedback (\S+) (\S+)/.exec(text) ?? [];
        if (comment !== undefined) {
          const records = [
            { record: "feedback", about: "library", comment, mayAnswer: true, contact },
          ] as const;
          return next({ at: "listen", heard: text }, { records });
        }
        if (text.includes("!erase"))
          return done({ key: "common.thanks" }, { records: [{ record: "erasure" }] });
        return next({ at: "listen", heard: text });
      },
    },
  },
};

/** Makes the tools; `hear` is called inside every turn that something was said in. `!throws` is a mistake of ours. */
export function echoTools(hear: () => void = () => {}): TurnTools {
  return {
    understanding: {
      understand: (text) => {
        hear();
        if (text.includes("!throws")) throw new Error("a mistake of ours");
        return { text, intent: "other", confidence: 0, slots: {} };
      },
      terms: () => ({ words: [], pivot: [] }),
      isWord: () => true,
    },
    speaker: new Speaker({ timeZone: "Europe/Helsinki", places: [], helplines: { fi: "", en: "" } }),
    programs: { recommend: () => ({ results: [], relaxed: [] }), find: () => undefined, isSample: false },
    dialogs: { home: echo },
    timeZone: "Europe/Helsinki",
    outreach: RULES,
    nearestLibraries: () => [],
    deskId: (id) => id,
    redact: (text) => text,
    isCrisis: () => false,
    exportUrl: () => undefined,
  };
}
