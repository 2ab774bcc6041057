/**
 * What a patron wants, by phrases and by what else was found: slots mean a wish for programs unless a phrase says
 * otherwise. It is the one seam for a trained classifier: same reading in, same answer out.
 */
import { COMMAND_PHRASES, type Phrases } from "./intent-commands.ts";
import { CUES, judges } from "./intent-cues.ts";
import { TOPIC_PHRASES } from "./intent-topics.ts";
import type { Intent, Slots } from "./understood.ts";

/** What an intent is told from. */
export interface Reading {
  /** Lower-case, in one line. */
  readonly text: string;
  readonly slots: Slots;
  /** The text tells of something that is over. */
  readonly past: boolean;
  /** One topic at least is known to be what programs are about. */
  readonly knownTopic: boolean;
  /** A place, a topic or whom it is for is said to be unwanted: "anything but yoga". */
  readonly excludes?: boolean;
}

/** An intent; below 0.5 it is hardly more than a guess. */
export interface IntentFound {
  readonly intent: Intent;
  readonly confidence: number;
}

/** Two intents closer than this make each other doubtful. */
const CLOSE = 0.06;
const DOUBT = 0.2;
const NOTHING_UNDERSTOOD = 0.1;
/** A phrase that may stand anywhere says less in a long text. */
const LONG_TEXT_WORDS = 45;
const SHORT_CHARACTERS = 120;
const MATCHED_CHARACTERS = 1_000;

interface Compiled {
  readonly intent: Intent;
  readonly weight: number;
  readonly whole: RegExp | undefined;
  readonly part: RegExp | undefined;
}

const COMPILED: readonly Compiled[] = [...COMMAND_PHRASES, ...TOPIC_PHRASES].map(compile);

function compile({ intent, weight, whole, part }: Phrases): Compiled {
  return {
    intent,
    weight,
    whole: whole && new RegExp(`^(?:${whole.join("|")})$`, "u"),
    part: part && new RegExp(`(?<![\\p{L}\\d])(?:${part.join("|")})`, "u"),
  };
}

const GREETING_START =
  /^(?:(?:hei|heippa|moi|moikka|moro|terve|hello|hi|hey|huomenta|iltaa|päivää|hyvää (?:huomenta|päivää|iltaa)|good (?:morning|afternoon|evening))(?: (?:taas|kaikki|there|all|again))?[,!. ]+)+/u;

/** Tells what a text wants; `other` when nothing is understood. */
export function intentOf(reading: Reading): IntentFound {
  const scores = new Map<Intent, number>();
  const add = (intent: Intent, score: number) => scores.set(intent, Math.max(score, scores.get(intent) ?? 0));
  const bare = bareText(reading.text);
  const rest = bareText(reading.text.replace(GREETING_START, "")) || bare;
  const spoken = shortened(reading.text.replace(GREETING_START, ""));
  const words = rest.split(" ").length;
  for (const { intent, weight, whole, part } of COMPILED) {
    if (whole?.test(bare) || whole?.test(rest)) add(intent, weight + 0.02);
    else if (part?.test(spoken) || part?.test(rest))
      add(intent, words > LONG_TEXT_WORDS ? weight - 0.2 : weight);
  }
  for (const { intent, weight, all } of CUES) if (all.every((word) => word.test(spoken))) add(intent, weight);
  const said = segmentIntent(reading.text);
  if (said) add(said.intent, said.weight);
  const past = tellsOfThePast(spoken) || judges(spoken);
  if (past) add("feedback", 0.74);
  add("recommend", recommendScore({ ...reading, past: reading.past || past }, { text: rest, words }));
  // What is not wanted tells of a wish, when nothing else is told.
  if (
    reading.excludes &&
    words <= FEW_WORDS &&
    [...scores].every(([name, score]) => name === "recommend" || score === 0)
  )
    add("recommend", 0.62);
  const asks = questionIn(reading.text);
  if ((asks === "question" && !GIVING.test(spoken)) || UNSAID.test(rest)) scores.delete("feedback");
  const { intent, confidence } = decide(scores);
  // A complaint in the form of a question is asked about before it is taken for feedback.
  return intent === "feedback" && asks === "complaint"
    ? { intent, confidence: Math.min(confidence, UNSURE) }
    : { intent, confidence };
}

const FEW_WORDS = 8;
const UNSURE = 0.55;

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

