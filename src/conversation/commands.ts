/**
 * What a patron can always say, whatever dialog is under way. A command is a whole message: where a step asks for
 * open text, anything longer is the answer ("the bus doesn't stop here").
 */
import { type Intent, LANGUAGES, type Language, type Understood } from "../understanding/understood.ts";

/** What can be commanded. */
export type Command =
  | "help"
  | "menu"
  | "cancel"
  | "stop"
  | "unremind"
  | "resume"
  | "person"
  | "my-data"
  | "forget"
  | "finnish"
  | "english"
  | "language"
  | "settings"
  | "connect"
  | "calendar";

/** The shortest ways to say each, both languages. Longer ways are understood by intent. */
const PHRASES: Readonly<Record<Command, readonly string[]>> = {
  help: [
    "apua",
    "ohje",
    "ohjeet",
    "neuvo",
    "mitä osaat",
    "mitä sä osaat",
    "help",
    "help me",
    "auta",
    "what can you do",
  ],
  menu: [
    ...["valikko", "päävalikko", "alkuun", "takaisin alkuun", "aloita alusta", "alusta"],
    ...["menu", "main menu", "home", "start over", "start again", "restart"],
  ],
  cancel: [
    ...[
      "peru",
      "peruuta",
      "keskeytä",
      "lopetetaan",
      "ei mitään",
      "antaa olla",
      "unohda koko juttu",
      "peru tämä",
      "peru palaute",
    ],
    ...["cancel", "nevermind", "cancel this", "cancel that", "never mind", "forget it", "quit", "exit"],
  ],
  stop: [
    ...["stop", "seis", "lopeta", "lopeta viestit", "lopeta viestien lähettäminen", "ei enää viestejä"],
    ...[
      "älä lähetä enää",
      "älä lähetä enää viestejä",
      "en halua viestejä",
      "peru tilaus",
      "poistu",
      "lopeta tilaus",
    ],
    ...["unsubscribe", "stop messages", "stop sending messages", "no more messages", "opt out"],
  ],
  // Said in too many ways to list: NO_REMINDERS.
  unremind: [],
  resume: ["aloita viestit", "salli viestit", "start messages", "allow messages"],
  person: [
    ...[
      "ihminen",
      "haluan puhua ihmiselle",
      "haluan puhua ihmisen kanssa",
      "puhu ihmiselle",
      "kirjastonhoitaja",
    ],
    ...[
      "person",
      "a person",
      "human",
      "speak to a person",
      "talk to a human",
      "talk to a librarian",
      "a person please",
      "talk to a person",
      "speak to a human",
      "librarian",
    ],
  ],
  "my-data": [
    "mydata",
    "tietoni",
    "omat tiedot",
    "omat tietoni",
    "mitä tiedät minusta",
    "my data",
    "what do you know about me",
  ],
  forget: [
    "unohda minut",
    "poista tietoni",
    "poista kaikki tietoni",
    "forget me",
    "delete my data",
    "erase my data",
  ],
  finnish: ["suomeksi", "suomi", "puhu suomea", "finnish", "in finnish"],
  english: ["englanniksi", "englanti", "puhu englantia", "english", "in english"],
  settings: ["asetukset", "muuta asetuksia", "settings", "change settings", "change my settings"],
  connect: [
    ...["kanavat", "kanavani", "yhdistä", "yhdistä kanava", "yhdistä kanavat", "yhdistä toinen kanava"],
    ...["yhdistä kanavia", "irrota kanava", "toinen kanava", "liitä toinen kanava"],
    ...["channels", "my channels", "connect", "connect a channel", "connect another channel"],
    ...["link another channel", "disconnect a channel", "another channel"],
  ],
  calendar: [
    ...["kalenteri", "kalenterini", "oma kalenteri", "kalenterin osoite", "näytä kalenteri"],
    ...["calendar", "my calendar", "calendar address", "show my calendar", "calendar feed"],
  ],
  language: ["kieli", "vaihda kieli", "vaihda kieltä", "language", "change language"],
};

const BY_PHRASE = new Map(
  Object.entries(PHRASES).flatMap(([command, phrases]) =>
    phrases.map((phrase) => [phrase, command as Command]),
  ),
);

