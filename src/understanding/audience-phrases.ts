/**
 * What names an audience in several words, Finnish and English: "with the kids", "on 8th grade", "jäin eläkkeelle".
 * They count before the single words in them.
 */
import type { Audience } from "./understood.ts";

const START = "(?<![\\p{L}\\d])";
const END = "(?![\\p{L}\\d])";
const phrase = (...sources: readonly string[]) => new RegExp(`${START}(?:${sources.join("|")})${END}`, "gu");

const YOUNGER = "kids?|child(?:ren)?|boys?|girls?|sons?|daughters?|toddlers?|grandchild(?:ren)?|grandkids?";
const PARENTS = "parents?|mums?|moms?|mothers?|dads?|fathers?|grown-?ups?|adults?";
const AND = "(?:[- ](?:and|with|&|\\+|or)[- ](?:their |her |his |our |the )?)";
const PARENTS_FI = "(?:vanhem\\p{L}+|äidi\\p{L}+|äidei\\p{L}+|isi(?:lle|en|ä)|isän|aikuis\\p{L}+)";
const YOUNGER_FI =
  "(?:lapsi\\p{L}*|lapse\\p{L}*|lasten\\p{L}*|poja\\p{L}+|poik\\p{L}+|tytö\\p{L}+|tyttö\\p{L}+)";

const CLASS_ONE_TO_SIX = "eka|toka|kolmas|kolmos|nelos|vitos|kutos";
const CLASS_SEVEN_TO_NINE = "seiska|kasi|ysi";
const ORDINAL_ONE_TO_SIX =
  "(?:ensimmäi|toise|kolmanne|neljänne|viidenne|kuudenne)(?:se)?(?:n|ll[aä]|lle|lta|ltä)";
const ORDINAL_SEVEN_TO_NINE = "(?:seitsemänne|kahdeksanne|yhdeksänne)(?:n|ll[aä]|lle|lta|ltä)";

