/** Reads from a title that a program is full: some libraries say so nowhere else. */

const WORDS =
  "täynnä|loppuunvarattu|loppuunmyyty|varattu täyteen|fully booked|sold out|fullbokad|fullbokat|slutsåld|utsåld";

const SIGNS: readonly RegExp[] = [
  // "TÄYNNÄ: ...", "Sold out - ...", "Kurssi on täynnä! ...", or nothing but the words.
  new RegExp(`^[^\\p{L}\\p{N}]*(?:\\p{L}+ on )?(?:${WORDS})[\\s"”*\\])]*(?:[:!.,;/|–—-]|$)`, "iu"),
  // "... (täynnä)", "... [fully booked, waiting list]".
  new RegExp(`[([]\\s*(?:${WORDS})(?!\\p{L})`, "iu"),
  // "... - täynnä", "...: sold out!"
  new RegExp(`[:–—-]\\s*(?:${WORDS})[\\s!.*]*$`, "iu"),
  // "Full: ..." and "FULL" say it only alone: a "full moon" is no sign.
  /^[^\p{L}\p{N}]*full\s*[:!)\]]|[([]\s*full\s*[)\]]/iu,
];

/** Tells whether a title says that no place is left. */
export function isFullTitle(title: string): boolean {
  return SIGNS.some((sign) => sign.test(title));
}
