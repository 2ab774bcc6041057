/**
 * The words that name the six audiences, Finnish and English. Data for audience.ts; the phrases are in
 * audience-phrases.ts.
 */
import { inflected } from "./finnish-endings.ts";
import type { Audience, Language } from "./understood.ts";

/** Words that name one group of people. */
export interface Group {
  readonly audience: Audience;
  readonly pattern: RegExp;
  /** The language whose words these are: "teen" and "son" are Finnish too, and mean something else. */
  readonly language: Language;
  /** A compound: what follows the first group of the pattern is not about people, "muskari" of "vauvamuskari". */
  readonly isCompound?: true;
  /** A relative, whose age another word may tell: a son is a child unless he is a teenager. */
  readonly isKin?: true;
}

const english = (audience: Audience, pattern: RegExp): Group => ({ audience, pattern, language: "en" });
const finnish = (audience: Audience, pattern: RegExp): Group => ({ audience, pattern, language: "fi" });
const compound = (audience: Audience, pattern: RegExp): Group => ({
  ...finnish(audience, pattern),
  isCompound: true,
});
const kin = (group: Group): Group => ({ ...group, isKin: true });

/** In order: a word counts for the first group it fits. */
export const AUDIENCE_WORDS: readonly Group[] = [
  english("adults", /^(?:adults?|grown-?ups?|adult's|adults'|grownups'|middle-aged|working-age)$/u),
  finnish(
    "adults",
    inflected(
      "aikui(?:nen|s|si|set|ste|sia|sten|sille)",
      "aikuisi?",
      "aikuise",
      "(?:työ|täysi?)-?ikäi(?:nen|si|se|s)",
      "aikuisvä(?:e|estö|estölle|ki|keä)",
      "keski-ikäi(?:nen|si|se)",
    ),
  ),
  compound("adults", /^(aikuisten)\p{L}{4,}$/u),
  finnish("adults", /^(?:aikuisten|aikuisryhm|aikuisopiskel|aikuisporuk)\p{L}*$/u),
  english("families", /^(?:famil(?:y|ies)|family-friendly|family's|intergenerational)$/u),
  finnish(
    "families",
    inflected(
      "perhe",
      "perhee(?!ss)",
      "perhei",
      "perhettä",
      "perheitä",
      "lapsiperhe",
      "lapsiperhee(?!ss)",
      "lapsiperhei",
    ),
  ),
  // "Perhekahvila", but what goes on inside a family is a topic.
  compound(
    "families",
    /^((?:lapsi|koko-?)?perhe-?)(?!n\p{L}{2}|es[st]|yhte|ys|väki|hoi|oik|vapaa|asi|neuv|terap|rii|yrit|suhte|tutk|histo|tausta)\p{L}{3,}$/u,
  ),
  finnish("families", /^(?:kaiken-?ikäi|moni-?sukupolvi)\p{L}*$/u),
  english("babies", /^(?:baby|babies|baby's|infants?|newborns?)$/u),
  finnish("babies", inflected("(?:pikku)?vauva", "(?:pikku)?vauvo", "(?:pikku)?vauvoi", "(?:pikku)?vauvai")),
  compound("babies", /^(vauva-?|vauvojen|vauvan|baby-?(?!sit))\p{L}{4,}$/u),
  finnish("babies", /^(?:vauva|vauvojen|vauvan|imeväi|vastasyntyn)-?\p{L}{3,}$/u),
  english(
    "teens",
    /^(?:teens?|teenagers?|teenaged?|teen-?ager|youths?|youngsters?|adolescents?|pre-?teens?|tweens?|teens?'s?|highschooler?s?)$/u,
  ),
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
      "lukio",
      "amis",
      "amiksel",
      "murkku",
      "murku",
      "varhaisnuor(?:i|e)",
    ),
  ),
  compound("teens", /^(nuorten-?|teini-?(?!ikä)|nuoriso-?)\p{L}{4,}$/u),
  finnish(
    "teens",
    /^(?:nuorten|teini|nuoriso|esiteini|varhaisteini|murrosikäi|nuoruusikäi|yläaste|yläkoulu|yläasteikäi|lukioikäi|lukion|rippikoulu|nuorukai)[\p{L}-]*$/u,
  ),
  english(
    "seniors",
    /^(?:seniors?'?|pensioners?|elderly|elders|retired|retirees?|retire|oaps?|gran(?:d-?(?:mother|father|ma|mum|pa|dad|parent)|dad)?(?:'?s)?|gran(?:ny|nies)|gramps|grandpar|nan(?:na|a)?|(?:mother|father|mum|mom|dad)-in-law|in-laws|septuagenarians?|octogenarians?)$/u,
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
      "mum(?:mo|mu|mi|ma|moi|mui|mei|moj|muj|mej)",
      "(?:fammo|mommo|faffa|moffa)",
      "isoäiti",
      "isoäidi",
      "isoisä",
      "ukki",
      "uki",
      "pap(?:pa|a)",
      "vaar(?:i)",
      "isovanhem(?:pi|ma|mi|pa|mat)",
      "anop(?:pi|i|pe)",
      "appi(?:ukko|uko|vanhem(?:pi|ma|mi))?",
      "vanhe(?:neva|nevi)",
    ),
  ),
  compound("seniors", /^(senio?ri-?(?!ikä)|eläkeläis-?(?!t))\p{L}{4,}$/u),
  finnish("seniors", /^(?:senio?ri|eläkeläis|eläkeikäi|vanhus|ikäihmis|eläköity)[\p{L}-]*$/u),
  english(
    "children",
    /^(?:kid(?:s|'s|s'|die|dies|do|dos|z)?|child(?:ren)?(?:'?s)?|toddlers?'?|pre-?school(?:ers?)?|pre-?k|kindergart\p{L}*|nursery|day-?care|school-?(?:child(?:ren)?|kids?|boys?|girls?)|pupils?|(?:first|second|third|fourth|fifth|sixth)-?graders?|infants-school)$/u,
  ),
  kin(
    english(
      "children",
      /^(?:(?:grand|god|step)?-?(?:sons?|daughters?|child(?:ren)?|kids?)|boys?|girls?|nephews?|nieces?|twins|triplets)$/u,
    ),
  ),
  finnish(
    "children",
    inflected(
      "laps(?:i|et|ia|ien|ille|illa|ilta)",
      "lapse(?!na)",
      "lapsi(?!na)",
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
      "pikkulap(?:si|se)",
      "lapso(?:si|se)",
      "muksu",
      "mukso",
      "muksui",
      "pikkui(?:nen|s|si)",
      "pienokai(?:nen|s|se|si)",
      "kersa",
      "kakara",
      "kakaroi",
      "tenav(?:a|i)",
      "naperoi?",
      "penska",
      "ipan(?:a|oi)",
    ),
  ),
  compound("children", /^(lasten-?|taapero-?|pikkulasten-?|eskari-?(?!lai))\p{L}{4,}$/u),
  finnish(
    "children",
    /^(?:lasten|taapero|pikkulasten|päiväko(?:ti|di|te)|esikoulu|eskari|esiope|alakoulu|alaaste|ala-aste|tarhalai|tarhaikäi|leikki-?ikäi|(?:esi)?kouluikäi|alle-?kouluikäi|perhepäivähoi)-?\p{L}*$/u,
  ),
  kin(
    finnish(
      "children",
      inflected(
        "lapsenlap(?:si|se)",
        "(?:siskon|veljen|kummi)?(?:poika|poja|poiki|tyttö|tytö|tyttöj)",
        "tyt(?:är|täre|täri|ärtä)",
        "kaksos(?:e|i|et|ille|ia|ten)",
        "kummilap(?:si|se)",
      ),
    ),
  ),
  finnish(
    "children",
    /^(?:eka|toka|kolmos?|nelos?|vitos?|kutos?|kolmas|neljäs|viides|kuudes|yksi|kaksi)-?luokkalai\p{L}*$/u,
  ),
  finnish("children", /^(?:ensimmäis|tois|kolmas|neljäs|viides|kuudes)luokkalai\p{L}*$/u),
  finnish("teens", /^(?:seitsemäs|kahdeksas|yhdeksäs|seiska|kasi|ysi)-?luokkalai\p{L}*$/u),
];
