/** Sets of patrons' numbers in one partition, a bit for each, in Redis's order: number 0 is the highest bit of the first byte. */
export type Bits = Uint32Array<ArrayBuffer>;

/** The first byte of a segment as it is stored, when a bitmap follows; else three bytes for each number do. */
const BITMAP = "b".charCodeAt(0);
const NUMBER_BYTES = 3;

/** Reads a bitmap that begins with one byte of another meaning; bits that do not fit are left out. */
export function readBitmap(content: Buffer | undefined, words: number): Bits {
  const bits = new Uint32Array(words);
  if (content !== undefined) new Uint8Array(bits.buffer).set(content.subarray(1, 1 + words * 4));
  return bits;
}

/** Reads a segment as it is stored (see segments.lua); numbers that do not fit are left out. */
export function readSegment(content: Buffer | undefined, words: number): Bits {
  if (content === undefined || content[0] === BITMAP) return readBitmap(content, words);
  const numbers: number[] = [];
  for (let at = 1; at < content.length; at += NUMBER_BYTES)
    numbers.push(content.readUIntBE(at, NUMBER_BYTES));
  return bitsOf(numbers, words);
}

/** Makes a set of numbers; those that do not fit are left out. */
export function bitsOf(numbers: readonly number[], words: number): Bits {
  const bits = new Uint32Array(words);
  const bytes = new Uint8Array(bits.buffer);
  for (const number of numbers) {
    const at = number >> 3;
    if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) | (0x80 >> (number & 7));
  }
  return bits;
}

/** Lists the numbers in a set, ascending. */
export function* numbersIn(bits: Bits): Generator<number> {
  for (let word = 0; word < bits.length; word += 1) {
    if (bits[word] === 0) continue;
    for (let number = word * 32; number < word * 32 + 32; number += 1)
      if (hasNumber(bits, number)) yield number;
  }
}

/** Tells whether a number is in a set. */
export function hasNumber(bits: Bits, number: number): boolean {
  const bytes = new Uint8Array(bits.buffer);
  return ((bytes[number >> 3] ?? 0) & (0x80 >> (number & 7))) !== 0;
}

/** Lists the numbers that are in one of the two and not in both. */
export function* numbersBetween(one: Bits, other: Bits): Generator<number> {
  const bits = new Uint32Array(one.length);
  // A plain loop: it runs over every patron, and a function for each word takes ten times as long.
  for (let at = 0; at < bits.length; at += 1) bits[at] = (one[at] ?? 0) ^ (other[at] ?? 0);
  yield* numbersIn(bits);
}
