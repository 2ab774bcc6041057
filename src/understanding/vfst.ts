/**
 * Reads a VFST file, the unweighted finite-state transducer of Voikko: a word goes in, the outputs of every path
 * through the word come out. It knows nothing of Finnish. A word costs at most {@link STEP_LIMIT} steps.
 *
 * File: a 16-byte header, the symbols (NUL-terminated, padded to 8 bytes), then transitions of 8 bytes: u16 input symbol,
 * u16 output symbol, u32 with the target in the low 24 bits and the number of further transitions of the state above.
 */

/** Transitions followed for one word; the longest of a dictionary take 7,000, a hostile compound millions. */
const STEP_LIMIT = 9_000;
const OUTPUT_LIMIT = 40;
const DEPTH_LIMIT = 512;
/** Longest word read, in characters. */
export const WORD_LIMIT = 64;

const MAGIC = [0x00013a6e, 0x000351fa];
const HEADER_BYTES = 16;
const FINAL = 0xffff;
const OVERFLOW = 255;

/** Gives the outputs of a lower-case word, each once, in the order of the file; empty when the word is not accepted. */
export type Transducer = (word: string) => readonly string[];

/** A flag diacritic: how it tests and changes one feature of the path. */
interface Flag {
  readonly operation: string;
  readonly feature: number;
  /** 0 stands for "any" in a test and for "unset" in a path. */
  readonly value: number;
}

interface Symbols {
  readonly names: readonly string[];
  readonly flags: readonly (Flag | undefined)[];
  readonly features: number;
  readonly firstCharacter: number;
  readonly inputs: ReadonlyMap<string, number>;
}

/** Opens a VFST file that was read whole. Throws when it is not one. */
export function openTransducer(file: Buffer): Transducer {
  const { symbols, end } = readSymbols(file);
  const walk = new Walk(symbols, file.subarray(end));
  return (word) => walk.outputsOf(word);
}

/** Throws, naming what is wrong, when a file is not one that {@link openTransducer} opens. */
export function checkTransducer(file: Buffer): void {
  readSymbols(file);
}

function readSymbols(file: Buffer): { symbols: Symbols; end: number } {
  if (file.length < HEADER_BYTES || MAGIC.some((word, i) => file.readUInt32LE(i * 4) !== word)) {
    throw new Error(
      "Cannot open transducer: the file is not an unweighted VFST file; install voikko-fi again",
    );
  }
  const count = file.readUInt16LE(HEADER_BYTES);
  const names: string[] = [];
  let at = HEADER_BYTES + 2;
  for (let i = 0; i < count; i++) {
    const end = file.indexOf(0, at);
    if (end < 0)
      throw new Error("Cannot open transducer: the file ends inside its symbols; install voikko-fi again");
    names.push(file.toString("utf8", at, end));
    at = end + 1;
  }
  const features: string[] = [];
  const values: string[] = [""];
  const flags = names.map((name) => readFlag(name, features, values));
  const firstCharacter = flags.findIndex((flag, i) => i > 0 && flag === undefined);
  const inputs = new Map<string, number>();
  for (let i = firstCharacter; i < count; i++) {
    const name = names[i];
    if (name?.length === 1) inputs.set(name, i);
  }
  return {
    symbols: { names, flags, features: features.length, firstCharacter, inputs },
    end: Math.ceil(at / 8) * 8,
  };
}

function readFlag(name: string, features: string[], values: string[]): Flag | undefined {
  const [, operation, feature, value] = /^@([PCURD])\.([^.@]+)(?:\.([^@]+))?@$/.exec(name) ?? [];
  if (operation === undefined || feature === undefined) return undefined;
  return { operation, feature: indexIn(features, feature), value: indexIn(values, value ?? "") };
}

function indexIn(list: string[], item: string): number {
  const at = list.indexOf(item);
  return at >= 0 ? at : list.push(item) - 1;
}

/** Gives the value a feature has after the flag, or -1 when the path ends here. */
function applyFlag(flag: Flag, current: number): number {
  switch (flag.operation) {
    case "P":
      return flag.value;
    case "C":
      return 0;
    case "U":
      return current === 0 || current === flag.value ? flag.value : -1;
    case "R":
      return (flag.value === 0 ? current !== 0 : current === flag.value) ? current : -1;
    default:
      return (flag.value === 0 ? current !== 0 : current === flag.value) ? -1 : current;
  }
}

/** Follows one path at a time through the transitions, depth first. */
class Walk {
  readonly #symbols: Symbols;
  readonly #cells: Uint32Array;
  readonly #shorts: Uint16Array;
  readonly #overflows: ReadonlyMap<number, number>;
  // Of each depth: the transition under way, the last one of its state, letters read, the value a flag had before, output.
  readonly #cell = new Int32Array(DEPTH_LIMIT);
  readonly #last = new Int32Array(DEPTH_LIMIT);
  readonly #read = new Int16Array(DEPTH_LIMIT);
  readonly #before = new Int16Array(DEPTH_LIMIT);
  readonly #path = new Uint16Array(DEPTH_LIMIT);
  readonly #features: Int16Array;
  readonly #input = new Uint16Array(WORD_LIMIT);
  #length = 0;

