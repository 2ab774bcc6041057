/**
 * Reads programs that are described with schema.org in JSON-LD: a list, a graph, one object a line, or a web page that
 * carries them in its scripts.
 */
import { plainLine } from "../plain-text.ts";
import { mainLanguage } from "../text-language.ts";
import { zonesOf } from "./calendar-times.ts";
import {
  asNode,
  collect,
  isEvent,
  type Linked,
  type Node,
  nameOf,
  nodesIn,
  nodesOf,
  textOf,
  typesOf,
  valuesOf,
} from "./linked-data.ts";
import { BROKEN_JSON } from "./loose-json.ts";
import { type Around, occurrencesOf, timeId } from "./occurrences.ts";
import { type EventFacts, readEventTimes, readProgram, titleOf } from "./schema-event.ts";
import { entryOf } from "./schema-schedule.ts";
import { hashOf, shortId } from "./short-id.ts";
import type { Document, Page, Reading, SourceFormat, SourceRow } from "./source-format.ts";
import { findClock, instantOf, isoOf, UTC } from "./wall-time.ts";

const MAX_PROGRAMS = 20_000;
const BUDGET = 2_000_000;

const isBroken = (value: unknown) => value === BROKEN_JSON;

/** The schema.org format. */
export const schemaOrg: SourceFormat = {
  name: "schema.org JSON-LD",

  recognises: ({ json }: Document) =>
    json !== undefined && collect(json, isBroken).events.some((event) => asNode(event) !== undefined),

  serverAddress: () => undefined,

  read({ json }: Document, timeZone: string, reading: Reading = {}): Page {
    const linked = collect(json, isBroken);
    const clock = findClock(timeZone) ?? UTC;
    const now = reading.now === undefined ? Date.now() : Date.parse(reading.now);
    const budget = { left: BUDGET };
    const zones = zonesOf([], { floating: clock, days: clock, now, budget });
    const nodes = nodesIn(linked.events);
    const reader: Reader = {
      linked,
      timeZone,
      language:
        linked.language ??
        mainLanguage(
          nodes.flatMap((node) => [textOf(node, "name") ?? "", textOf(node, "description") ?? ""]),
          timeZone,
        ),
      around: { now, zones, budget },
      sharedKeys: sharedKeysOf(nodes),
    };
    const rows = linked.events.flatMap((event, index) => readEvent(event, index, reader));
    if (rows.length > MAX_PROGRAMS) {
      throw new Error(`it holds more than ${MAX_PROGRAMS} programs (split it, or ask for a shorter time)`);
    }
    return { rows };
  },
};

interface Reader extends EventFacts {
  readonly linked: Linked;
  readonly timeZone: string;
  readonly around: Around;
  /** Addresses with starts that several programs have. */
  readonly sharedKeys: ReadonlySet<string>;
}

/** What a part of a program does not say is as in the whole. */
const INHERITED = [
  "location",
  "inLanguage",
  "isAccessibleForFree",
  "audience",
  "typicalAgeRange",
  "offers",
  "url",
  "keywords",
];

function readEvent(event: unknown, index: number, reader: Reader): readonly SourceRow[] {
  const node = asNode(event);
  if (node === undefined) return [{ kind: "unreadable", id: `part ${index + 1}`, why: "its JSON is broken" }];
  const parts = valuesOf(node, "subEvent").flatMap((part) => {
    const inner = asNode(part);
    return inner !== undefined && isEvent(inner) && textOf(inner, "startDate") !== undefined ? [inner] : [];
  });
  const series = parts.length === 0 ? undefined : idOf(node, index, reader.sharedKeys);
  const rows = parts.flatMap((part) => {
    const kept = INHERITED.flatMap((name) =>
      valuesOf(node, name).length > 0 ? [[name, valuesOf(node, name)]] : [],
    );
    const named = {
      ...Object.fromEntries(kept),
      ...(valuesOf(part, "name").length === 0 ? { name: valuesOf(node, "name") } : {}),
    };
    const own = Object.fromEntries(
      Object.entries(part).filter(([, value]) => value !== null && value !== ""),
    );
    return readOne({ ...named, ...own }, index, { ...reader, ...(series === undefined ? {} : { series }) });
  });
  // A series is only the frame of its parts.
  const isFrame =
    parts.length > 0 && (typesOf(node).includes("EventSeries") || textOf(node, "startDate") === undefined);
  return isFrame ? rows : [...readOne(node, index, reader), ...rows];
}

