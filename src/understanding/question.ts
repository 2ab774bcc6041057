/** Tells whether a text is a question, and of which kind: one that asks, or a complaint in its form. */

/** Patterns run over so many characters at most. */
const MATCHED_CHARACTERS = 1_000;

const GREETING_START =
  /^(?:(?:hei|heippa|moi|moikka|moro|terve|hello|hi|hey|huomenta|iltaa|päivää|hyvää (?:huomenta|päivää|iltaa)|good (?:morning|afternoon|evening))(?: (?:taas|kaikki|there|all|again))?[,!. ]+)+/u;

/** "Where do I complain?" asks how to give feedback. */
const GIVING = /complain|feedback|palautetta|palautteen|valittaa|valituks/u;

/** Says that something does not work, and not what. */
const UNSAID =
  /^(?:(?:se|tämä|tää|toi|tuo|this|that|it)(?:'s| is)? )?(?:ei (?:nyt |vaan |vain )?(?:toimi|toiminut|onnistu)|(?:doesn't|does not|didn't|don't) work(?:ing)?|not working|rikki|broken)$/u;

const ASKING =
  /^(?:(?:no|ja|and|so|but|mutta|ok|okei|entä|well) )?(?:(?:miksi|why(?: (?:is|was|did|does|has))?) (?:se|it|this|that|tämä|tuo)|where|when|who|how (?:much|many|long|do|can)|missä|milloin|paljonko|kuinka (?:paljon|kauan)|(?:on|oli|ovat|olisi|ois|voi|voin|saa|saan|pitää|täytyy|tarvitsee|maksaa|pääsee|tulee|alkaa|menee|löytyy|kestää|sopii|toimii|peruttiin|siirrettiin|tarvitaan)(?:ko|kö|ks|kohan|köhän)|ei(?:kö|kös|ks)|(?:is|are|was|were|do|does|did|has|have|can|could|will|would) (?:it|this|that|there|these|those|they|you|i|we|anyone|anybody))(?![\p{L}])/u;
/** "Why was the course cancelled without notice?" complains, "why was it cancelled?" asks. */
const COMPLAINT_WHY =
  /^(?:(?:no|ja|and|so|but|mutta) )?(?:miksi|why)(?! (?:(?:is|was|did|does|has|on|oli) )?(?:se|it|this|that|tämä|tuo)(?![\p{L}]))/u;
const COMPLAINT_WORDS = 5;

/** Tells whether all of a lower-case text asks; a complaint may take the form of a question. */
export function kindOfQuestion(text: string): "question" | "complaint" | undefined {
  const said = sentencesOf(text);
  if (said.length === 0 || !said.every(asks) || GIVING.test(text)) return undefined;
  const complains = said.some((one) => {
    const bare = bareText(one);
    return COMPLAINT_WHY.test(bare) && bare.split(" ").length >= COMPLAINT_WORDS;
  });
  return complains ? "complaint" : "question";
}

/** A longer text tells something before it asks. */
const LONG_WORDS = 10;
const ASKING_WORDS = 3;

/** Finds the sentence that asks last in a lower-case text of several sentences; undefined where there is none. */
export function lastQuestion(text: string): string | undefined {
  const said = sentencesOf(text);
  if (said.length < 2 || GIVING.test(text)) return undefined;
  return said.filter((one) => asks(one) && wordsIn(one) >= ASKING_WORDS).at(-1);
}

/** Tells whether a text is so long that it says more than it asks. */
export function isLong(text: string): boolean {
  return wordsIn(text) >= LONG_WORDS;
}

function wordsIn(text: string): number {
  return bareText(text).split(" ").length;
}

function sentencesOf(text: string): readonly string[] {
  return (shortened(text).match(/[^.!?]+[.!?]*/gu) ?? [])
    .map((one) => one.replace(GREETING_START, "").trim())
    .filter((one) => /\p{L}/u.test(one));
}

function asks(sentence: string): boolean {
  return sentence.endsWith("?") || ASKING.test(bareText(sentence));
}

/** Tells whether a lower-case text says that something does not work, and not what. */
export function saysNotWhat(text: string): boolean {
  return UNSAID.test(bareText(text.replace(GREETING_START, "")));
}

/** Lower-case words and apostrophes only, in one line. */
function bareText(text: string): string {
  return shortened(text)
    .replace(/[^\p{L}\p{N}'&+#/-]+/gu, " ")
    .trim();
}

/** Patterns run over a bounded text: its beginning and end. */
function shortened(text: string): string {
  return text.length <= MATCHED_CHARACTERS
    ? text
    : `${text.slice(0, MATCHED_CHARACTERS / 2)} ${text.slice(-MATCHED_CHARACTERS / 2)}`;
}
