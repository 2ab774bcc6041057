/** The code that joins a second channel to a patron: how it is written, and how it is told from other words. */

/** No letter or digit that looks like another: no 0 and O, no 1, I and L, no U that is heard as V. */
export const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CODE_LENGTH = 8;
const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`);

/** Tells whether letters are a code; each has a letter and a digit, so that no word and no number is one. */
export function isCode(letters: string): boolean {
  return CODE.test(letters) && /\d/.test(letters) && /[A-Z]/.test(letters);
}

/** Tells whether letters have the shape of a code, which a mistyped one has, too. */
export function isCodeShaped(letters: string): boolean {
  return CODE.test(letters);
}

/** What the letters that no code has were most likely read from. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { "0": "Q", O: "Q", "1": "7", I: "J", L: "J", U: "V" };

/**
 * Finds the code that a whole message is, however it is spaced: "kx7m 9tqp"; undefined for anything else. What looks like a code
 * but cannot be one is given, too, so that it is told to be wrong and is kept nowhere: with a hyphen in capitals, and where a code
 * is `expected`, whatever has a hyphen or both letters and digits. "peli-ilta" and "jazz 2026" are words elsewhere.
 */
export function codeIn(
  text: string,
  { expected = false }: { readonly expected?: boolean } = {},
): string | undefined {
  const [, first = "", between = "", second = ""] =
    /^\s*([a-z\d]{4})([\s-]?)([a-z\d]{4})\s*[.!]?\s*$/i.exec(text) ?? [];
  if (first === "") return undefined;
  const typed = `${first}${second}`;
  const letters = typed.toUpperCase();
  if (isCode(letters)) return letters;
  const isMixed = /\d/.test(letters) && /[A-Z]/.test(letters);
  const isMeant = expected
    ? between === "-" || isMixed
    : between === "-" && typed === letters && (CODE.test(letters) || isMixed) && /[A-Z]/.test(letters);
  return isMeant ? letters.replace(/[01OILU]/g, (letter) => LOOK_ALIKES[letter] ?? letter) : undefined;
}

/** Writes a code as it is read and typed: `KX7M-9TQP`. */
export function spelt(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}