/** In order: where two begin at the same word the longer one counts. */
export const AUDIENCE_PHRASES: readonly (readonly [RegExp, Audience])[] = [
  [
    phrase(
      "nuor(?:ille|et|ten|ia) aikui\\p{L}+",
      "young(?:er)? adults?",
      "grown[- ]ups?(?:'s?)?",
      "working age",
    ),
    "adults",
  ],
  [
    phrase(
      "(?:with|bring|for|take) (?:the|my|our) (?:kids|children|little ones)(?! (?:who|aged|and|(?:is|are)\\b))",
      "(?:lasten(?:i|sa|mme)?|tenavien|muksujen|kersojen) (?:kans(?:sa)?|kaa)",
      "koko (?:perhe|porukka|suku)\\p{L}*",
      "(?:whole|entire) family",
      `(?:${PARENTS})${AND}(?:${YOUNGER})`,
      `(?:${YOUNGER})${AND}(?:their |her |his )?(?:${PARENTS})(?: alike)?`,
      `${PARENTS_FI} ja (?:heidän )?${YOUNGER_FI}`,
      `${YOUNGER_FI} ja (?:heidän )?${PARENTS_FI}`,
      "(?:all|any|every) ages?",
      "all generations?",
      "(?:kolme|monta|eri) sukupolv\\p{L}+",
      "(?:three|several|many) generations?",
      "kaike(?:n|ille) ikä\\p{L}+",
      "kaiken ikäi\\p{L}+",
      "vauvasta vaari\\p{L}+",
      "(?:from )?(?:bab(?:y|ies)|toddlers?|kids?|children) to (?:grand|senior|pension|old)\\p{L}*",
      "(?:from )?(?:gran|senior|pension)\\p{L}* to (?:bab|toddler|kid|child|grand)\\p{L}*",
      "(?:mum\\p{L}+|vaar\\p{L}+|pap\\p{L}+|uk\\p{L}+|seniore\\p{L}+)[sl]ta (?:vauv|lap|taaper)\\p{L}+",
      "(?:lap\\p{L}+|taaper\\p{L}+)[sl]ta (?:mum|vaar|pap|uk|senior|eläke)\\p{L}+",
      "(?:young and old|old and young)",
      "(?:nuorille ja vanhoille|nuoret ja vanhat)",
    ),
    "families",
  ],
  [
    phrase(
      "(?:parents?|mums?|moms?|mothers?|dads?)[- ](?:and|with|&)[- ](?:an? |their |our )?(?:bab(?:y|ies)|infants?)",
      "new (?:parents?|mums?|moms?)",
    ),
    "babies",
  ],
  [
    phrase(
      "young people",
      "(?:upper |lower )?secondary(?: school(?:ers?|s)?)?",
      "(?:high|middle)[- ]?school(?:ers?|s)?",
      "junior high(?: school)?",
      "(?:seven|eigh|nin)th[- ](?:graders?|grade)",
      "[7-9](?:st|nd|rd|th)[- ](?:graders?|grade)",
      "grades? [7-9]",
      "[7-9]\\.?(?:\\s?(?:-|–|ja|tai)\\s?9\\.?)?[- ]?(?:luokkalai|luok|lk)\\p{L}*",
      "[7-9](?:th)?(?: to |-|–)9(?:th)?[- ]grade(?:rs?|s)?",
      `(?:${CLASS_SEVEN_TO_NINE})(?:-?luok\\p{L}*|ll[aä]|lle|lta|ltä|t|n)`,
      `${ORDINAL_SEVEN_TO_NINE} luok\\p{L}+`,
    ),
    "teens",
  ],
  [
    phrase(
      "(?:older|senior|elderly|old|ageing|aging|retired) (?:people|adults?|folks?|citizens?|persons?|ladies|gentlemen|relatives?|mother|father|parents|couple|aunt|uncle|neighbou?rs?)",
      "(?:over|yli)[- ](?:6[05]|[78]0)(?:'?s|-?v\\.?|(?=[?!.,]|$))",
      "senior[- ]citizens?",
      "(?:pension|retirement)[- ]age",
      "eläkeiä\\p{L}+",
      "(?:jää\\p{L}*|jäi\\p{L}*|siirty\\p{L}+|siirry\\p{L}+|pääs\\p{L}+) (?:juuri |just |nyt |kohta )?eläkkeelle",
      "eläkkee(?:l|llä|ltä)",
      "(?:in|of|into) (?:my |his |her )?retirement",
      "(?:vanha|iäkä?s|iäkkää\\p{L}*|vanho\\p{L}+|vanhemm\\p{L}+ )(?:n|lle|ille|t)?\\s?(?:ihmi\\p{L}+|väe\\p{L}+|väki|rouv\\p{L}+|herr\\p{L}+|äidi\\p{L}+|isä\\p{L}+|sukulai\\p{L}+|tädi\\p{L}+)",
      "iäkkä\\p{L}+",
      "vanhemm\\p{L}+ (?:väe\\p{L}+|väki|ikäpol\\p{L}+)",
    ),
    "seniors",
  ],
  [
    phrase(
      "(?:little|small|wee|tiny) (?:ones?|kids|children|child|guys)",
      "(?:young|younger|smaller) (?:children|kids)",
      "under[- ]fives?",
      "(?:under|below|before) school[- ]age",
      "(?:first|second|third|fourth|fifth|sixth)[- ](?:graders?|grade)",
      "[1-6](?:st|nd|rd|th)?(?:(?: to |-|–)[1-6](?:st|nd|rd|th)?)?[- ]grade(?:rs?)?",
      "grades? [1-6]",
      "(?:primary|elementary)(?: school(?:ers?|s)?)",
      "(?:pre|day|nursery|after)[- ](?:school|care)(?:ers?)?(?= (?:child|kid|group|age|class))",
      "day ?care",
      "school (?:class|group|kids|children)",
      "alle kouluikäi\\p{L}+",
      "(?:perheen|talon) pienimmi\\p{L}+",
      "pien(?:ten|ille|en|elle) (?:lasten|lapsi\\p{L}*|lapse\\p{L}*|poja\\p{L}*|tytö\\p{L}*|koulu\\p{L}+)",
      "[1-6]\\.?(?:\\s?(?:-|–|ja|tai)\\s?[1-6]\\.?)?[- ]{0,2}(?:luokkalai|luokal|luokan|lk)\\p{L}*",
      `(?:${CLASS_ONE_TO_SIX})-?luok\\p{L}*`,
      `(?:eka|toka|kolman|neljän|viiden|kuuden)(?:ll[aä]|nella|nellä) (?:luok\\p{L}+|koulussa)`,
      "(?:ekalla|tokalla|kolmosella|nelosella|vitosella|kutosella)(?: luokalla)?(?= (?:oleva|oleville|ja|,|oppila))",
      `${ORDINAL_ONE_TO_SIX} luok\\p{L}+`,
      "(?:ekan|tokan) luok\\p{L}+",
    ),
    "children",
  ],
];
