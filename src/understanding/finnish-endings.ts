/**
 * Recognises the forms of Finnish words that are known in advance (days, months, places, people) without a
 * dictionary, as they are written and as they are said: a list of stems and the endings that may follow.
 */

const CASES = [
  "n|t|a|ä|ta|tä|tta|ttä|na|nä|ssa|ssä|sta|stä|an|än|en|in|on|un|yn|ön|hin|han|hän|hen|hon|hun|hyn|hön|seen|siin",
  "lla|llä|lta|ltä|lle|ksi|kse|tta|ttä|ne|ja|jä|ia|iä|ita|itä|ien|jen|iden|itten|ten|ihin|iin|oihin|öihin",
  "i|ina|inä|issa|issä|ista|istä|illa|illä|ilta|iltä|ille|iksi|itta|ittä|oja|öjä|ojen|öjen|oissa|öissä|oista|öistä",
  "oilla|öillä|oilta|öiltä|oille|öille|oiksi|öiksi|oita|öitä",
  // Spoken: Oodis, Malmil, Pasilast.
  "s|sa|sä|st|l|lt|ks|ssaan|ssään|lleni|lläni",
].join("|");
const POSSESSIVES = "ni|si|mme|nne|nsa|nsä|an|än|en|mm|ns";
const CLITICS = "ko|kö|kos|kös|kin|kaan|kään|han|hän|pa|pä|kohan|köhän";

/** The pattern source of everything that may follow a stem. */
export const ENDINGS = `(?:${CASES})?(?:${POSSESSIVES})?(?:${CLITICS})?`;

/** Gives a test for whole lower-case words that are one of the stems with a Finnish ending. Stems are pattern sources. */
export function inflected(...stems: readonly string[]): RegExp {
  return new RegExp(`^(?:${stems.join("|")})${ENDINGS}$`, "u");
}
