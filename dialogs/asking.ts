/** Tells a question from a statement by its form, in both languages. */

const FORM =
  /\?\s*$|^(hei,? |moi,? |mut(ta)? |ja |hi,? |hello,? |but |and )?(\p{L}{2,}(ko|kö|kohan|köhän)|onks|oisko|eiks|mi(kä|tä|tkä|ssä|stä|hin|nne|llä|lloin|ksi|ten|llai\p{L}+|nkälai\p{L}+)|kuka|kenelle|koska|kuinka|paljo?nko|montako|is|are|was|were|do|does|did|can|could|may|will|would|when|where|which|who|whose|why|how|what(?! an?(?!\p{L})))(?!\p{L})/iu;
/** "What about adults?", "entä aikuiset": goes on from what was talked about. */
const LEAD_IN =
  /^(no )?(entä|entäs|entäpä|ents|mites|miten olisi|mitäs|ja|tai|mutta|what about|how about|and|or|but)(?!\p{L})/iu;

/** Tells whether a text has the form of a question. */
export function isQuestion(text: string): boolean {
  return FORM.test(text.trim());
}

/** Tells whether a text leans on what was said before. */
export function leansOnBefore(text: string): boolean {
  return LEAD_IN.test(text.trim());
}
