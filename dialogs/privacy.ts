import { again, choicesOf, type Dialog, done, type Line, next } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";

/** `who`: the patron asked who reads the conversation, and is told so first. */
type Privacy = { at: "show"; who?: true } | { at: "erase" };

/** "Who reads this?", "is this private?" in both languages. */
export const ASKS_WHO =
  /(?<!\p{L})(kuka|ketkä|kuka muu|lukeeko|näkeekö)( \p{L}+){0,3} (lukee|lukevat|näkee|näkevät|viestejä\p{L}*|tätä|tämän|näitä)(?!\p{L})|onko (tämä|tää|keskustelu\p{L}*) (yksityi|luottamuksel|salai|nimet)|(?<!\p{L})(who|anyone|anybody|someone)( \p{L}+){0,3} (reads?|see|sees|reading) (this|it|these|what i|my)|is (this|it|our (chat|conversation)) (private|confidential|secret|anonymous|safe)/iu;

/** Tells in words what is stored about a patron, gives it to them, and erases it. */
export const privacy: Dialog<Privacy> = {
  name: "privacy",
  version: 1,
  start: { at: "show" },
  personal: true,
  returns: true,
  open: (payload, reply) => {
    if (payload === "erase") return { at: "erase" };
    return payload === "who" || (reply && ASKS_WHO.test(reply.text)) ? { at: "show", who: true } : undefined;
  },
  steps: {
    show: {
      ask: ({ who }, services) =>
        who ? { key: "privacy.who", choices: choicesIn(services) } : storedLine(services),
      answer: ({ text, understood }, _state, { exportUrl }) => {
        if (understood.intent === "thanks") return done({ key: "privacy.closing" });
        if (ASKS_WHO.test(text)) return { kind: "again", line: { key: "privacy.who" }, answered: true };
        switch (text) {
          case "export":
            return exportUrl === undefined ? again("privacy.show.again") : done(linkLine(exportUrl));
          case "erase":
            return next({ at: "erase" });
          case "done":
            return done({ key: "privacy.closing" });
          default:
            return again("privacy.show.again");
        }
      },
    },
    erase: {
      back: () => ({ at: "show" }),
      ask: () => ({
        key: "privacy.erase.ask",
        choices: choicesOf(["yes", "no"] as const, (name) => `privacy.erase.${name}`),
      }),
      answer: ({ text }) => {
        if (text === "yes") return done({ key: "privacy.erase.done" }, { records: [{ record: "erasure" }] });
        if (ASKS_WHO.test(text)) return next({ at: "erase" }, { lines: [{ key: "privacy.who" }] });
        return text === "no" ? done({ key: "privacy.erase.kept" }) : again("privacy.erase.again");
      },
    },
  },
};

function storedLine(services: Services): Line {
  const { interests, messagesAllowed } = services.profile;
  return {
    key: "privacy.show.ask",
    values: {
      language: { phrase: "privacy.show.languageName" },
      interests: interests.length === 0 ? { phrase: "privacy.show.none" } : { list: interests },
      messages: { phrase: messagesAllowed ? "privacy.show.on" : "privacy.show.off" },
      id: services.patron,
    },
    choices: choicesIn(services),
  };
}

/** A file can be fetched only where a server runs. */
function choicesIn({ exportUrl }: Services): Line["choices"] {
  const names =
    exportUrl === undefined ? (["erase", "done"] as const) : (["export", "erase", "done"] as const);
  return choicesOf<"export" | "erase" | "done">(names, (name) => `privacy.show.${name}`);
}

/** Whoever has the link has the data, so it is not kept with the conversation. */
function linkLine(url: string): Line {
  return { key: "privacy.export.link", values: { url }, keptAs: "privacy.export.kept" };
}
