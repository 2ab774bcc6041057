/** Intents and slots of messages whose meaning is known. */
import { readFileSync } from "node:fs";
import { SURE } from "../src/conversation/commands.ts";
import { rootPath } from "../src/root.ts";
import { type SlotsJson, slotsJson } from "../src/understanding/slots-json.ts";
import type { Understanding } from "../src/understanding/understanding.ts";
import type { Language, Understood } from "../src/understanding/understood.ts";
import { examplesBut, type IntentShares, nlpJsFigures, ownFigures, withoutExamples } from "./bench-intent.ts";
import { type Figure, percent } from "./figures.ts";
import { DEV_NOW, type DevRow } from "./outside-data.ts";
import { findNamedPeer } from "./peers.ts";

/** A message with its meaning, and what was understood. */
interface Heard {
  readonly row: DevRow;
  readonly found: Understood;
  readonly slots: SlotsJson;
}

/** Messages on whose audience or part of day people disagree: right either way, so left out of those two. */
const JUDGED: ReadonlySet<string> = new Set(
  "d280 d323 d209 d179 d066 d116 d231 d296 d198 d173 d110 d267".split(" "),
);

const SLOTS: readonly { readonly name: string; readonly judged?: true; read(slots: SlotsJson): unknown }[] = [
  { name: "place", read: ({ place }) => place },
  { name: "age or audience", judged: true, read: ({ age, audience }) => age ?? audience },
  { name: "weekdays", read: ({ weekdays }) => weekdays?.join() },
  { name: "part of day", judged: true, read: ({ partOfDay }) => partOfDay },
  { name: "free", read: ({ free }) => free },
  { name: "event language", read: ({ eventLanguage }) => eventLanguage },
];

/** Measures intents, dates and slots on the messages. */
export async function meaningFigures(
  rows: readonly DevRow[],
  understanding: Understanding,
): Promise<readonly Figure[]> {
  const heard = rows.map((row): Heard => {
    const found = understanding.understand(row.text, { now: DEV_NOW, language: row.language });
    return { row, found, slots: slotsJson(found.slots) };
  });
  const chrono = await findDates();
  const each = (["fi", "en"] as const).map((language) => ({
    language,
    // Slots are written down for these only.
    own: heard.filter(({ row }) => row.language === language && row.intent === "recommend"),
  }));
  return [
    ...(await intentFigures(rows)),
    ...each.map(({ language, own }) => dateFigure(language, own, chrono)),
    ...SLOTS.flatMap((slot) => each.map(({ language, own }) => slotFigure(language, own, slot))),
  ];
}

/** Our own messages, each set written before the rules that it measures were mended; what is learnt from it then counts as seen. */
const OWN_SETS: readonly {
  readonly file: string;
  readonly told: (slot: "dates" | (typeof SLOTS)[number]["name"]) => boolean;
}[] = [
  { file: "slots.jsonl", told: () => true },
  { file: "dates.jsonl", told: (slot) => ["dates", "weekdays", "part of day"].includes(slot) },
  {
    file: "audiences-places.jsonl",
    told: (slot) => ["place", "age or audience", "free", "event language"].includes(slot),
  },
];

/** Measures dates and slots on our own messages. */
export function ownSlotFigures(understanding: Understanding): readonly Figure[] {
  const hear = (slot: string, language: Language) =>
    OWN_SETS.filter(({ told }) => told(slot))
      .flatMap(({ file }) => ownRows(file))
      .filter((row) => row.language === language)
      .map((row): Heard => {
        const found = understanding.understand(row.text, { now: DEV_NOW, language });
        return { row, found, slots: slotsJson(found.slots) };
      });
  const both = (measure: (language: Language) => Figure) => (["fi", "en"] as const).map(measure);
  return [
    ...both((language) => dateFigure(language, hear("dates", language), {})),
    ...SLOTS.flatMap((slot) => both((language) => slotFigure(language, hear(slot.name, language), slot))),
  ];
}

