/** The part of snowball-stemmers that Kutsu uses; the package brings no types. */
declare module "snowball-stemmers" {
  export function newStemmer(language: "english" | "finnish" | "swedish"): { stem(word: string): string };
}