  constructor(symbols: Symbols, transitions: Buffer) {
    const { cells, overflows } = readTransitions(transitions);
    this.#symbols = symbols;
    this.#cells = cells;
    this.#shorts = new Uint16Array(cells.buffer);
    this.#overflows = overflows;
    this.#features = new Int16Array(symbols.features);
  }

  outputsOf(word: string): readonly string[] {
    if (!this.#spell(word)) return [];
    const found = new Set<string>();
    this.#features.fill(0);
    this.#enter(0, 0, 0);
    let depth = 0;
    for (let steps = 0; depth >= 0 && steps < STEP_LIMIT && found.size < OUTPUT_LIMIT; steps++) {
      const at = this.#nextTransition(depth);
      if (at < 0) {
        depth--;
        if (depth >= 0) this.#leave(depth);
        continue;
      }
      this.#cell[depth] = at;
      const symbol = this.#shorts[at * 4] ?? FINAL;
      if (symbol === FINAL) {
        if (this.#read[depth] === this.#length) found.add(this.#output(depth));
        this.#cell[depth] = at + 1;
      } else if (!this.#mayPass(depth, symbol)) {
        this.#cell[depth] = at + 1;
      } else {
        if (depth + 1 >= DEPTH_LIMIT) break;
        this.#path[depth] = this.#shorts[at * 4 + 1] ?? 0;
        const letters = symbol >= this.#symbols.firstCharacter ? 1 : 0;
        this.#enter(depth + 1, (this.#cells[at * 2 + 1] ?? 0) & 0xffffff, (this.#read[depth] ?? 0) + letters);
        depth++;
      }
    }
    return [...found];
  }

  /** Turns the word into symbols; false when it has a letter that the file does not know. */
  #spell(word: string): boolean {
    this.#length = word.length;
    if (word.length === 0 || word.length > WORD_LIMIT) return false;
    for (let i = 0; i < word.length; i++) {
      const symbol = this.#symbols.inputs.get(word.charAt(i));
      if (symbol === undefined) return false;
      this.#input[i] = symbol;
    }
    return true;
  }

  #enter(depth: number, state: number, read: number): void {
    const more = (this.#cells[state * 2 + 1] ?? 0) >>> 24;
    const further = more === OVERFLOW ? this.#overflows.get(state) : undefined;
    this.#cell[depth] = further === undefined ? state : state + 1;
    this.#last[depth] = state + (further ?? more);
    this.#read[depth] = read;
  }

  /** Gives the next transition of the state that the word may take, or -1. A state is sorted by input symbol. */
  #nextTransition(depth: number): number {
    const at = this.#cell[depth] ?? 0;
    const last = this.#last[depth] ?? 0;
    if (at > last) return -1;
    const symbol = this.#shorts[at * 4] ?? FINAL;
    if (symbol < this.#symbols.firstCharacter || symbol === FINAL) return at;
    const read = this.#read[depth] ?? 0;
    if (read >= this.#length) return -1;
    const wanted = this.#input[read] ?? FINAL;
    if (symbol === wanted) return at;
    if (symbol > wanted) return -1;
    const found = this.#seek(at + 1, last, wanted);
    return found <= last && this.#shorts[found * 4] === wanted ? found : -1;
  }

  /** Gives the first transition whose input is not below the symbol. */
  #seek(from: number, last: number, symbol: number): number {
    let low = from;
    let high = last + 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#shorts[middle * 4] ?? FINAL) < symbol) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Tests and changes the feature of a flag; any other symbol may pass. */
  #mayPass(depth: number, symbol: number): boolean {
    const flag = this.#symbols.flags[symbol];
    if (flag === undefined) return true;
    const current = this.#features[flag.feature] ?? 0;
    const after = applyFlag(flag, current);
    if (after < 0) return false;
    this.#before[depth] = current;
    this.#features[flag.feature] = after;
    return true;
  }

  /** Takes back what the transition under way changed, and goes on behind it. */
  #leave(depth: number): void {
    const at = this.#cell[depth] ?? 0;
    const flag = this.#symbols.flags[this.#shorts[at * 4] ?? 0];
    if (flag !== undefined) this.#features[flag.feature] = this.#before[depth] ?? 0;
    this.#cell[depth] = at + 1;
  }

  #output(depth: number): string {
    let text = "";
    for (let i = 0; i < depth; i++) {
      const symbol = this.#path[i] ?? 0;
      if (symbol >= this.#symbols.firstCharacter) text += this.#symbols.names[symbol] ?? "";
    }
    return text;
  }
}

/**
 * Copies the transitions. A state with 255 further transitions or more keeps their number in its second cell; the first
 * cell is copied over it, so that the transitions of every state stand side by side.
 */
function readTransitions(bytes: Buffer): { cells: Uint32Array; overflows: ReadonlyMap<number, number> } {
  const count = Math.floor(bytes.length / 8);
  const cells = new Uint32Array(count * 2);
  new Uint8Array(cells.buffer).set(bytes.subarray(0, count * 8));
  const overflows = new Map<number, number>();
  for (let state = 0; state < count; ) {
    const more = (cells[state * 2 + 1] ?? 0) >>> 24;
    if (more < OVERFLOW) {
      state += more + 1;
      continue;
    }
    const further = (cells[state * 2 + 2] ?? 0) + 1;
    overflows.set(state, further);
    cells.copyWithin(state * 2 + 2, state * 2, state * 2 + 2);
    state += further + 1;
  }
  return { cells, overflows };
}