/** Tells whether all of a text asks; a complaint may take the form of a question. */
function questionIn(text: string): "question" | "complaint" | undefined {
  const sentences = (text.match(/[^.!?]+[.!?]*/gu) ?? []).map((one) =>
    one.replace(GREETING_START, "").trim(),
  );
  const said = sentences.filter(
    (one) => /\p{L}/u.test(one) && wholeIntent(bareText(one))?.intent !== "greeting",
  );
  if (said.length === 0 || !said.every((one) => one.endsWith("?") || ASKING.test(bareText(one))))
    return undefined;
  const complains = said.some((one) => {
    const bare = bareText(one);
    return COMPLAINT_WHY.test(bare) && bare.split(" ").length >= COMPLAINT_WORDS;
  });
  return complains ? "complaint" : "question";
}

const FILLERS =
  /^(?:(?:oh|ah|no|ok|okay|okei|äh|öh|joo|juu|niin|no niin|hei|hey|hi|well|actually|please|sorry|uh|um|hmm|yes|yeah|kyllä|ei|anteeksi|sori|pliis|kiitos|thanks|perfect|great|hyvä|selvä)(?: |$))+/u;

/** "Anna olla, ei tarvi", "Hello, good morning!": each part by itself says the same, or nothing. */
function segmentIntent(text: string): { readonly intent: Intent; readonly weight: number } | undefined {
  const segments = text.length > SHORT_CHARACTERS ? [] : text.split(/[,.!?;:–]+/u).map(bareText);
  const said = segments.filter((segment) => segment !== "" && segment.replace(FILLERS, "") !== "");
  const found = said.map((segment) => wholeIntent(segment) ?? wholeIntent(segment.replace(FILLERS, "")));
  const [first] = [...found].sort((one, other) => (other?.weight ?? 0) - (one?.weight ?? 0));
  return found.every((one) => one !== undefined) ? first : undefined;
}

const wholeIntent = (segment: string): Compiled | undefined =>
  COMPILED.find(({ whole }) => whole?.test(segment));

const PAST =
  /(?<![\p{L}\d])(?:oli|olivat|oltiin|ei(?:vät)? (?:\p{L}+ )?\p{L}+(?:nut|nyt|neet)|meni|jäi|kesti|alkoi myöhässä|peruttiin|peruuntui|kävin|käytiin|kävimme|saimme|was|were|wasn't|weren't|didn't|couldn't|had to|went|came|got (?:cancelled|moved))(?![\p{L}\d])/u;

/** Tells of something that was, and asks for nothing. */
function tellsOfThePast(text: string): boolean {
  return PAST.test(text) && !text.includes("?") && !WISH.test(text);
}

