/**
 * Weaker signs of an intent than a phrase: a word of what is done beside a word of what it is done to, and words that
 * judge. They decide only when no phrase does.
 */
import type { Intent } from "./understood.ts";

/** Words that together hint at an intent, in any order; all must be there. */
export interface Cue {
  readonly intent: Intent;
  readonly weight: number;
  readonly all: readonly RegExp[];
}

const word = (source: string) => new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, "u");

const MINE = word(
  "minu\\p{L}*|mi[nu]sta|musta|mu[nt]|mut|tietoni|tieto(?:jani|jeni)|tiedoillani|tiedoistani|viestini|viestejäni|meistä|my|me|mine|i|our|this chat|this conversation",
);
const RECORDS = word(
  "tieto\\p{L}*|tiedo\\p{L}*|tiedet\\p{L}+|data\\p{L}*|muistiin|lok(?:i|ia|it)|tallen\\p{L}+|kirjaa|rekister\\p{L}+|gdpr|data|information|info|logs?|record(?:ed|s|ing)?|stored?|storing|saved|transcripts?|privacy",
);
const ERASING = word(
  "poist\\p{L}+|deleto\\p{L}+|tuho\\p{L}+|hävit\\p{L}+|pyyh\\p{L}+|unohd\\p{L}+|tyhjen\\p{L}+|delete\\p{L}*|eras\\p{L}+|wipe\\p{L}*|forget|forgotten|purge|remove",
);
const ERASED = word(
  "minut|mut|kaikki|kaiken|järjestelm\\p{L}+|rekister\\p{L}+|tieto\\p{L}*|tiedo\\p{L}*|keskustelu\\p{L}*|me|everything|i|my|our|conversation|chat|history|database|system|data",
);
const STOPPING = word(
  "stop|stopp\\p{L}*|lopet\\p{L}+|loppu|lopetus|loppukoon|cease|enough|quit|leave me alone|riittää|pois|en kaipaa|en tarvitse|älkää|älä|no more",
);
const SENT = word(
  "viest\\p{L}+|ilmoit\\p{L}+|mainoks\\p{L}+|spämm\\p{L}*|muistut\\p{L}+|postituslist\\p{L}+|contacting|messag\\p{L}+|texts?|texting|notif\\p{L}+|spam\\p{L}*|ads|reminders?|mailing|bothering|writing to me",
);
const STAFF = word(
  "kirjastonhoitaj\\p{L}*|asiakaspalvelij\\p{L}*|asiakaspalvelu\\p{L}*|virkailij\\p{L}*|ihmisen|ihmistä|ihmiselle|ihmisten|ihmiseltä|oikeaa ihmistä|human|operator|librarian|real person|live agent|staff|someone (?:from|at|in) the library|a person",
);
const WANTING = word(
  "haluai?s?i?n?|haluan|haluun|anna|antakaa|saanko|saisinko|saisko|voinko|pyydän|kutsu|hae|tarvitsen|i'd like|i want|i need|give|get|can i|could i|may i|let me|want|need|prefer|speak|talk",
);
const ABOUT_LIBRARY = word(
  "kirjast\\p{L}*|oodi\\p{L}*|\\p{L}*tila|\\p{L}*tilat|vessa\\p{L}*|wc\\p{L}*|henkilökun\\p{L}*|ohjaaj\\p{L}*|\\p{L}*tapahtum\\p{L}*|\\p{L}*kurss\\p{L}*|\\p{L}*luen\\p{L}*|\\p{L}*konsert\\p{L}*|satutun\\p{L}*|\\p{L}*ilta|\\p{L}*illasta|työpaj\\p{L}*|\\p{L}*neuvoja|osasto\\p{L}*|musiikki|esity\\p{L}*|näyttely\\p{L}*|kone\\p{L}*|sivut?|sovellus|botti|mikrofoni|library|staff|librarian|workshop|course|class|concert|event|lecture|talk|show|story ?time|exhibition|printer|computers?|machines?|toilets?|page|website|app|room|place|chairs?|heating|air|acoustics|magician|band|author|instructor|teacher|quiz|evening",
);
const JUDGING = word(
  "epäkunnos\\p{L}+|rik(?:ki|kinäinen)|ruma|rumat|likai\\p{L}+|haise\\p{L}+|lujaa|meluisa\\p{L}*|liian|huono\\p{L}*|hyvä|hyvin|upea\\p{L}*|upei\\p{L}+|ihana\\p{L}*|ihanas\\p{L}+|mahtav\\p{L}+|loistav\\p{L}+|hieno\\p{L}*|kiva\\p{L}*|kivas\\p{L}+|parasta|huippu\\p{L}*|kärsivälli\\p{L}+|ystävälli\\p{L}+|plussa\\p{L}*|miinus\\p{L}*|risuja|ruusuja|pätki\\p{L}*|kuulin|näin vain|harmi\\p{L}*|pettymy\\p{L}+|petyin|ärsyttä\\p{L}+|surkea\\p{L}*|kamala\\p{L}*|tylsä\\p{L}*|viihtyisä\\p{L}*|töykeä\\p{L}*|turha\\p{L}*|kylmä|kuuma|awful|horrible|terrible|great|lovely|wonderful|fantastic|brilliant|amazing|super|friendly|unfriendly|rude|scary|boring|noisy|loud|dirty|broken|out of order|don't like|didn't like|not working|doesn't work|didn't work|ages|made (?:my|our) day|cried|slow|ugly|cold|hot|uncomfortable|impressed|fun|best|worst|love (?:the|your|how)|hate",
);
const SUGGESTING = word(
  "olisiko mahdollista|entä jos|mitä jos|voisiko|voisko|saisiko|saisko|saisi|pitäisi|kannattaisi|olis|olisi|ehdotu\\p{L}+|could there be|would be (?:cool|great|nice|good|lovely)|have you (?:thought|considered)|my suggestion|suggestion|what about|how about|it'd be|imagine if|should be|ought to",
);
const ADDING = word(
  "myös|lisää|enemmän|useammin|uusi\\p{L}*|lainata|saada|järjest\\p{L}+|hankkia|olla|if you|a library|library|opening|once a|more|longer|bigger|is an?|about an?|there be|be an?",
);
const FOLLOWING = word(
  "aina kun|heti kun|kun on uus\\p{L}+|kiinnostuneeksi|kiinnostuks\\p{L}+|tieto uus\\p{L}+|let me know|notified|notify|updates|reminders?|when(?:ever)? (?:there|something|new|registration)|keep an eye",
);
const QUESTION =
  /\?|(?<![\p{L}\d])(?:mitä|mikä|missä|milloin|onko|onks|oisko|löyty\p{L}*|etsin|what|where|when|which|any|is there|are there|looking for|ehdota|suosittele|vinkkaa|näytä|haluaisin|haluan|suggest something|recommend|show me|find me|i'd like|i want)(?![\p{L}\d])/u;

const SPEAKING = word(
  "puhu\\p{L}*|sano\\p{L}*|vasta\\p{L}*|jatk\\p{L}*|käyttää|käytä|kirjoit\\p{L}*|käännä|vaih\\p{L}*|palvel\\p{L}*|speak|speaking|say|answer|reply|write|continue|use|switch|change|talk|habla|parlez\\p{L}*|sprechen",
);
const LANGUAGE = word(
  "(?:suom|englan|ruots|venäj|viro|arabi|somali|espanj|ransk|saks)\\p{L}*|finnish|english|swedish|russian|estonian|arabic|somali|français|deutsch|svenska|finlandés",
);
const WHERE_TO = word(
  "mihin|minne|näkeekö|näkeeks|kuka|lukeeko|kauanko|what happens|who|where|remember|muistatko",
);
const SAID = word(
  "viesti(?:t|ni|en)?|kirjoitan|kirjoitin|sanoin|my messages?|my words|what i (?:said|say|write|wrote|told|type)",
);

/** In no order: the weightiest decides. */
export const CUES: readonly Cue[] = [
  { intent: "my_data", weight: 0.72, all: [MINE, RECORDS] },
  { intent: "forget", weight: 0.76, all: [ERASING, ERASED] },
  { intent: "stop", weight: 0.76, all: [STOPPING, SENT] },
  { intent: "person", weight: 0.78, all: [STAFF, WANTING] },
  { intent: "idea", weight: 0.73, all: [SUGGESTING, ADDING] },
  { intent: "language", weight: 0.62, all: [SPEAKING, LANGUAGE] },
  { intent: "my_data", weight: 0.78, all: [WHERE_TO, SAID] },
  { intent: "interests", weight: 0.84, all: [FOLLOWING] },
];

/** Tells whether a text judges something of the library and asks for nothing. */
export function judges(text: string): boolean {
  return JUDGING.test(text) && ABOUT_LIBRARY.test(text) && !QUESTION.test(text);
}
