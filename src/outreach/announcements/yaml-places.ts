/** A YAML text and the places in it: what staff wrote, and on which line. It refuses what YAML can do and an announcement needs not. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something that is wrong, and where. */
export interface Problem extends Place {
  readonly message: string;
}

/** A value that begins with what YAML takes for something of its own. */
const SIGNS = /^\s*[\w-]+:\s+[!&*"'%@`|>{[]/;

/** A text of YAML whose parts know where they stand. */
export class YamlPlaces {
  readonly problems: Problem[] = [];
  readonly root: YAMLMap | undefined;
  readonly #source: string;
  readonly #lines = new LineCounter();

  constructor(source: string, what: string) {
    this.#source = source;
    const document: Document = parseDocument(source, { lineCounter: this.#lines, prettyErrors: false });
    for (const { code, message, pos } of document.errors) this.#tellBroken(code, message, pos[0]);
    const isBroken = document.errors.some(({ code }) => code !== "DUPLICATE_KEY");
    const root = document.contents;
    if (isBroken) return;
    if (isMap(root)) this.root = root;
    else this.#add(0, `${root === null ? "the file is empty" : `${described(root)} is no ${what}`}`);
  }

  /** Tells of a problem at a part, or at a fragment of its text; `nth` counts from 0. */
  add(part: Node | null | undefined, message: string, fragment?: string, nth = 0): void {
    this.#add(this.#offsetOf(part, fragment, nth), message);
  }

  /** Where a part stands, or a fragment of its text. */
  placeOf(part: Node | null | undefined, fragment?: string, nth = 0): Place {
    return this.#place(this.#offsetOf(part, fragment, nth));
  }

  #tellBroken(code: string, message: string, offset: number): void {
    const { line } = this.#place(offset);
    // The first slip of a line brings others with it.
    if (this.problems.some((one) => one.line === line)) return;
    const written = this.#source.split("\n", line)[line - 1] ?? "";
    if (code === "DUPLICATE_KEY")
      this.#add(offset, `"${this.#wordAt(offset)}" is there twice: keep one of them`);
    else if (code === "MULTIPLE_DOCS") this.#add(offset, "another document begins here: a file holds one");
    else {
      const remedy = SIGNS.test(written) ? " (what begins with a sign needs quotes around all of it)" : "";
      this.#add(offset, `this is no YAML: ${message.replace(/\s+/g, " ")}${remedy}`);
    }
  }

  #add(offset: number, message: string): void {
    this.problems.push({ ...this.#place(offset), message });
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  #offsetOf(part: Node | null | undefined, fragment: string | undefined, nth: number): number {
    const [start = 0, end = start] = part?.range ?? [];
    if (fragment === undefined) return start;
    let at = start - 1;
    for (let left = nth; left >= 0; left -= 1) {
      at = this.#source.indexOf(fragment, at + 1);
      // A fold or an escape has taken it apart.
      if (at < 0 || at >= end) return start;
    }
    return at;
  }

  #wordAt(offset: number): string {
    return /^[^\s:]*/.exec(this.#source.slice(offset))?.[0] ?? "";
  }
}

/** Says what stands there in place of something else. */
export function described(part: unknown): string {
  if (isMap(part)) return "a group of settings";
  if (isSeq(part)) return "a list";
  if (isAlias(part)) return `the alias *${part.source}`;
  if (!isScalar(part) || part.value === null) return "nothing";
  if (typeof part.value === "string") {
    const [line = ""] = part.value.split("\n", 1);
    return `"${line.length > 40 ? `${line.slice(0, 40)}...` : line}"`;
  }
  return `${part.value}`;
}

/** Lists the pairs of a map with the key as a text. */
export function pairsOf(
  map: YAMLMap,
): readonly { readonly key: string; readonly keyPart: Node; readonly part: Node | null }[] {
  return map.items.map(({ key, value }: Pair<unknown, unknown>) => ({
    key: isScalar(key) ? String(key.value) : described(key),
    keyPart: key as Node, // what was parsed has nodes only
    part: value as Node | null,
  }));
}
