/**
 * Words that say nothing about what a text is about: the little words of each language, and what people ask with.
 * Finnish ones are base forms; pronouns, conjunctions and the like are known by their class and stand here only
 * for the machine that has no Voikko.
 */

const FINNISH = `
  olla ei ja tai vai mutta sekä että jotta jos kun koska vaikka kuin niin siis sitten vain myös eli sillä ettei
  minä sinä hän me te he se ne tämä nämä tuo nuo joka jotka mikä mitä missä mistä mihin milloin kuka miksi miten mä sä mun sun
  joku jokin joka itse kaikki moni muu sama toinen voida haluta pitää saada täytyä taitaa aikoa
  kanssa ilman varten vastaan mukaan jälkeen ennen aikana takia vuoksi kautta yli alle noin asti saakka kohti
  nyt jo vielä aina usein ihan tosi todella hyvin paljon vähän enemmän liian melko aika siellä täällä tuolla tänne sinne siitä tästä
  on oli ovat olisi ole en et emme ette eivät onko olen olet olemme voi voiko voisi haluan haluaisin haluun haluisin saa saako
  jonkin jotain jotakin mitään mulle sulle minun sinun oon ois onks
`;

const ENGLISH = `
  a an the and or but nor so if then than that this these those there here as at by for from in into of off on onto out over to up with without
  about after before between through during until while is am are was were be been being do does did doing done have has had having will
  would can could shall should may might must i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
  what which who whom whose when where why how all any both each few more most other some such no not only own same too very just also
  there's i'm i'd i've i'll it's don't can't isn't what's s t d ll re ve m
`;

const SWEDISH = `
  och eller men att som för från till på av om med utan hos vid i in ut upp ner en ett den det de dem denna detta dessa är var vara varit har
  hade haft kan kunde ska skulle vill ville måste får fick jag du han hon vi ni mig dig oss er min din vår sin mitt ditt vårt sitt
  inte också bara när vad vem vilken vilket vilka varför hur där här då nu så mycket många lite mer alla allt något någon några
  finns blir bli
`;

/** Finnish classes of which no word tells a topic. */
export const STOP_CLASSES: ReadonlySet<string> = new Set([
  "pronoun",
  "conjunction",
  "adposition",
  "negation",
  "interjection",
]);

/** Gives the stop words of each language, lower-case; the Finnish ones as base forms and as written. */
export const STOP_WORDS = {
  fi: new Set(FINNISH.trim().split(/\s+/)),
  en: new Set(ENGLISH.trim().split(/\s+/)),
  sv: new Set(SWEDISH.trim().split(/\s+/)),
} as const;
