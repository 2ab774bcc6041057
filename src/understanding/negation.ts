/**
 * Finds what a text says it is not about: "anything but yoga", "not for children", "ei lapsille", "muualla kuin Oodissa".
 * No slot is read from there. It goes by a few ways of saying so and leaves every other "not" alone ("not too far").
 */

/** A stretch of a text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

const START = "(?<![\\p{L}\\d'-])";
const WORD = "[\\p{L}\\d][\\p{L}\\d'-]*";

/** Times that do not suit are told in more ways: "I can't make Saturdays", "lauantaina en pääse". */
const TIME_EN =
  "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|mornings?|afternoons?|evenings?|nights?|tomorrow|today|tonight)(?![\\p{L}])";
const TIME_FI =
  "(?:(?:maanantai|tiistai|keskiviik|torstai|perjantai|lauantai|sunnuntai|viikonlop|aamu|ilta|ilto|ilda|iltapäiv|aamupäiv|arki)\\p{L}*|arkena|arkisin|huomenna|huominen|tänään|ylihuomenna)";

/** Ways to say no in English; what follows is not wanted. */
const NO_EN = [
  "(?:anything|something|everything|whatever|all|any \\p{L}+|anywhere|any day) (?:but|except(?: for)?|besides|not)",
  "(?:somewhere|anywhere|any ?time|some other (?:place|day)|elsewhere) (?:else |other )?than|outside of",
  `(?:can't|cannot|can not|couldn't) (?:make(?: it)?|do|come)(?= (?:on |in |at |the ){0,2}${TIME_EN})`,
  "except(?: for)?|apart from|other than|instead of|rather than",
  "(?<!\\b(?:why|or|if|whether|am|i'm|could|can|would|will|do|does|did|have|has|had|should|may|might|must) )(?<!^)not|^not",
  "(?<!(?:is|was|why|are) there )(?<!there's |there is |there was |have |has )nothing(?= (?:for|about|with|in|on|at|to do with) )",
  "(?<=^|[,.;!] ?|\\b(?:but|please|and|with|say) )no",
  "(?:do not|don't|dont|doesn't|does not) (?:really )?(?:want|like|need|enjoy|care for)(?: to (?:do|see|hear|attend|go to|play))?",
  "hate|can't stand|(?:tired|bored|sick) of|(?:not|isn't|aren't|never) (?:really )?(?:interested in|into|keen on)|without",
].join("|");
/** After these words "no" and "not" mean something else: a limit, a quantity, an answer. */
const OTHERWISE_EN = `only|just|sure|too|very|so|far|yet|really|working|possible|able|available|before|after|later|earlier|until|more than|less than|even|necessarily|much|many|long|cost|charge|fee|entry|entrance|idea|thanks?|one|problem|worries|need|matter|longer|experience|registration|sign|booking|limit|preference|particular|specific|time|i|we|it|that|this(?! ${TIME_EN})|my|but|actually|not|paying|any (?:cost|fee|charge)|to|how|an? (?:booking|cost|fee|problem)|know|miss|have|expensive|pay|money|payment|spending|leaving|spend|payments?|price|fees?|admission|(?:an? |any )?tickets? (?:or|and) money`;
const LEAD_EN = `(?:for|in|on|at|about|with|of|to do with|the|any|a|an|my|more|another|just|it's|that's|(?:this|next|coming)(?= ${TIME_EN}))`;
const BREAK_EN =
  "for|in|on|at|this|next|please|pls|today|tomorrow|tonight|thanks?|but|just|only|instead|though|and|or|nor|is|are|to|with|where|what|when|who|i|we|you|because|since";

/** Ways to say no in Finnish; the next word is not wanted. */
const NO_FI = [
  "paitsi|lukuun ottamatta|ilman",
  `(?:en|emme|enkä|ei) (?:pääse|ehdi|kerkeä|kerkiä|päästä|ehditä)(?= ${TIME_FI})`,
  "(?:muu(?:ta|alla|alle|alta|lloin|hun|n|ten)?|muita|muiden|toisessa|toisena|milloin|missä) (?:\\p{L}+ )?kuin",
  "(?<!miksi )(?:ei|muttei|eikä|vaikkei)(?: (?:kuitenkaan|mitään|mikään|enää|missään nimessä|todellakaan|ainakaan|yhtään|sentään|mielellään|kiitos))*",
  "(?:en|emme|ei|et|mutten|muttemme|muttei|enkä|emmekä|eikä) (?:halua|haluaisi|tykkää|pidä|kaipaa|jaksa|välitä|harrasta|ole kiinnostunut)(?: (?:mitään|enää|mennä|tehdä|oikein|kovin|yhtään|mihinkään))*",
  "(?:minua|mua|meitä) ei kiinnosta(?: (?:mikään|oikein|yhtään))*|ei kiinnosta(?: (?:mikään|oikein|yhtään))*",
].join("|");
const OTHERWISE_FI =
  "maks\\p{L}*|ennen|jälkeen|kello|klo|myöhemmin|myöhään|aikaisemmin|yli|alle|kovin|liian|niin|ihan|aivan|pelkästään|vain|välttämättä|kaukana|kauas|väliä|haittaa|ole|tarvi\\p{L}*|tarvitse|voi|saa|kiinnosta|tiedä|varma|kaikki|muuta|se|tämä|ihmeempää|vielä|oikein|ilmoittautumi\\p{L}*|ajanvarau\\p{L}*|varau\\p{L}*|tiettyä|erityistä|halua|kuitenkaan|mitään|mikään|sittenkään|enää|yhtään|sentään|kiitos|kauheasti|paljon|toimi|tule|löydy|tai|vai|ja|oo|rahaa|lippua|pidä|tart\\p{L}*|onnistu|pääse|ehdi|pääsymaks\\p{L}*|osallistumismaks\\p{L}*";

