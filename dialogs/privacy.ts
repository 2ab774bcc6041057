import { again, choicesOf, type Dialog, done, next } from "../src/dialog/dialog.ts";

type Privacy = { at: "show" } | { at: "erase" };

/** Tells in words what is stored about a patron, gives it to them, and erases it. */
export const privacy: Dialog<Privacy> = {
  name: "privacy",
  version: 1,
  start: { at: "show" },
  personal: true,
  returns: true,
  open: (payload) => (payload === "erase" ? { at: "erase" } : undefined),
  steps: {
    show: {
      ask: (_state, { profile: { interests, messagesAllowed } }) => ({
        key: "privacy.show.ask",
        values: {
          language: { phrase: "privacy.show.languageName" },
          interests: interests.length === 0 ? { phrase: "privacy.show.none" } : { list: interests },
          messages: { phrase: messagesAllowed ? "privacy.show.on" : "privacy.show.off" },
        },
        choices: choicesOf(["export", "erase", "done"] as const, (name) => `privacy.show.${name}`),
      }),
      answer: ({ text, understood }, _state, { exportUrl }) => {
        if (understood.intent === "thanks") return done({ key: "privacy.closing" });
        switch (text) {
          case "export":
            return done(
              exportUrl === undefined
                ? { key: "privacy.export.noServer" }
                : { key: "privacy.export.link", values: { url: exportUrl } },
            );
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
      ask: () => ({
        key: "privacy.erase.ask",
        choices: choicesOf(["yes", "no"] as const, (name) => `privacy.erase.${name}`),
      }),
      answer: ({ text }) => {
        if (text === "yes") return done({ key: "privacy.erase.done" }, { records: [{ record: "erasure" }] });
        return text === "no" ? done({ key: "privacy.erase.kept" }) : again("privacy.erase.again");
      },
    },
  },
};
