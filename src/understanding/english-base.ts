/** Finds the base forms of English nouns; verbs stay as they are, since the pivot brings their forms together. */

const IRREGULAR: Readonly<Record<string, string>> = {
  children: "child",
  people: "person",
  women: "woman",
  men: "man",
  mice: "mouse",
  feet: "foot",
  teeth: "tooth",
  lives: "life",
  wives: "wife",
  knives: "knife",
  leaves: "leaf",
  shelves: "shelf",
};
/** Words in -s that are no plurals. */
const SINGULAR = new Set([
  "news",
  "series",
  "species",
  "blues",
  "lens",
  "always",
  "perhaps",
  "maths",
  "gymnastics",
  "christmas",
]);

/** Gives the singular of a lower-case English noun, or the word itself. `isEnglish` tells whether a form exists. */
export function englishBase(word: string, isEnglish: (word: string) => boolean): string {
  const bare = word.replace(/'s?$/, "");
  const irregular = Object.hasOwn(IRREGULAR, bare) ? IRREGULAR[bare] : undefined;
  if (irregular !== undefined) return irregular;
  if (bare.length < 4 || !bare.endsWith("s") || /(?:ss|us|is)$/.test(bare) || SINGULAR.has(bare)) return bare;
  const candidates = [
    ...(bare.endsWith("ies") ? [`${bare.slice(0, -3)}y`] : []),
    ...(/(?:sh|ch|x|ss|zz)es$/.test(bare) ? [bare.slice(0, -2)] : []),
    bare.slice(0, -1),
  ];
  return candidates.find(isEnglish) ?? bare;
}