/** Measures intents, dates and slots on messages that nothing was tuned on, of which the classifier has seen none. */
export function unseenFigures(understanding: Understanding): readonly Figure[] {
  const rows = ownRows("unseen.jsonl");
  const heard = withoutExamples(rows).map((row): Heard => {
    const found = understanding.understand(row.text, { now: DEV_NOW, language: row.language });
    return { row, found, slots: slotsJson(found.slots) };
  });
  return (["fi", "en"] as const).flatMap((language) => {
    const own = heard.filter(({ row }) => row.language === language);
    const wrong = own.filter(({ row, found }) => row.intent !== found.intent);
    const sure = wrong.filter(({ found }) => found.confidence >= SURE);
    const wishes = own.filter(({ row }) => row.intent === "recommend");
    return [
      {
        what: `${language}, intent right (${own.length})`,
        kutsu: percent(own.length - wrong.length, own.length),
        target: ">= 90 %",
      },
      {
        what: `${language}, intent wrong and sure (from ${SURE})`,
        kutsu: percent(sure.length, own.length),
        target: "< 4 %",
      },
      dateFigure(language, wishes, {}),
      ...SLOTS.map((slot) => slotFigure(language, wishes, slot)),
    ];
  });
}

function ownRows(file: string): readonly DevRow[] {
  const lines = readFileSync(rootPath("test", "fixtures", "understanding", file), "utf8")
    .trim()
    .split("\n");
  return lines.map((line, index) => ({
    id: `${file}:${index + 1}`,
    ...{ intent: "recommend" as const },
    ...(JSON.parse(line) as Pick<DevRow, "language" | "text" | "slots"> & Partial<Pick<DevRow, "intent">>),
  }));
}

async function intentFigures(rows: readonly DevRow[]): Promise<readonly Figure[]> {
  const given = { examples: examplesBut(rows), sureFrom: SURE };
  const own = await ownFigures(rows, given);
  const peer = await nlpJsFigures(rows, given);
  return (["fi", "en"] as const).flatMap((language) => {
    const row = (what: string, share: keyof IntentShares, target: string): Figure => {
      const ofPeer = peer?.[language]?.[share];
      return {
        what: `${language}, ${what}`,
        kutsu: percent(own[language]?.[share] ?? 0),
        target,
        ...(ofPeer !== undefined && { peers: { "nlp.js": percent(ofPeer) } }),
      };
    };
    return [
      row("intent right, trained without these", "right", ">= 90 %"),
      row(`intent wrong and sure (from ${SURE})`, "sure", "< 4 %"),
    ];
  });
}

type Window = Pick<SlotsJson, "from" | "to">;
type FindWindow = (text: string) => Window | undefined;

function dateFigure(
  language: Language,
  heard: readonly Heard[],
  peer: Partial<Record<Language, FindWindow>>,
): Figure {
  const dated = heard.filter(({ row }) => row.slots.from !== undefined);
  const right = (read: (one: Heard) => Window | undefined) =>
    percent(dated.filter((one) => isSame(read(one), one.row.slots)).length, dated.length);
  const findWindow = peer[language];
  return {
    what: `${language}, date window right (${dated.length})`,
    kutsu: right(({ slots }) => slots),
    target: ">= 95 %",
    ...(findWindow && { peers: { chrono: right(({ row }) => findWindow(row.text)) } }),
  };
}

function isSame(one: Window | undefined, other: Window): boolean {
  return one?.from === other.from && one?.to === other.to;
}

function slotFigure(
  language: Language,
  heard: readonly Heard[],
  { name, judged, read }: (typeof SLOTS)[number],
): Figure {
  const counted = judged ? heard.filter(({ row }) => !JUDGED.has(row.id)) : heard;
  let [right, found, there] = [0, 0, 0];
  for (const { row, slots } of counted) {
    const [wanted, got] = [read(row.slots), read(slots)];
    if (wanted !== undefined) there += 1;
    if (got !== undefined) found += 1;
    if (wanted !== undefined && wanted === got) right += 1;
  }
  const f1 = found + there === 0 ? 1 : (2 * right) / (found + there);
  return { what: `${language}, ${name} F1 (${there})`, kutsu: f1.toFixed(3), target: ">= 0.92" };
}

interface ChronoPoint {
  date(): Date;
}
interface ChronoParser {
  parse(text: string, now: Date, options: object): { start: ChronoPoint; end: ChronoPoint | null }[];
}

/** A window is the first that chrono finds; it gives points, whose date counts. */
async function findDates(): Promise<Partial<Record<Language, FindWindow>>> {
  const peer = await findNamedPeer<{ en: ChronoParser; fi?: ChronoParser }>("chrono-node");
  if (peer === undefined) return {};
  const dateOf = (point: ChronoPoint) => {
    const date = point.date();
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
  };
  const windowBy =
    (parser: ChronoParser): FindWindow =>
    (text) => {
      const [first] = parser.parse(text, new Date(DEV_NOW), { forwardDate: true });
      return first && { from: dateOf(first.start), to: dateOf(first.end ?? first.start) };
    };
  return { en: windowBy(peer.en), fi: windowBy(peer.fi ?? peer.en) };
}