const BY_INTENT: Partial<Record<Intent, Command>> = {
  help: "help",
  cancel: "cancel",
  stop: "stop",
  person: "person",
  my_data: "my-data",
  forget: "forget",
  language: "language",
};

/** Finds the command that a whole message is, e.g. "lopeta viestit" or "/help"; undefined for anything longer. */
export function commandOf(text: string): Command | undefined {
  const phrase = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/^\//, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return BY_PHRASE.get(phrase) ?? BY_PHRASE.get(phrase.replace(/ (please|kiitos)$/u, ""));
}

/** Wants no reminders of anything: "älä muistuta minua", "no more reminders". */
const NO_REMINDERS =
  /^\P{L}*((älä|älkää) (enää )?muistut\p{L}*|(en (halua|tarvitse)|ei|lopeta|poista|peru)( (enää|mitään|kaikki))? muistutuks\p{L}*|(don['’]?t|do not) remind|stop reminding|(no|stop|cancel|i don['’]?t want)( (more|any|all|the|my)){0,2} reminders)(\P{L}+(minua|mua|enää|mistään|me|of anything|any ?more|kiitos|please))*\P{L}*$/iu;

/** Finds the command that a message means without saying it shortly, e.g. "I'd rather talk to a real person". */
export function commandMeant({ intent, confidence, text, language }: Understood): Command | undefined {
  if (NO_REMINDERS.test(text)) return "unremind";
  if (confidence < SURE) return undefined;
  return intent === "language" ? languageCommand(text, language) : BY_INTENT[intent];
}

const NAMES: readonly (readonly [Language, RegExp])[] = [
  ["fi", /suom(?:ea|eksi|en|i)(?!\p{L})|finnish|finska/iu],
  ["en", /englan(?:ti|tia|nin|niksi)(?!\p{L})|english|engelska/iu],
];
const COMMANDS: Readonly<Record<Language, Command>> = { fi: "finnish", en: "english" };
/** A clause that says what the patron cannot speak or does not want. */
const NEGATED =
  /(?<![\p{L}])(?:(?:don't|do not|dont|can't|cannot|doesn't|never|not|no|isn't|aren't)(?![\p{L}])|(?:en|emme|ei|ettei|etten|eikä|enkä|älä|älkää)(?![\p{L}]))[^,.;:!?]*?(?=[,.;:!?]|(?: (?:but|mutta|vaan|so|joten|only|please|instead) )|$)/giu;
/** Asks what Kutsu can, and not yet for it: "do you speak Finnish?", "puhutko englantia?". */
const ASKS_ABILITY =
  /(?<![\p{L}])(?:(?:do|can|could|are) (?:you|we|i)(?: also| even)? (?:speak|understand|talk|able|know|write|have)|(?:puhut|osaat|ymmärrät|puhutteko|osaatteko|ymmärrättekö|taidat|onnistuu|voiko|voinko|voitko|saako)\p{L}*)/iu;
const SWITCHES =
  /vaih|muut|siir|jatk|switch|change|continue|instead|please|kiitos|mieluummin|rather|prefer/iu;

/**
 * Tells which language is asked for. What is said not to be spoken asks for the other one. Where the language named is
 * not the one the message is in, a mere "do you speak it?" is answered with the choice.
 */
function languageCommand(text: string, spoken: Understood["language"]): Command {
  const refused = languagesIn((text.match(NEGATED) ?? []).join(" "));
  const named = languagesIn(text.replace(NEGATED, " ")).filter((language) => !refused.includes(language));
  const [wanted, another] = named.length > 0 ? named : LANGUAGES.filter((one) => !refused.includes(one));
  if (wanted === undefined || another !== undefined) return "language";
  const isOther = spoken !== undefined && spoken !== wanted;
  if (isOther && refused.length === 0 && ASKS_ABILITY.test(text) && !SWITCHES.test(text)) return "language";
  return COMMANDS[wanted];
}

function languagesIn(text: string): readonly Language[] {
  return NAMES.flatMap(([language, name]) => (name.test(text) ? [language] : []));
}

/** How sure an intent must be before it is acted on without asking. */
export const SURE = 0.6;