const EN = new RegExp(
  `${START}(?:${NO_EN}) (?!(?:${OTHERWISE_EN})(?![\\p{L}\\d'-]))(?<object>(?:${LEAD_EN} ){0,3}(?!(?:${BREAK_EN}) )${WORD}(?: (?!(?:${BREAK_EN})(?![\\p{L}\\d'-]))${WORD}){0,2}(?: (?:or|nor|and) (?:${LEAD_EN} ){0,2}${WORD}(?=[,.;!?]|$| please))?)`,
  "gu",
);
const FI = new RegExp(
  `${START}(?:${NO_FI}) (?!(?:${OTHERWISE_FI})(?![\\p{L}\\d-]))(?<object>(?:\\p{L}+n (?=kiel)|(?:tänä|ensi|tulevana|seuraavana) (?=${TIME_FI}))?${WORD}(?: (?:tai|eikä|enkä|ja) ${WORD}(?=[,.;!?]|$))?)`,
  "gu",
);
/** "Jooga ei kiinnosta": what stands before is not wanted. */
const BEFORE_FI = new RegExp(
  `${START}(?:(?<object>${WORD})(?:,)? ei (?:kiinnosta|houkuta|innosta|nappaa|sovi|käy)|(?<also>${TIME_FI}) (?:(?:ei|eivät) (?:sovi|käy|onnistu)|(?:en|emme) (?:pääse|ehdi|kerkeä|kerkiä)))(?![\\p{L}])`,
  "gu",
);
/** "Saturdays don't work for me": what stands before is not wanted. */
const BEFORE_EN = new RegExp(
  `${START}(?<object>${TIME_EN}) (?:doesn't|does not|don't|do not|won't|will not) (?:work|suit|do|fit)(?![\\p{L}])`,
  "gu",
);
/** "I don't speak Finnish" names no topic, unless a way to learn it is asked for. */
const NOT_SPOKEN = new RegExp(
  `${START}(?:don't|do not|dont|can't|cannot|doesn't) (?:really |yet )?(?:speak|understand|know|read) (?:any |much )?(?<object>${WORD})|${START}(?:en|emme|ei) (?:\\p{L}+ )?(?:puhu|osaa|ymmärrä)(?: (?:yhtään|kovin|oikein|hyvin|vielä|paljon|paljoa))* (?<also>(?:suom|ruots|englan|venäj|viro)\\p{L}*)`,
  "gu",
);
const LEARNING =
  /learn|practi[sc]e|course|class|lesson|oppi|opetel|opisk|harjoit|kurss|keskusteluryhm|kielikahv/u;

const BETWEEN = / (?:tai|eikä|enkä|ja|or|nor|and) /iu;

/** Finds what a lower-case text excludes; `isVerb` tells a Finnish "ei" before a verb from one before a thing. */
function findExcluded(text: string, isVerb: (word: string) => boolean = () => false): readonly Span[] {
  if (
    !/\b(?:not?|but|except|apart|other|instead|rather|nothing|without|hate|stand|of|into|on|in|n't|don'?t|can'?t|cannot|does|don't|do|won't|will|outside|elsewhere|than|ei|eiv|muttei|mutten|muttemme|eik|enk|emmek|vaikkei|en|emme|et|paitsi|kuin|ilman|lukuun)\b/u.test(
      text,
    )
  )
    return [];
  const spoken = LEARNING.test(text) ? [] : [...text.matchAll(NOT_SPOKEN)];
  const found = [
    ...text.matchAll(EN),
    ...[...text.matchAll(FI)].filter(({ groups }) => !isVerb(groups?.object?.split(" ", 1)[0] ?? "")),
    ...text.matchAll(BEFORE_FI),
    ...text.matchAll(BEFORE_EN),
    ...spoken,
  ];
  return found.map((match) => {
    const object = match.groups?.object ?? match.groups?.also ?? "";
    const start =
      match.index + match[0].indexOf(object, object === match[0] ? 0 : match[0].startsWith(object) ? 0 : 2);
    return { start, end: start + object.length };
  });
}

/**
 * Gives the text without what it excludes, at the same positions, and the excluded words alone: together, and each
 * thing by itself ("jazz or rock" is two).
 */
export function partExcluded(
  text: string,
  isVerb?: (word: string) => boolean,
): { readonly wanted: string; readonly excluded: string; readonly parts: readonly string[] } {
  const spans = findExcluded(text.toLowerCase(), isVerb);
  const wanted = spans.reduce((letters, { start, end }) => letters.fill("¤", start, end), text.split(""));
  const stretches = spans.map(({ start, end }) => text.slice(start, end));
  return {
    wanted: wanted.join(""),
    excluded: stretches.join(", "),
    parts: stretches.flatMap((stretch) => stretch.split(BETWEEN)),
  };
}
