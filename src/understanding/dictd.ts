/**
 * Looks up headwords in a dictionary in dictd format without making a string of any entry before it is asked for:
 * 60,000 headwords cost a megabyte and some milliseconds.
 */
import type { DictdFile } from "./language-files.ts";

const TAB = 0x09;
const NEWLINE = 0x0a;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS = new Uint8Array(128);
for (let i = 0; i < BASE64.length; i++) DIGITS[BASE64.charCodeAt(i)] = i;

/** FNV-1a over bytes. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Many numbers under one hash; a number may come back that was put under another one, so what is found is checked. */
export class HashTable {
  readonly #mask: number;
  readonly #heads: Int32Array;
  #next: Int32Array;
  #values: Uint32Array;
  #size = 0;

  constructor(expected: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(expected, 16)));
    this.#mask = slots - 1;
    this.#heads = new Int32Array(slots).fill(-1);
    this.#next = new Int32Array(expected);
    this.#values = new Uint32Array(expected);
  }

  add(hash: number, value: number): void {
    if (this.#size === this.#values.length) this.#grow();
    const slot = hash & this.#mask;
    this.#values[this.#size] = value;
    this.#next[this.#size] = this.#heads[slot] ?? -1;
    this.#heads[slot] = this.#size++;
  }

  /** Gives the numbers put under the hash, and perhaps others, in the order they were put. */
  get(hash: number): number[] {
    const found: number[] = [];
    for (let at = this.#heads[hash & this.#mask] ?? -1; at >= 0; at = this.#next[at] ?? -1) {
      found.push(this.#values[at] ?? 0);
    }
    return found.reverse();
  }

  #grow(): void {
    const next = new Int32Array(this.#next.length * 2);
    const values = new Uint32Array(this.#values.length * 2);
    next.set(this.#next);
    values.set(this.#values);
    this.#next = next;
    this.#values = values;
  }
}

/** An entry: its headword, and its text from the line after the headword's on. */
export interface DictdEntry {
  readonly headword: string;
  readonly lines: readonly string[];
}

export interface DictdIndex {
  /** Gives the entries of a lower-case headword. */
  find(headword: string): readonly DictdEntry[];
  /** Gives the entry whose index line starts at a byte that `eachLine` told. */
  entryAt(lineStart: number): DictdEntry;
  /** Tells for each entry where its index line starts and where its text is. */
  eachLine(visit: (line: { start: number; offset: number; length: number }) => void): void;
}

/** Opens a dictionary by one pass over its index. */
export function openDictd({ index, text }: DictdFile): DictdIndex {
  const table = new HashTable(65_536);
  eachIndexLine(index, ({ start, tab }) => table.add(hashBytes(index, start, tab), start));

  const entryAt = (start: number): DictdEntry => {
    const tab = index.indexOf(TAB, start);
    const { offset, length } = readSpan(index, tab);
    const lines = text.toString("utf8", offset, offset + length).split("\n");
    return { headword: index.toString("utf8", start, tab), lines: lines.slice(1) };
  };
  return {
    entryAt,
    find: (headword) => {
      const bytes = Buffer.from(headword);
      const isSame = (start: number) =>
        index[start + bytes.length] === TAB && bytes.equals(index.subarray(start, start + bytes.length));
      return table
        .get(hashBytes(bytes, 0, bytes.length))
        .filter(isSame)
        .map(entryAt);
    },
    eachLine: (visit) => eachIndexLine(index, ({ start, tab }) => visit({ start, ...readSpan(index, tab) })),
  };
}

/** Visits the index lines except those that tell of the dictionary itself. */
function eachIndexLine(index: Buffer, visit: (line: { start: number; tab: number }) => void): void {
  for (let start = 0; start < index.length; ) {
    const tab = index.indexOf(TAB, start);
    if (tab < 0) return;
    const isAbout = index.toString("latin1", start, start + 10) === "00database";
    if (!isAbout) visit({ start, tab });
    const end = index.indexOf(NEWLINE, tab);
    start = end < 0 ? index.length : end + 1;
  }
}

/** Reads the offset and length after the tab: base 64, most significant digit first. */
function readSpan(index: Buffer, tab: number): { offset: number; length: number } {
  const numbers = [0, 0];
  let which = 0;
  for (let i = tab + 1; i < index.length; i++) {
    const byte = index[i] ?? NEWLINE;
    if (byte === NEWLINE) break;
    if (byte === TAB) which = 1;
    else numbers[which] = (numbers[which] ?? 0) * 64 + (DIGITS[byte & 127] ?? 0);
  }
  return { offset: numbers[0] ?? 0, length: numbers[1] ?? 0 };
}
