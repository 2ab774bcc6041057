/**
 * The words and phrases that name the six audiences, Finnish and English. Data for audience.ts.
 */
import { inflected } from "./finnish-endings.ts";
import type { Audience, Language } from "./understood.ts";

/** Words that name one group of people. */
export interface Group {
  readonly audience: Audience;
  readonly pattern: RegExp;
  /** The language whose words these are: "teen" and "son" are Finnish too, and mean something else. */
  readonly language: Language;
}

const english = (audience: Audience, pattern: RegExp): Group => ({ audience, pattern, language: "en" });
const finnish = (audience: Audience, pattern: RegExp): Group => ({ audience, pattern, language: "fi" });

/** In order: a word counts for the first group it fits. */
export const AUDIENCE_WORDS: readonly Group[] = [
  english("adults", /^(?:adults?|grown-?ups?|adult's|adults')$/u),
  finnish(
    "adults",
    inflected(
      "aikui(?:nen|s|si|set|ste|sia|sten|sille)",
      "aikuisi?",
      "aikuise",
      "työikäi(?:nen|si|se|s)",
      "aikuisväe",
      "keski-ikäi(?:nen|si|se)",
    ),
  ),
  finnish("adults", /^aikuisten\p{L}*$/u),
  english("families", /^(?:famil(?:y|ies)|family-friendly|family's|intergenerational)$/u),
  finnish(
    "families",
    inflected(
      "perhe",
      "perhee",
      "perhei",
      "perhettä",
      "perheitä",
      "lapsiperhe",
      "lapsiperhee",
      "lapsiperhei",
    ),
  ),
  finnish(
    "families",
    /^(?:perhe|koko-?perhe)(?:tapahtum|päiv|konsert|ohjelm|kino|elokuv|kerho|satutun|muskar)\p{L}*$/u,
  ),
  english("babies", /^(?:baby|babies|baby's|infants?|newborns?)$/u),
  finnish("babies", inflected("vauva", "vauvo", "vauvoi", "vauvai")),
  finnish("babies", /^(?:vauva|vauvojen|vauvan)-?\p{L}{3,}$/u),
  english("teens", /^(?:teens?|teenagers?|teenage|youths?|youngsters?|adolescents?|tweens?|teen's)$/u),
  finnish(
    "teens",
    inflected(
      "nuor(?:i|e|et|ten|ia|ille|illa|ilta|iso|isoa|ison)",
      "nuori",
      "nuore",
      "teini",
      "teine",
      "teinei",
      "teini-ikäi(?:nen|se|si)",
      "yläkoululai(?:nen|se|si|s)",
      "yläastelai(?:nen|se|si|s)",
      "lukiolai(?:nen|se|si|s)",
      "varhaisnuor(?:i|e)",
    ),
  ),
  finnish("teens", /^(?:nuorten|teini|nuoriso)\p{L}*$/u),
  english(
    "seniors",
    /^(?:seniors?|pensioners?|elderly|retired|retirees?|retire|oaps?|grand(?:mother|father|ma|pa|parents?)s?|granny|nana|seniors')$/u,
  ),
  finnish(
    "seniors",
    inflected(
      "senior(?:i|e|ei)",
      "eläkeläi(?:nen|s|se|si|stä)",
      "ikäihmi(?:nen|s|se|si|stä)",
      "ikäänty(?:nyt|nee|nei|vä|vi|nei)",
      "vanhu(?:s|kse|ksi|st)",
      "vanhuste",
      "mum(?:mo|mu)",
      "mum(?:mi|mei)",
      "isoäiti",
      "isoäidi",
      "isoisä",
      "ukki",
      "uki",
      "pap(?:pa|a)",
      "vaar(?:i)",
      "isovanhem(?:pi|ma|mi|pa|mat)",
      "eläkkeel",
      "ikäi(?:nen)",
    ),
  ),
  finnish("seniors", /^(?:senio?ri|eläkeläis|vanhusten|ikäihmis)\p{L}*$/u),
  english(
    "children",
    /^(?:kids?|kid's|kids'|child|children|child's|children's|childrens|toddlers?|preschoolers?|pre-schoolers?|schoolchild(?:ren)?|pupils?|boys|girls|grandson|granddaughter|grandchild(?:ren)?|grandkids?|son|daughter|sons|daughters)$/u,
  ),
  finnish(
    "children",
    inflected(
      "laps(?:i|e|et|ia|ien|ille|illa|ilta|ena)",
      "lapse",
      "lapsi",
      "last",
      "lasten",
      "taaper(?:o|oi)",
      "koululai(?:nen|s|se|si)",
      "alakoululai(?:nen|s|se|si)",
      "eskari",
      "eskarilai(?:nen|s|se|si)",
      "päiväkotilai(?:nen|s|se|si)",
      "leikki-ikäi(?:nen|s|se|si)",
      "(?:esi)?kouluikäi(?:nen|s|se|si)",
      "lapsenlap(?:si|se)",
      "pikkulap(?:si|se)",
      "lapso(?:si|se)",
      "tyt(?:är|täre|tären)",
      "muksu",
      "mukso",
      "muksui",
      "pikkui(?:nen|s|si)",
      "pienokai(?:nen|s|se|si)",
      "kersa",
      "penska",
      "pojalle",
      "tytölle",
      "pojalleni",
      "tyttärelleni",
    ),
  ),
  finnish("children", /^(?:lasten|taapero|pikkulasten)-?\p{L}*$/u),
  finnish("children", /^(?:eka|toka|kolmas|neljäs|viides|kuudes|yksi|kaksi)-?luokkalai\p{L}*$/u),
  finnish("children", /^(?:ensimmäis|tois|kolmas|neljäs|viides|kuudes)luokkalai\p{L}*$/u),
  finnish("teens", /^(?:seitsemäs|kahdeksas|yhdeksäs|seiska|kasi|ysi)-?luokkalai\p{L}*$/u),
];

/** Groups named by several words; they count before the single words in them. */
export const AUDIENCE_PHRASES: readonly (readonly [RegExp, Audience])[] = [
  [/nuor(?:ille|et|ten|ia) aikui\p{L}+|young adults?/gu, "adults"],
  [
    /(?:with|bring|for) (?:the|my|our) (?:kids|children|little ones)(?! (?:who|aged|and))|lasten(?:i|sa|mme)? kanssa|koko (?:perhe|perheelle)\p{L}*|whole family|parents? (?:and|with) (?:kids?|child|children|toddlers?)/gu,
    "families",
  ],
  [
    /(?:parents?|mums?|moms?|mothers?|dads?|parent)[- ](?:and|with|&)[- ](?:bab(?:y|ies)|infants?)/gu,
    "babies",
  ],
  [/young people|secondary school(?:ers?)?|high[- ]school(?:ers?)?/gu, "teens"],
  [
    /(?:older|senior|elderly) (?:people|adults?|folks?|citizens?|persons?)|old people|(?:over|yli) (?:6[05]|70)(?:s|-?v\.?)?(?![\p{L}\d])|jään eläkkeelle|jäin (?:juuri )?eläkkeelle|olen eläkkeellä|on eläkkeellä/gu,
    "seniors",
  ],
  [
    /little ones?|small (?:kids|children)|young children|first[- ]graders?|second[- ]graders?|(?:third|fourth|fifth|sixth)[- ]graders?|alle kouluikäi\p{L}+|perheen pienimmi\p{L}+|\d(?:st|nd|rd|th)[- ]graders?|(?<!\d)[1-6]\.?[- ]luokkalai\p{L}+|primary school(?:ers?)?|elementary school/gu,
    "children",
  ],
];
