import { again, choicesOf, type Dialog, done, type Line, next } from "../src/dialog/dialog.ts";
import type { Purpose } from "../src/dialog/profile.ts";
import type { Services } from "../src/dialog/services.ts";
import { channelName, type Value } from "../src/dialog/words.ts";
import { localDate } from "../src/understanding/local-time.ts";
import { aboutValues } from "./settings-about.ts";
import { howValues } from "./settings-messages.ts";

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
          case "change":
            return done(undefined, { followedBy: { dialog: "settings" } });
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
  const { profile, patron } = services;
  const { interests, allowed, series, channels, calendar } = profile;
  const hasCalendar = calendar !== undefined && calendar.off === undefined;
  return {
    key: "privacy.show.ask",
    values: {
      language: { phrase: "privacy.show.languageName" },
      interests: listOrNone(interests),
      ...aboutValues(profile),
      saved: listOrNone(savedInWords(services)),
      messages: listOrNone(allowed.map((purpose) => allowedInWords(purpose, services))),
      ...howValues(profile),
      series: { phrase: series ? "privacy.show.on" : "privacy.show.off" },
      channels: listOrNone((channels?.others ?? []).map(({ channel }) => channelName(channel))),
      calendar: { phrase: hasCalendar ? "privacy.show.inUse" : "privacy.show.notInUse" },
      id: patron,
    },
    choices: choicesIn(services),
  };
}

function listOrNone(list: readonly Value[]): Value {
  return list.length === 0 ? { phrase: "privacy.show.none" } : { list };
}

/** Titles of what was saved; what is gone from the programs is counted. */
function savedInWords({ profile, programs }: Services): readonly Value[] {
  const titles = profile.saved.flatMap((id): Value[] => {
    const program = programs.find(id);
    return program === undefined ? [] : [{ text: program.title }];
  });
  const count = profile.saved.length - titles.length;
  return count === 0 ? titles : [...titles, { phrase: "privacy.show.gone", values: { count } }];
}

/** What may be sent, and since when. */
function allowedInWords(purpose: Purpose, { profile: { since }, timeZone }: Services): Value {
  const what: Value = { phrase: `privacy.show.purpose.${purpose}` };
  const at = since?.[purpose];
  if (at === undefined) return what;
  const day: Value = { day: localDate(at, timeZone), form: "dated" };
  return { phrase: "privacy.show.allowed", values: { what, day } };
}

/** A file can be fetched only where a server runs. */
function choicesIn({ exportUrl }: Services): Line["choices"] {
  const names = (["change", "export", "erase", "done"] as const).filter(
    (name) => name !== "export" || exportUrl !== undefined,
  );
  return choicesOf(names, (name) => `privacy.show.${name}`);
}

/** Whoever has the link has the data, so it is not kept with the conversation. */
function linkLine(url: string): Line {
  return { key: "privacy.export.link", values: { url }, keptAs: "privacy.export.kept" };
}
