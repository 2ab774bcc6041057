/** What patrons do in a simulated year: each act as the events of a channel, and written into the patron's book. */
import feedbackEn from "../locales/en/feedback.json";
import privacyEn from "../locales/en/privacy.json";
import recommendEn from "../locales/en/recommend.json";
import settingsEn from "../locales/en/settings.json";
import feedbackFi from "../locales/fi/feedback.json";
import privacyFi from "../locales/fi/privacy.json";
import recommendFi from "../locales/fi/recommend.json";
import settingsFi from "../locales/fi/settings.json";
import type { ChannelEvent } from "../src/channels/channel.ts";
import { encodeId } from "../src/id-code.ts";
import type { PatronBook, Sent } from "./year-book.ts";
import type { MadeCatalogue, MadeProgram } from "./year-catalogue.ts";
import { type Chance, pickWeighted } from "./year-chance.ts";
import { DAY_MS, HOUR_MS, iso, STEP_MS } from "./year-clock.ts";

const WORDS = {
  fi: {
    feedback: feedbackFi,
    privacy: privacyFi,
    recommend: recommendFi,
    settings: settingsFi,
    ...{ hello: "hei", stop: "lopeta viestit" },
  },
  en: {
    feedback: feedbackEn,
    privacy: privacyEn,
    recommend: recommendEn,
    settings: settingsEn,
    ...{ hello: "hello", stop: "stop messages" },
  },
} as const;

/** How often each act is done of all that patrons do by themselves. */
const WEIGHTS = {
  ...{ save: 56, hello: 8, unsave: 5, stop: 2.5, allow: 5, refuse: 3, ask: 4, dontAsk: 2 },
  ...{ series: 3, weekly: 3, begin: 5, block: 2, erase: 1 },
} as const;
export type ActName =
  | keyof typeof WEIGHTS
  | "return"
  | "feedback"
  | "missed"
  | "drop"
  | "fewer"
  | "stopByButton";

/** Something that a patron does; `program` is the one it is about. */
export interface Act {
  readonly name: ActName;
  readonly program?: string;
}

/** What comes of an act. */
export interface Done {
  /** What the channel hears, in order. */
  readonly events: readonly ChannelEvent[];
  /** The patron blocks Kutsu on the platform, or no longer. */
  readonly blocks?: boolean;
  /** What the same patron does later. */
  readonly later?: { readonly atMs: number; readonly act: Act };
}

type Body =
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "tapped"; readonly value: string; readonly question: string }
  | { readonly kind: "started"; readonly payload?: string };

/** When and with what acts are done. */
export interface ActScene {
  readonly ms: number;
  readonly catalogue: MadeCatalogue;
  /** What can be saved now. */
  readonly upcoming: readonly MadeProgram[];
  readonly chance: Chance;
}

/** Draws what a patron does of their own accord. */
export function drawAct(chance: Chance): Act {
  return { name: pickWeighted(WEIGHTS, chance) };
}

/** Does an act, as far as it can be done; what cannot becomes a greeting. */
export function perform(act: Act, book: PatronBook, scene: ActScene): Done {
  const { ms, chance } = scene;
  if (act.name === "block") {
    if (book.away.last !== "here") return { events: [] };
    book.away.set(ms, "blocked");
    const backMs = ms + Math.ceil(5 + chance() * 50) * DAY_MS;
    return { events: [], blocks: true, later: { atMs: backMs, act: { name: "return" } } };
  }
  // Whoever has blocked Kutsu does nothing until they return.
  if (book.away.last === "blocked" && act.name !== "return") return { events: [] };
  const bodies = bodiesOf(act, book, scene);
  const events = bodies.map(
    (body, at): ChannelEvent => ({
      ...{ id: `${book.address}-${ms}-${at}`, from: book.address, at: iso(ms), scope: "private" },
      ...{ language: book.language, ...body },
    }),
  );
  return { events, ...(act.name === "return" && { blocks: false }) };
}

