/**
 * Reads the values of JSON-LD: names with and without their vocabulary, single values and lists, texts in languages,
 * and references to other parts of the document.
 */
import type { Localized } from "../program.ts";
import { asTextLanguage, readLanguageCode, type TextLanguage } from "../text-language.ts";

/** An object of JSON-LD. */
export type Node = Readonly<Record<string, unknown>>;

/** Kinds of program that schema.org knows. */
const EVENT_TYPES: ReadonlySet<string> = new Set(
  `Event BusinessEvent ChildrensEvent ComedyEvent ConferenceEvent CourseInstance DanceEvent EducationEvent EventSeries
  ExhibitionEvent Festival FoodEvent Hackathon LiteraryEvent MusicEvent PerformingArtsEvent SaleEvent ScreeningEvent
  SocialEvent SportsEvent TheaterEvent VisualArtsEvent`.split(/\s+/),
);
const MAX_NODES = 300_000;
const MAX_DEPTH = 40;

/** What a document holds. */
export interface Linked {
  /** Its programs, in order; broken parts as they were. */
  readonly events: readonly unknown[];
  readonly byId: ReadonlyMap<string, Node>;
  /** The language that the document gives to its texts. */
  readonly language?: TextLanguage;
}

/** Gives a value as an object. */
export function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Gives those of the values that are objects. */
export function nodesIn(values: readonly unknown[]): readonly Node[] {
  return values.filter(isNode);
}

/** Gives the end of a name: `EventCancelled` of `https://schema.org/EventCancelled`. */
export function nameOf(value: unknown): string | undefined {
  const text = typeof value === "string" ? value : asNode(value)?.["@id"];
  return typeof text === "string" ? text.split(/[/#:]/).at(-1) : undefined;
}

const PREFIXES = ["", "schema:", "https://schema.org/", "http://schema.org/"];

/** Gives the values of a property, as a list. */
export function valuesOf(node: Node, property: string): readonly unknown[] {
  const value = PREFIXES.map((prefix) => node[prefix + property]).find(
    (one) => one !== undefined && one !== null,
  );
  return value === undefined ? [] : Array.isArray(value) ? value.slice(0, 1_000) : [value];
}

/** Gives the first value of a property that is text or a number. */
export function textOf(node: Node, property: string): string | undefined {
  for (const value of valuesOf(node, property)) {
    const bare = bareOf(value);
    if (typeof bare === "string" && bare.trim() !== "") return bare.trim();
    if (typeof bare === "number") return String(bare);
  }
  return undefined;
}

function bareOf(value: unknown): unknown {
  return asNode(value)?.["@value"] ?? value;
}

/** Gives the objects of a property; those that are only named are looked up. */
export function nodesOf(node: Node, property: string, linked: Linked): readonly Node[] {
  return nodesIn(valuesOf(node, property).map((value) => resolve(value, linked)));
}

/** Gives an object, or what the document says of it elsewhere. */
export function resolve(value: unknown, { byId }: Linked): Node | undefined {
  const node = asNode(value);
  const id = typeof value === "string" ? value : node?.["@id"];
  const isReference = node === undefined || Object.keys(node).every((key) => key.startsWith("@"));
  return isReference && typeof id === "string" ? (byId.get(id) ?? node) : node;
}

/** Gives a text in its languages. One without a language is in the given one, unless its words tell otherwise. */
export function localizedOf(
  node: Node,
  property: string,
  { language, clean }: { readonly language: TextLanguage; readonly clean: (text: string) => string },
): Localized {
  const found: { fi?: string; en?: string; sv?: string } = {};
  const put = (text: unknown, code?: unknown) => {
    if (typeof text !== "string") return;
    const named = typeof code === "string" ? asTextLanguage(readLanguageCode(code)) : undefined;
    const plain = clean(text);
    if (plain !== "" && (named !== undefined || typeof code !== "string")) found[named ?? language] ??= plain;
  };
  for (const value of valuesOf(node, property)) {
    const inner = asNode(value);
    if (inner === undefined) put(value);
    else if ("@value" in inner) put(inner["@value"], inner["@language"]);
    else for (const [code, text] of Object.entries(inner)) if (!code.startsWith("@")) put(text, code);
  }
  return found;
}

/** Tells the types of an object. */
export function typesOf(node: Node): readonly string[] {
  const types = Array.isArray(node["@type"]) ? node["@type"] : [node["@type"] ?? node.type];
  return types.flatMap((type) => nameOf(type) ?? []);
}

/** Tells whether an object is a program. */
export function isEvent(node: Node): boolean {
  // "Event/LinkedEvent" and its like are other vocabularies.
  const types = Array.isArray(node["@type"]) ? node["@type"] : [node["@type"] ?? node.type];
  return types.some((type) => {
    const bare = typeof type === "string" ? type.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, "") : "";
    return EVENT_TYPES.has(bare);
  });
}

/** Collects the programs of a document, wherever they stand in it, and everything that has an id. */
export function collect(json: unknown, isBroken: (value: unknown) => boolean): Linked {
  const events: unknown[] = [];
  const byId = new Map<string, Node>();
  let left = MAX_NODES;
  let language: TextLanguage | undefined;
  const walk = (value: unknown, depth: number, isTop: boolean): void => {
    if (depth > MAX_DEPTH) return;
    left -= 1;
    if (left < 0)
      throw new Error(`it holds more than ${MAX_NODES} values (split it, or ask for a shorter time)`);
    if (Array.isArray(value)) {
      for (const one of value) walk(one, depth + 1, isTop);
      return;
    }
    const node = asNode(value);
    if (node === undefined) {
      if (isTop && isBroken(value)) events.push(value);
      return;
    }
    const context = asNode(node["@context"])?.["@language"];
    language ??= typeof context === "string" ? asTextLanguage(readLanguageCode(context)) : undefined;
    const id = node["@id"];
    if (typeof id === "string" && Object.keys(node).some((key) => !key.startsWith("@")) && !byId.has(id))
      byId.set(id, node);
    // Parts of a program are looked at with it, and what only names one says nothing.
    const isReference = typeof id === "string" && Object.keys(node).every((key) => key.startsWith("@"));
    if (isEvent(node) && !isReference) events.push(node);
    for (const [key, inner] of Object.entries(node)) {
      if (key === "@context" || typeof inner !== "object" || inner === null) continue;
      if (isEvent(node) && /(?:sub|super)Event|workPerformed|workFeatured/.test(key)) continue;
      walk(inner, depth + 1, key === "@graph");
    }
  };
  walk(json, 0, true);
  return { events, byId, ...(language === undefined ? {} : { language }) };
}
