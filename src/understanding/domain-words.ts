/**
 * Words of library programs that Voikko does not know, each beside a known word that is inflected alike. What stands
 * before the bar in the one stands for what stands before it in the other: muskarissa is read as sankarissa, and the
 * base form turned back. So every form and every compound of them is read.
 */

const PAIRS = `
  muska|ri sanka|ri
  makerspac|e nall|e
  vuoti|as vier|as
  retr|o metr|o
  zumb|a rumb|a
  discord| podcast|
  tiktok| podcast|
  minecraft| podcast|
  scratch| podcast|
  meetup| hiphop|
  hackath|on marat|on
  pokem|on marat|on
  pokém|on marat|on
  playstati|on marat|on
  podca|sti po|sti
  vlog|i blog|i
  strii|mi tii|mi
  striim|aus liim|aus
  slämi| tiimi|
  äp|pi näp|pi
  app|si tak|si
  worksho|ppi na|ppi
  tuun|aus liim|aus
  larp|pi harp|pi
  dokka|ri sanka|ri
  kuv|is kasv|is
  sarj|is kasv|is
  nuo|kku lau|kku
  käss|ä päiv|ä
  isk|ä päiv|ä
  lego| talo|
  kätköil|y kävel|y
  prid|e nall|e
  tube|ttaja ope|ttaja
`;

/** A stem in an unknown word, and the stem of the known word that it is read as. */
export interface DomainWord {
  readonly stem: string;
  readonly model: string;
}

/** Gives the stems that are exchanged. */
export const DOMAIN_WORDS: readonly DomainWord[] = PAIRS.trim()
  .split("\n")
  .map((line) => {
    const [word = "", model = ""] = line.trim().split(" ");
    return { stem: word.split("|")[0] ?? "", model: model.split("|")[0] ?? "" };
  });

/** A shorter stem is looked for at the beginning of a word only: inside one it would often be chance. */
const INNER_STEM_LENGTH = 4;

/** Gives where the stem stands in a word, or -1. */
export function findStem(word: string, { stem }: DomainWord): number {
  if (stem.length >= INNER_STEM_LENGTH) return word.indexOf(stem);
  return word.startsWith(stem) ? 0 : -1;
}