function bodiesOf(act: Act, book: PatronBook, scene: ActScene): readonly Body[] {
  const { ms, chance, catalogue } = scene;
  const words = WORDS[book.language];
  const started = (payload: string): Body => ({ kind: "started", payload });
  const said = (text: string): Body => ({ kind: "said", text });
  const tapped = (value: string): Body => ({ kind: "tapped", value, question: "earlier" });
  const about = encodeId(act.program ?? "");
  const isErasure = act.name === "erase" && book.away.last === "here";
  if (!isErasure) book.hear(ms);
  const { purpose, series, weekly } = words.settings;
  switch (act.name) {
    case "save": {
      const program = chosen(book, scene);
      const version = program && catalogue.versionAt(program.id, ms);
      if (program === undefined || version === undefined) break;
      book.save(ms, program.id, version);
      return [started(`recommend:${encodeId(program.id)}`), said(words.recommend.choice.remind)];
    }
    case "unsave": {
      const saved = scene.upcoming.find(({ id }) => book.savingAt(ms, id) !== undefined);
      if (saved === undefined) break;
      book.unsave(ms, saved.id);
      return [started(`recommend:${encodeId(saved.id)}`), said(words.recommend.choice.unremind)];
    }
    case "stop":
      book.stop(ms);
      return [said(words.stop)];
    case "stopByButton":
      book.stop(ms);
      return [tapped("do:stop")];
    case "allow":
      book.choose(ms, { suggestions: true });
      return [started("settings:suggestions"), said(purpose.on)];
    case "refuse":
      book.choose(ms, { suggestions: false });
      return [started("settings:suggestions"), said(purpose.off)];
    case "ask":
      book.choose(ms, { reminders: true });
      return [started("settings:reminders"), said(purpose.on)];
    case "dontAsk":
      book.choose(ms, { reminders: false });
      return [started("settings:reminders"), said(purpose.off)];
    case "series":
      book.choose(ms, { series: true });
      return [started("settings:series"), said(series.on)];
    case "weekly": {
      const most = chance() < 0.5 ? "1" : "3";
      book.choose(ms, { weeklyMost: Number(most) });
      return [started("settings:weekly"), said(weekly.choice[most])];
    }
    case "begin":
      return [started("feedback")];
    case "erase":
      if (!isErasure) break;
      book.heardMs.push(ms);
      book.erase(ms);
      return [started("privacy:erase"), said(words.privacy.erase.yes)];
    case "feedback": {
      const { answer, summary } = words.feedback;
      const comment =
        book.language === "fi" ? "Mukava ohjaaja ja hyvä tunnelma." : "A nice host and a good mood.";
      return [tapped(`do:went:${about}`), said("5"), said(comment), said(answer.no), said(summary.send)];
    }
    case "missed":
      return [tapped(`do:missed:${about}`)];
    case "drop":
      if (act.program !== undefined) book.unsave(ms, act.program);
      return [tapped(`do:fewer:drop:${about}`)];
    case "fewer":
      book.weeksApart.set(ms, Math.min(8, 2 * book.weeksApart.last));
      return [tapped("do:fewer:interests")];
  }
  return [said(words.hello)];
}

/** One that is not saved yet; those that come soon more often. */
function chosen(book: PatronBook, { upcoming, ms, chance }: ActScene): MadeProgram | undefined {
  const others = upcoming.filter(({ id }) => book.savingAt(ms, id) === undefined);
  return others[Math.floor(chance() ** 1.5 * others.length)];
}

/** Draws what a patron does about a message of ours within a few hours; undefined for nothing. */
export function drawReaction(
  { kind, programs: [program], atMs }: Sent,
  chance: Chance,
): { readonly atMs: number; readonly act: Act } | undefined {
  const drawn = chance();
  const soonMs = atMs + Math.ceil(1 + chance() * 8) * 2 * STEP_MS;
  const at = (act: Act) => ({ atMs: soonMs, act });
  if (drawn < 0.003) return at({ name: "stopByButton" });
  switch (kind) {
    case "after":
      if (drawn < 0.3) return at({ name: "feedback", program });
      return drawn < 0.4 ? at({ name: "missed", program }) : undefined;
    case "reminder":
      return drawn < 0.02 ? at({ name: "drop", program }) : undefined;
    case "interests":
      return drawn < 0.02 ? at({ name: "fewer" }) : undefined;
    case "silent":
      return drawn < 0.4 ? { atMs: soonMs + 20 * HOUR_MS, act: { name: "hello" } } : undefined;
    default:
      return undefined;
  }
}
