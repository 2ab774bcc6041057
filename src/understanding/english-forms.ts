/**
 * English nouns in the singular, by rule. For comparing and for naming a topic; not a dictionary.
 */

const IRREGULAR = new Map([
  ["children", "child"],
  ["people", "person"],
  ["men", "man"],
  ["women", "woman"],
  ["mice", "mouse"],
  ["feet", "foot"],
  ["teeth", "tooth"],
  ["movies", "movie"],
  ["cookies", "cookie"],
  ["zombies", "zombie"],
  ["selfies", "selfie"],
  ["calories", "calorie"],
  ["shoes", "shoe"],
  ["lives", "life"],
  ["knives", "knife"],
  ["leaves", "leaf"],
  ["quizzes", "quiz"],
  ["heroes", "hero"],
  ["photos", "photo"],
  ["cafés", "café"],
]);
/** Words that end in s and are one, or have no singular here. */
const KEPT =
  /(?:ss|us|is|ics|news|series|species|clothes|maths|lens|chess|comics|lego|christmas|blues|arts|sports|jeans|scissors|headphones|olympics|excel|canvas|atlas|dvds|always|across)$/u;

/** Gives a lower-case noun in the singular; what is none comes back as it is. */
export function singular(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular) return irregular;
  const plain = word.replace(/'s?$/u, "");
  if (!plain.endsWith("s") || plain.length < 4 || KEPT.test(plain)) return plain;
  if (/[^aeiou]ies$/u.test(plain)) return `${plain.slice(0, -3)}y`;
  if (/(?:ches|shes|xes|sses|zzes)$/u.test(plain)) return plain.slice(0, -2);
  return plain.slice(0, -1);
}
