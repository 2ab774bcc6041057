/** The code that joins a second channel to a patron: how it is written, and how it is told from other words. */

/** No letter or digit that looks like another: no 0 and O, no 1, I and L, no U that is heard as V. */
export const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CODE_LENGTH = 8;
const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`);

/** Tells whether letters are a code; each has a letter and a digit, so that no word and no number is one. */
export function isCode(letters: string): boolean {
  return CODE.test(letters) && /\d/.test(letters) && /[A-Z]/.test(letters);
}

/** Finds the code that a whole message is, however it is spaced: "kx7m 9tqp"; undefined for anything else. */
export function codeIn(text: string): string | undefined {
  const [, first = "", second = ""] = /^\s*([a-z\d]{4})[\s-]?([a-z\d]{4})\s*[.!]?\s*$/i.exec(text) ?? [];
  const letters = `${first}${second}`.toUpperCase();
  return isCode(letters) ? letters : undefined;
}

/** Writes a code as it is read and typed: `KX7M-9TQP`. */
export function spelt(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}
