/** Search libraries over the same texts of programs, each as its documentation has it for such texts. */
import type { Program } from "../src/programs/program.ts";
import { type Entry, FIELD_BOOSTS, FIELD_NAMES, PIVOTS } from "../src/programs/program-entry.ts";
import { findNamedPeer, findPeer } from "./peers.ts";

/** Gives the ids of programs for a query, best first. */
export type Find = (query: string) => readonly string[] | Promise<readonly string[]>;

const FIELDS = ["title", "keywords", "summary", "description"] as const;
type Field = (typeof FIELDS)[number];
type Text = { readonly id: string } & Readonly<Record<Field, string>>;
const BOOSTS: Readonly<Record<Field, number>> = { title: 5, keywords: 4, summary: 2.5, description: 1 };

/** Builds the peers that are installed. A result of many: series are counted once, so many are asked for. */
export async function searchPeers(programs: readonly Program[]): Promise<Readonly<Record<string, Find>>> {
  const texts = programs.map(
    ({ id, title, keywords, summary, description }): Text => ({
      id,
      title: Object.values(title).join(" "),
      keywords: keywords.flatMap(({ label }) => Object.values(label)).join(" "),
      summary: Object.values(summary).join(" "),
      description: Object.values(description).join(" "),
    }),
  );
  const found = {
    "fuse.js": await fuse(texts),
    orama: await orama(texts),
    lunr: await lunr(texts),
    minisearch: await mini(texts),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, find]) => (find ? [[name, find]] : [])));
}

async function fuse(texts: readonly Text[]): Promise<Find | undefined> {
  const Fuse =
    await findPeer<
      new (
        texts: readonly Text[],
        options: object,
      ) => { search(query: string): { item: Text }[] }
    >("fuse.js");
  if (Fuse === undefined) return undefined;
  const keys = FIELDS.map((name) => ({ name, weight: BOOSTS[name] }));
  const index = new Fuse(texts, { keys, ignoreLocation: true, threshold: 0.3 });
  return (query) => index.search(query).map(({ item }) => item.id);
}

interface Orama {
  create(options: object): unknown;
  insertMultiple(index: unknown, texts: readonly Text[]): Promise<unknown>;
  search(index: unknown, options: object): Promise<{ hits: { document: Text }[] }>;
}

async function orama(texts: readonly Text[]): Promise<Find | undefined> {
  const peer = await findNamedPeer<Orama>("@orama/orama");
  const stemmers = await findPeer<{ stemmer: unknown }>("@orama/stemmers/finnish");
  if (peer === undefined || stemmers === undefined) return undefined;
  const index = peer.create({
    schema: { id: "string", title: "string", keywords: "string", summary: "string", description: "string" },
    components: { tokenizer: { language: "finnish", stemming: true, stemmer: stemmers.stemmer } },
  });
  await peer.insertMultiple(index, texts);
  return async (query) => {
    const { hits } = await peer.search(index, {
      term: query,
      properties: FIELDS,
      boost: BOOSTS,
      tolerance: 1,
      limit: 300,
    });
    return hits.map(({ document }) => document.id);
  };
}

interface LunrBuilder {
  ref(name: string): void;
  field(name: string, options: object): void;
  add(text: Text): void;
  use(plugin: unknown): void;
}
type Lunr = ((build: (this: LunrBuilder) => void) => { search(query: string): { ref: string }[] }) & {
  multiLanguage(...languages: string[]): unknown;
};

async function lunr(texts: readonly Text[]): Promise<Find | undefined> {
  const peer = await findPeer<Lunr>("lunr");
  const parts = ["stemmer.support", "fi", "multi"].map((name) =>
    findPeer<(lunr: Lunr) => void>(`lunr-languages/lunr.${name}`),
  );
  if (peer === undefined) return undefined;
  for (const part of await Promise.all(parts)) part?.(peer);
  const index = peer(function () {
    this.use(peer.multiLanguage("en", "fi"));
    this.ref("id");
    for (const field of FIELDS) this.field(field, { boost: BOOSTS[field] });
    for (const text of texts) this.add(text);
  });
  return (query) => {
    const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return index.search(words.map((word) => `${word}^5 ${word}~1`).join(" ")).map(({ ref }) => ref);
  };
}

/** Finds programs by terms. */
export type FindTerms = (terms: readonly string[]) => unknown;

/**
 * Builds minisearch over the same terms in the same fields as our index has. It only ranks: what a match is worth and
 * which words decide would come on top.
 */
export async function minisearchOver(entries: readonly Entry[]): Promise<FindTerms | undefined> {
  const MiniSearch =
    await findPeer<
      new (
        options: object,
      ) => { addAll(entries: readonly Entry[]): void; search(query: string, options: object): unknown }
    >("minisearch");
  if (MiniSearch === undefined) return undefined;
  const split = (text: string) => text.split(" ").filter((term) => term !== "");
  const fields = [...FIELD_NAMES, ...PIVOTS];
  const index = new MiniSearch({ fields, tokenize: split, processTerm: (term: string) => term });
  index.addAll(entries);
  return (terms) => index.search(terms.join(" "), { boost: FIELD_BOOSTS, tokenize: split });
}

async function mini(texts: readonly Text[]): Promise<Find | undefined> {
  const MiniSearch =
    await findPeer<
      new (
        options: object,
      ) => { addAll(texts: readonly Text[]): void; search(query: string, options: object): { id: string }[] }
    >("minisearch");
  if (MiniSearch === undefined) return undefined;
  const index = new MiniSearch({ fields: [...FIELDS] });
  index.addAll(texts);
  return (query) => index.search(query, { boost: BOOSTS, prefix: true, fuzzy: 0.2 }).map(({ id }) => id);
}
