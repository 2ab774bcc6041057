/**
 * What a patron can always say, whatever dialog is under way. A command is a whole message: where a step asks for
 * open text, anything longer is the answer ("the bus doesn't stop here").
 */
import type { Intent, Understood } from "../understanding/understood.ts";

/** What can be commanded. */
export type Command = "help" | "cancel" | "stop" | "resume" | "person" | "my-data" | "forget" | "finnish" | "english" | "language";

/** The shortest ways to say each, both languages. Longer ways are understood by intent. */
const PHRASES: Readonly<Record<Command, readonly string[]>> = {
  help: ["apua", "ohje", "ohjeet", "neuvo", "mitä osaat", "mitä sä osaat", "help", "menu", "valikko", "what can you do"],
  cancel: [
    ...["peru", "peruuta", "keskeytä", "lopetetaan", "ei mitään", "antaa olla", "unohda koko juttu"],
    ...["cancel", "nevermind", "never mind", "forget it", "quit", "exit"],
  ],
  stop: [
    ...["stop", "seis", "lopeta", "lopeta viestit", "lopeta viestien lähettäminen", "ei enää viestejä"],
    ...["älä lähetä enää", "älä lähetä enää viestejä", "en halua viestejä", "peru tilaus", "poistu"],
    ...["unsubscribe", "stop messages", "stop sending messages", "no more messages", "opt out"],
  ],
  resume: ["aloita viestit", "salli viestit", "start messages", "allow messages"],
  person: [
    ...["ihminen", "haluan puhua ihmiselle", "haluan puhua ihmisen kanssa", "kirjastonhoitaja"],
    ...["person", "human", "a person please", "talk to a person", "speak to a human", "librarian"],
  ],
  "my-data": ["tietoni", "omat tiedot", "omat tietoni", "mitä tiedät minusta", "my data", "what do you know about me"],
  forget: ["unohda minut", "poista tietoni", "poista kaikki tietoni", "forget me", "delete my data", "erase my data"],
  finnish: ["suomeksi", "suomi", "puhu suomea", "finnish", "in finnish", "finnish please"],
  english: ["englanniksi", "englanti", "puhu englantia", "english", "in english", "english please"],
  language: ["kieli", "vaihda kieli", "vaihda kieltä", "language", "change language"],
};

const BY_PHRASE = new Map(
  Object.entries(PHRASES).flatMap(([command, phrases]) => phrases.map((phrase) => [phrase, command as Command])),
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
export function commandMeant(understood: Understood): Command | undefined {
  return understood.confidence >= SURE ? BY_INTENT[understood.intent] : undefined;
}

/** How sure an intent must be before it is acted on without asking. */
export const SURE = 0.6;