function readOne(node: Node, index: number, reader: Reader): readonly SourceRow[] {
  const id = idOf(node, index, reader.sharedKeys);
  const status = nameOf(valuesOf(node, "eventStatus")[0]);
  const schedules = nodesOf(node, "eventSchedule", reader.linked);
  if (Object.keys(titleOf(node, reader)).length === 0)
    return [{ kind: "unreadable", id, why: "name is missing" }];
  if (schedules.length > 0 && textOf(node, "startDate") === undefined)
    return readSchedules(node, schedules, id, reader);
  if (
    schedules.length > 0 &&
    schedules.some((schedule) => textOf(schedule, "repeatFrequency") !== undefined)
  ) {
    return readSchedules(node, schedules, id, reader);
  }
  const times = readEventTimes(node, reader.timeZone);
  if (typeof times !== "string") {
    const parent = nodesOf(node, "superEvent", reader.linked)[0];
    const series = reader.series ?? (parent && explicitId(parent));
    return [
      {
        kind: "program",
        program: readProgram(node, { id, ...times, ...(series === undefined ? {} : { series }) }, reader),
      },
    ];
  }
  if (textOf(node, "startDate") === undefined) {
    if (status === "EventPostponed") return [{ kind: "withdrawn", id, status: "postponed" }];
    if (status === "EventCancelled") return [{ kind: "withdrawn", id, status: "cancelled" }];
  }
  return [{ kind: "unreadable", id, why: times }];
}

function readSchedules(
  node: Node,
  schedules: readonly Node[],
  id: string,
  reader: Reader,
): readonly SourceRow[] {
  const rows = schedules.flatMap((schedule): readonly SourceRow[] => {
    try {
      const { times } = occurrencesOf(entryOf(schedule, node), [], reader.around);
      return times.map((time) => {
        const begin = instantOf(time.start.wall, time.start.clock);
        const end =
          time.length === undefined ? undefined : instantOf(time.start.wall + time.length, time.start.clock);
        const facts = {
          id: timeId(id, time),
          start: isoOf(begin),
          ...(end === undefined || end <= begin ? {} : { end: isoOf(end) }),
          allDay: time.start.isDate,
          series: id,
        };
        return { kind: "program", program: readProgram(node, facts, reader) };
      });
    } catch (cause) {
      return [{ kind: "unreadable", id, why: (cause as Error).message }];
    }
  });
  return rows.length > 0 ? rows : [{ kind: "unreadable", id, why: "it repeats, but not in the year ahead" }];
}

/** Gives the id that a program has of its own, or one of its address and start, or of what it says. */
function idOf(node: Node, index: number, sharedKeys: ReadonlySet<string>): string {
  const own = explicitId(node);
  if (own !== undefined) return own;
  const name = textOf(node, "name") ?? "";
  const key = keyOf(node);
  if (key !== undefined) return shortId(sharedKeys.has(key) ? `${key}#${hashOf(name)}` : key);
  if (name === "") return `part ${index + 1}`;
  return `schema:${hashOf([name, textOf(node, "startDate"), JSON.stringify(valuesOf(node, "location"))].join("\n"))}`;
}

function explicitId(node: Node): string | undefined {
  const id = node["@id"];
  if (typeof id === "string" && id !== "" && !id.startsWith("_:")) {
    // An id within a page is told apart by the page.
    return shortId(id.startsWith("#") ? `${textOf(node, "url") ?? ""}${id}` : id);
  }
  const [identifier] = valuesOf(node, "identifier");
  const value = asNode(identifier);
  const text = value === undefined ? textOf(node, "identifier") : textOf(value, "value");
  return text === undefined ? undefined : shortId(text);
}

function keyOf(node: Node): string | undefined {
  const url = textOf(node, "url");
  return url === undefined ? undefined : `${url}@${textOf(node, "startDate") ?? ""}`;
}

function sharedKeysOf(nodes: readonly Node[]): ReadonlySet<string> {
  const names = new Map<string, string>();
  const shared = new Set<string>();
  for (const node of nodes) {
    const key = keyOf(node);
    const name = plainLine(textOf(node, "name") ?? "", 300);
    if (key === undefined) continue;
    if ((names.get(key) ?? name) !== name) shared.add(key);
    names.set(key, name);
  }
  return shared;
}
