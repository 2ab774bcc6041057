/**
 * Reads from a title that a program is cancelled: some libraries say so nowhere else.
 */

const FINNISH = "peruttu|peruutettu";
const OTHER = "cancelled|canceled|inställd|inställt|annulerad|annullerad";
const WORDS = `${FINNISH}|${OTHER}`;

const SIGNS: readonly RegExp[] = [
  // "Peruttu: ...", "CANCELLED - ...", "**PERUTTU** ...", or nothing but the word.
  new RegExp(`^[^\\p{L}\\p{N}]*(?:${WORDS})[\\s"”*\\])]*(?:[:!.,;/|–—-]|$)`, "iu"),
  // In Finnish the word at the start needs no mark after it: "Peruttu satutunti".
  new RegExp(`^[^\\p{L}\\p{N}]*(?:${FINNISH})(?!\\p{L})`, "iu"),
  // "... (cancelled for Midsummer)", "... [PERUTTU]".
  new RegExp(`[([]\\s*(?:${WORDS})(?!\\p{L})`, "iu"),
  // "... - peruttu", "...: cancelled!"
  new RegExp(`[:–—-]\\s*(?:${WORDS})[\\s!.*]*$`, "iu"),
];

/** In capitals it is a sign anywhere. */
const SHOUTED = new RegExp(`(?<!\\p{L})(?:${WORDS.toLocaleUpperCase("fi")})(?!\\p{L})`, "u");
const DENIED = /(?<!\p{L})(?:ei|not|inte)\s+(?:ole\s+)?(?:peruttu|peruutettu|cancelled|canceled|inställ)/iu;

/** Tells whether a title says that the program is cancelled. */
export function isCancelledTitle(title: string): boolean {
  if (DENIED.test(title)) return false;
  return SHOUTED.test(title) || SIGNS.some((sign) => sign.test(title));
}