const WISH =
  /(?<![\p{L}\d])(?:etsin|haluaisin|haluan|haluun|kaipaan|kaipaisin|kiinnosta\p{L}*|toivoisin|löyty\p{L}*|onko|looking for|i'd like|i want|i need|any(?:thing)?|is there|are there|would love)(?![\p{L}\d])/u;

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

const PROGRAM_CUE = new RegExp(
  "(?<![\\p{L}\\d])(?:" +
    [
      "(?:\\p{L}*-?)(?:tapahtum|kurss|kerho|työpaj|luento|luenno|näytö|näyttely|konsert|satutun|satutuok|muskar|lukupiir|vierailu)\\p{L}*",
      "ohjelma(?:a|n|ssa|t|tarjonta|kalenteri)?(?!\\p{L})|ohjelmia|ohjelmista",
      "(?:mitä|mitäs|jotain|jotaki|jotakin|mitään|mikä|millaista|minkälaista|onko|onks|oisko|olisiko) (?:\\p{L}+ ){0,6}(?:tekemistä|tekemist|tapahtuu|menossa|meneillään|tarjolla|luvassa|tehdä|tehdään|tehtäis|tehtäisi|keksi\\p{L}*|hauskaa|kivaa|ohjelmaa|järjestetään|sopivaa|meininkiä|nähdä|puuhaa|kokea)",
      "tekemistä|minne (?:\\p{L}+ ){0,3}(?:mennä|menis|lähte\\p{L}+)|mihin (?:\\p{L}+ ){0,2}(?:mennä|menis|osallistua|tulla)|järjest(?:etäänkö|ättekö|etään)|suosittele (?:jotain|tapahtum\\p{L}*|ohjelm\\p{L}*)|mitä (?:siel|siellä|siellä) (?:\\p{L}+ )?on|seuraava(?:n|t|ksi)? \\p{L}+|mitä (?:\\p{L}+ )?on(?: \\p{L}+)?$",
      "(?:learn|practi[sc]e|practi[sc]ing|improve|study|studying|oppia|opetella|harjoitella|opiskella|puhumaan) (?:\\p{L}+ ){0,3}(?:suomea|ruotsia|englantia|venäjää|espanjaa|ranskaa|saksaa|finnish|swedish|english|spanish|french|german|russian|estonian|it|speaking)",
      "(?:halu\\p{L}+|voi\\p{L}*|pääsi?s?\\p{L}*|missä|mistä|mis) (?:\\p{L}+ ){0,4}(?:oppi\\p{L}*|opetel\\p{L}*|osallistu\\p{L}*|harjoitel\\p{L}*|pela\\p{L}*|kokeil\\p{L}*|harrasta\\p{L}*|tavata|tutustua|kattoo|katsoa|kuunnella|mukaan)",
      "what(?:'s| is|s)? (?:\\p{L}+ ){0,2}(?:on|happening|going on|up)(?!\\p{L})|what (?:usually |normally )?happens|what (?:can|could|should|do|is there|else|kind of \\p{L}+)(?: \\p{L}+){0,3} (?:do|see|go|have|attend|join|for|to do)|what(?:'s| is) there|things? to do|something (?:\\p{L}+ ){0,3}(?:for|to do|on|in|at|this|the)|anything (?:\\p{L}+ ){0,3}(?:for|to do|on|in|at|this|else|happening|fun|free|near)|any(?:thing)? ideas",
      "(?:is|are) there (?:any|a|an|some|something)|(?:any|some|a|an|the|next|which|of|show me|free|find) (?:\\p{L}+[ -]){0,3}(?:events?|courses?|class(?:es)?|clubs?|workshops?|lectures?|concerts?|exhibitions?|screenings?|sessions?|programmes?|programs?|activities|story ?times?|lessons?|meetups?|groups?|talks?|quiz(?:zes)?)",
      "(?:events?|courses?|classes|workshops?|lectures|activities|storytimes?)(?!\\p{L})|(?:want|like|love|where|place|how) (?:\\p{L}+ ){0,4}(?:learn|practi[sc]e|join|attend|try|play|meet (?:people|others))|looking for (?:\\p{L}+ ){0,5}|(?:need|want) (?:a|an|some) (?:\\p{L}+ ){0,2}(?:group|club|course|class)|show me what's|entertain|meet people|(?:make|find|meet) (?:new )?friends|get to know people|(?:löytää|saada|saisi\\p{L}*) (?:uusia )?(?:ystäviä|kavereita|seuraa)|tutustua (?:uusiin )?ihmisiin",
    ].join("|") +
    ")",
  "u",
);

/** How surely the reading wants programs: by its cues, its topics, and how many slots it fills. */
function recommendScore(
  { slots, past, knownTopic }: Reading,
  { text, words }: { readonly text: string; readonly words: number },
): number {
  const { topic, months: _, ...others } = slots;
  const limits = Object.keys(others).length;
  const cue = PROGRAM_CUE.test(text);
  let score = cue ? 0.72 : 0;
  // "Haluan käyttää ruotsia": a language alone is as likely wanted for talking.
  const languageOnly = !cue && topic?.every((one) => LANGUAGE_TOPIC.test(one));
  if (languageOnly) score = 0.5;
  else if (knownTopic) score = Math.max(score, 0.7) + (cue ? 0.1 : 0);
  else if (topic && (cue || limits > 0)) score = Math.max(score, 0.45) + 0.05;
  else if (topic && words <= 2) score = 0.35;
  if (limits > 0 && score > 0) score += 0.08 + 0.04 * Math.min(limits, 3);
  else if (limits > 0) score = limitsAlone(limits, words);
  return Math.min(0.95, past ? score - 0.35 : score);
}

const LANGUAGE_TOPIC =
  /^(?:suomi|ruotsi|englanti|venäjä|viro|arabia|espanja|ranska|saksa|finnish|english|swedish|russian|estonian|arabic|spanish|french|german)$/iu;

/** "Huomenna?", "lapsille Kalliossa": in a few words the limits are the wish. */
const limitsAlone = (limits: number, words: number) =>
  (words <= 3 ? 0.62 : words <= 6 ? 0.4 : 0.3) + 0.1 * (Math.min(limits, 4) - 1);

function decide(scores: ReadonlyMap<Intent, number>): IntentFound {
  const [first, second] = [...scores]
    .filter(([, score]) => score > 0)
    .sort(([, one], [, other]) => other - one);
  if (!first || first[1] < 0.3) return { intent: "other", confidence: NOTHING_UNDERSTOOD };
  const close = second !== undefined && first[1] - second[1] < CLOSE;
  const confidence = close ? first[1] - DOUBT : first[1];
  return { intent: first[0], confidence: Math.round(Math.min(0.99, confidence) * 100) / 100 };
}
