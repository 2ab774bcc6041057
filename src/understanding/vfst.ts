/**
 * Reads a VFST file, the unweighted finite-state transducer of Voikko: a word goes in, the outputs of every path
 * through the word come out. It knows nothing of Finnish. A word costs at most {@link STEP_LIMIT} steps.
 *
 * File: a 16-byte header, the symbols (NUL-terminated, padded to 8 bytes), then transitions of 8 bytes: u16 input symbol,
 * u16 output symbol, u32 with the target in the low 24 bits and the number of further transitions of the state above.
 */

/** Transitions followed for one word; an ordinary word takes some hundred, a hostile compound millions. */
const STEP_LIMIT = 12_000;
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
  if (file.length < HEADER_BYTES || MAGIC.some((word, i) => file.readUInt32LE(i * 4) !== word)) {
    throw new Error(
      "Cannot open transducer: the file is not an unweighted VFST file; install voikko-fi again",
    );
  }
  const { symbols, end } = readSymbols(file);
  return makeWalk(symbols, file.subarray(end));
}

function readSymbols(file: Buffer): { symbols: Symbols; end: number } {
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

function makeWalk(symbols: Symbols, transitions: Buffer): Transducer {
  const { cells, overflows } = readTransitions(transitions);
  const shorts = new Uint16Array(cells.buffer, cells.byteOffset, cells.length * 2);
  const { names, flags, firstCharacter, inputs } = symbols;
  // One path at a time: index of the transition under way, last of its state, input position, flag value to restore.
  const cell = new Int32Array(DEPTH_LIMIT);
  const last = new Int32Array(DEPTH_LIMIT);
  const position = new Int16Array(DEPTH_LIMIT);
  const restore = new Int16Array(DEPTH_LIMIT);
  const path = new Uint16Array(DEPTH_LIMIT);
  const state = new Int16Array(symbols.features);
  const input = new Uint16Array(WORD_LIMIT);

  const enter = (depth: number, target: number, at: number) => {
    const more = (cells[target * 2 + 1] ?? 0) >>> 24;
    const overflow = more === OVERFLOW ? overflows.get(target) : undefined;
    cell[depth] = overflow === undefined ? target : target + 1;
    last[depth] = target + (overflow ?? more);
    position[depth] = at;
  };
  /** Gives the first transition of a state, from `from` on, whose input is not below `symbol`: a state is sorted. */
  const seek = (from: number, to: number, symbol: number) => {
    let low = from;
    let high = to + 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((shorts[middle * 4] ?? FINAL) < symbol) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const output = (depth: number) => {
    let text = "";
    for (let i = 0; i < depth; i++) {
      const symbol = path[i] ?? 0;
      if (symbol >= firstCharacter) text += names[symbol] ?? "";
    }
    return text;
  };

  return (word) => {
    const length = word.length;
    if (length === 0 || length > WORD_LIMIT) return [];
    for (let i = 0; i < length; i++) {
      const symbol = inputs.get(word.charAt(i));
      if (symbol === undefined) return [];
      input[i] = symbol;
    }
    const found = new Set<string>();
    state.fill(0);
    enter(0, 0, 0);
    let depth = 0;
    let steps = 0;
    while (depth >= 0 && steps++ < STEP_LIMIT && found.size < OUTPUT_LIMIT) {
      let at = cell[depth] ?? 0;
      const end = last[depth] ?? 0;
      const read = position[depth] ?? 0;
      let symbol = at > end ? FINAL : (shorts[at * 4] ?? FINAL);
      if (symbol >= firstCharacter && symbol !== FINAL) {
        const wanted = read < length ? (input[read] ?? FINAL) : FINAL;
        if (symbol !== wanted) {
          at = symbol < wanted && wanted !== FINAL ? seek(at, end, wanted) : end + 1;
          symbol = at > end ? FINAL : (shorts[at * 4] ?? FINAL);
          if (symbol !== wanted) at = end + 1;
        }
      }
      if (at > end) {
        depth--;
        if (depth >= 0) leave(depth);
        continue;
      }
      cell[depth] = at;
      if (symbol === FINAL) {
        if (read === length) found.add(output(depth));
        cell[depth] = at + 1;
        continue;
      }
      const flag = flags[symbol];
      if (flag !== undefined) {
        const before = state[flag.feature] ?? 0;
        const after = applyFlag(flag, before);
        if (after < 0) {
          cell[depth] = at + 1;
          continue;
        }
        restore[depth] = before;
        state[flag.feature] = after;
      }
      if (depth + 1 >= DEPTH_LIMIT) break;
      path[depth] = shorts[at * 4 + 1] ?? 0;
      enter(depth + 1, (cells[at * 2 + 1] ?? 0) & 0xffffff, symbol >= firstCharacter ? read + 1 : read);
      depth++;
    }
    return [...found];
  };

  function leave(depth: number): void {
    const at = cell[depth] ?? 0;
    const flag = flags[shorts[at * 4] ?? 0];
    if (flag !== undefined) state[flag.feature] = restore[depth] ?? 0;
    cell[depth] = at + 1;
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
