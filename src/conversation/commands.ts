/**
 * What a patron can always say, whatever dialog is under way. A command is a whole message: where a step asks for
 * open text, anything longer is the answer ("the bus doesn't stop here").
 */
import type { Intent, Understood } from "../understanding/understood.ts";

/** What can be commanded. */
export type Command =
  | "help"
  | "menu"
  | "cancel"
  | "stop"
  | "resume"
  | "person"
  | "my-data"
  | "forget"
  | "finnish"
  | "english"
  | "language"
  | "settings";

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
  finnish: ["suomeksi", "suomi", "puhu suomea", "finnish", "in finnish", "finnish please"],
  english: ["englanniksi", "englanti", "puhu englantia", "english", "in english", "english please"],
  settings: ["asetukset", "muuta asetuksia", "settings", "change settings", "change my settings"],
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
  return BY_PHRASE.get(phrase);
}

/** Finds the command that a message means without saying it shortly, e.g. "I'd rather talk to a real person". */
export function commandMeant({ intent, confidence, text }: Understood): Command | undefined {
  if (confidence < SURE) return undefined;
  return intent === "language" ? languageNamed(text) : BY_INTENT[intent];
}

/** "Can you speak English?" names the language; "in another language, please" does not. */
function languageNamed(text: string): Command {
  const isFinnish = /suom(ea|eksi|en)|finnish/i.test(text);
  const isEnglish = /englan(ti|nin|niksi)|english/i.test(text);
  if (isFinnish === isEnglish) return "language";
  return isFinnish ? "finnish" : "english";
}

/** How sure an intent must be before it is acted on without asking. */
export const SURE = 0.6;
