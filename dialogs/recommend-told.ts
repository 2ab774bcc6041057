/** Answers what patrons ask of a program they see: what it costs, whether to sign up, who gets in. Nothing is made up. */
import type { Choice, Line, Reply } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { Localized, Place, Program } from "../src/programs/program.ts";
import type { Slots } from "../src/understanding/understood.ts";
import { isQuestion } from "./asking.ts";
import { reminderIn } from "./recommend-remind.ts";
import { timeLine } from "./recommend-when.ts";

type Asked = "status" | "registration" | "language" | "online" | "access" | "price" | BriefAsked;
/** What may be asked with a word or two: "where?" */
type BriefAsked = "when" | "duration" | "where";

/** The first that fits wins. */
const ASKED: readonly (readonly [Asked, RegExp])[] = [
  [
    "status",
    /peru(ttu|uttu|ttiin|untu|taan)|siirre|cancel|postponed|called off|still (on|happening)|vielä tulossa/iu,
  ],
  [
    "registration",
    /ilmo?i?ttau|(pitää|täytyy|tarvit|tarvii|voi)\p{L}* (\p{L}+ ){0,3}(varata|lippu|lipun|paikka|paikan)|regist|sign(ing)? up|(need|have|must i|should i) (\p{L}+ ){0,2}(book|reserve|ticket)|tickets?(?!\p{L})|just (turn|show) up/iu,
  ],
  [
    "access",
    /esteet|pyörätuol|rattai|rattaat|rollaattor|hissi|wheelchair|accessib|pushchair|pram(?!\p{L})|step-?free/iu,
  ],
  [
    "language",
    /(millä|mitä|minkä) kiel|kielellä|(?<!\p{L})(suomeksi|englanniksi|ruotsiksi|suomenkiel|englanninkiel)|(what|which) language|(?<!\p{L})in (finnish|english|swedish)/iu,
  ],
  ["online", /verkossa|netissä|etänä|etäyhtey|striim|online|remote|stream|zoom|from home/iu],
  [
    "price",
    /maksa(a|vat|ako)|maksullis|ilmai|ilma(s|ne)|maksuto|hinta|hinnat|pääsymaksu|free(?!\p{L})|cost|price|how much|fee(?!\p{L})/iu,
  ],
];
/** These words ask of many things: they are about the program only when it is pointed at, or when hardly more is said. */
const ASKED_BRIEFLY: readonly (readonly [BriefAsked, RegExp])[] = [
  [
    "duration",
    /(?<!\p{L})(kauanko|kuinka (kauan|pitkä\p{L}*)|montako tuntia|mihin asti|(milloin|koska|moneltako) (se |tämä |tää )?(loppuu|päättyy)|how long|until when|(when|what time) does \p{L}+ (end|finish)|when is it over)(?!\p{L})/iu,
  ],
  [
    "when",
    /(?<!\p{L})(mihin aikaan|milloin|koska|moneltako|minä päivänä|when|(what|which) (time|day|date))(?!\p{L})/iu,
  ],
  [
    "where",
    /(?<!\p{L})(missä|mihin|minne|mikä (on )?(sen )?osoite|miten (sinne|siihen|tuonne) pääsee|where|what('s| is) the address|how (do|can) (i|we) get (there|to it))(?!\p{L})/iu,
  ],
];
/** Another thing that has a time and a place of its own. */
const OF_THE_LIBRARY =
  /(?<!\p{L})(auki|avataan|kiinni|sulje\p{L}*|open\p{L}*|close\p{L}*|kirjasto\p{L}*|librar\p{L}+)(?!\p{L})/iu;
const BRIEF_WORDS = 3;
/** Asks for programs, not about the one shown. */
const OF_OTHERS =
  /(?<!\p{L})(mitään|jotain|jotakin|muita|muuta|tapahtum\p{L}+|tänään|huomenna|anything|something|others?|events?|programs?|today|tomorrow|tonight)(?!\p{L})/iu;
/** "Maksaako se jotain?" asks of the one shown. */
const COSTS_ANYTHING = /(maksa\p{L}*(?: \p{L}+)?) (?:jotain|jotakin|mitään)/giu;
const ABOUT_IT =
  /(?<!\p{L})(se|sen|ne|niiden|sinne|siinä|siihen|siellä|tämä|tämän|tähän|tää|tuo|tuon|toi|nämä|nää|it|this|that|there|these|they)(?!\p{L})/iu;
/** "Is there a book club?" points at nothing. */
const EXISTS =
  /(?<!\p{L})(is|are|was|were|isn't|aren't|will) there(?!\p{L})|(?<!\p{L})there(?:'s| is| are)(?!\p{L})/giu;
/** "Any in Swedish?", "entä ruotsiksi?", "onko ilmaisia?": others than what is shown, by a limit. */
const OTHERS_BY_LIMIT =
  /^\P{L}*(?:(?:no|and|ja|but|mutta) )?(any|onko|onks|entä|entäs|ents|löytyy\p{L}*|olisiko|oisko|is there|are there|what about|how about|do you have)(?!\p{L})/iu;
const FREE_ONES = /(?<!\p{L})(ilmaisi?a|ilmasi?a|ilmasii|maksuttomia|free ones?)(?!\p{L})/iu;
/** "Who gets in?" is answered by whatever the program tells, which the card has shown. */
const ALSO_ABOUT_IT = /pääs(ee|een|enkö|eekö)(kö)?(?!\p{L})/iu;
const LIKE_THIS =
  /tällai|tämmöi|samanlai|vastaav|tämän tyyppi|tän tyyppi|(ones?|things?|events?|programs?|more) like (this|that|these|it)|similar/iu;
const TELL_ME =
  /(?<!\p{L})(kerro\p{L}*|ilmoi\p{L}+|muistuta\p{L}*|vinkkaa\p{L}*|seuraa\p{L}*|tell|let me know|notify|remind|follow|inform)(?!\p{L})/iu;
/** A quoted sentence is no longer than this. */
const LONGEST_QUOTE = 300;

/** Finds what is asked of the program shown; undefined when it is something else. */
export function askedOf({ chosen, text, understood: { slots } }: Reply): Asked | "other" | undefined {
  const pointsAtIt = ABOUT_IT.test(text.replace(EXISTS, " "));
  if (chosen || OF_OTHERS.test(text.replace(COSTS_ANYTHING, "$1")) || !(isQuestion(text) || pointsAtIt))
    return undefined;
  if (!pointsAtIt && asksForOthers(text, slots)) return undefined;
  const asked = ASKED.find(([, pattern]) => pattern.test(text))?.[0];
  return asked ?? askedBriefly(text, slots, pointsAtIt) ?? (ALSO_ABOUT_IT.test(text) ? "other" : undefined);
}

/** "Onko suomeksi?", "any in Swedish?": the same search with another language, and no wish to change the one that is spoken. */
export function limitsLanguage({ chosen, text, understood: { slots } }: Reply): boolean {
  const pointsAtIt = ABOUT_IT.test(text.replace(EXISTS, " "));
  return !chosen && slots.eventLanguage !== undefined && !pointsAtIt && OTHERS_BY_LIMIT.test(text);
}

/** A topic that is no word for what is asked, a language or a price that programs are to have: a search. */
function asksForOthers(text: string, { topic = [], eventLanguage, free }: Slots): boolean {
  const isAbout = (one: string) => ASKED.some(([, pattern]) => pattern.test(one));
  if (topic.some((one) => !isAbout(one))) return true;
  if (free && FREE_ONES.test(text)) return true;
  return (eventLanguage !== undefined || free === true) && OTHERS_BY_LIMIT.test(text);
}

function askedBriefly(text: string, slots: Slots, pointsAtIt: boolean): BriefAsked | undefined {
  const isBrief = pointsAtIt || (text.split(/\s+/).length <= BRIEF_WORDS && slots.topic === undefined);
  if (!isBrief || slots.place !== undefined || OF_THE_LIBRARY.test(text)) return undefined;
  return ASKED_BRIEFLY.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Tells whether a reminder is asked for, or none any more; undefined when it is something else. */
export function reminderAsked({ chosen, text }: Reply): "on" | "off" | undefined {
  if (chosen) return text === "remind" ? "on" : text === "unremind" ? "off" : undefined;
  return LIKE_THIS.test(text) ? undefined : reminderIn(text);
}

/** "Tell me about ones like this" is asked for. */
export function asksToFollow({ chosen, text }: Reply): boolean {
  return !chosen && LIKE_THIS.test(text) && TELL_ME.test(text);
}

/** Answers from what the program tells; `choices` are those of the question it was asked at. */
export function toldLine(
  asked: Asked | "other",
  program: Program,
  { services, choices = [] }: { services: Services; choices?: readonly Choice[] },
): Line {
  const unknown = (key: Line["key"]): Line => ({ key, choices: [ASK_PERSON, ...choices] });
  switch (asked) {
    case "status":
      return { key: `recommend.told.${program.status}`, choices };
    case "price":
      if (program.free === true) return { key: "recommend.told.free", choices };
      return hasText(program.price)
        ? { key: "recommend.told.price", values: { price: { text: program.price } }, choices }
        : unknown("recommend.told.noPrice");
    case "language":
      return program.languages.length === 0
        ? unknown("recommend.told.noLanguage")
        : {
            key: "recommend.told.language",
            values: { languages: { list: program.languages.map((languageName) => ({ languageName })) } },
            choices,
          };
    case "when":
    case "duration":
      return { ...timeLine(program, services), choices };
    case "where":
      if (program.place === undefined)
        return program.online ? { key: "recommend.told.online", choices } : unknown("recommend.told.noPlace");
      return { ...placeLine(program.place), choices };
    case "online":
      return { key: program.online ? "recommend.told.online" : "recommend.told.onSite", choices };
    case "registration":
    case "access": {
      const quote = sentenceAbout(program, TELLING[asked], services);
      return quote === undefined
        ? unknown(`recommend.told.${asked}`)
        : { key: "recommend.told.quote", values: { quote }, choices };
    }
    case "other":
      return unknown("recommend.aboutThis");
  }
}

function placeLine({ name, address }: Place): Line {
  const values = { name: { text: name }, address: { text: address } };
  return { key: hasText(address) ? "recommend.told.address" : "recommend.told.place", values };
}

/** Tells which of several programs cost nothing, where that is asked of them all; undefined when none says. */
export function freeLine(programs: readonly Program[], choices: readonly Choice[]): Line | undefined {
  const free = programs.filter((program) => program.free === true);
  const titles = { list: free.map(({ title }) => ({ text: title })) };
  if (free.length === 0) return undefined;
  return free.length === programs.length
    ? { key: "recommend.told.allFree", values: { count: free.length }, choices }
    : { key: "recommend.told.someFree", values: { count: free.length, titles }, choices };
}

export const ASK_PERSON: Choice = { value: "open:person", label: { phrase: "home.choice.person" } };

const TELLING = {
  registration: /ilmoittau|ilmoittaud|varaa paik|lippu|regist|sign up|book (a|your) |ticket|anmäl/iu,
  access: /esteet|pyörätuol|hissi|wheelchair|accessib|step-?free|tillgäng/iu,
} as const;

function hasText(text: Localized): boolean {
  return Object.values(text).some((one) => one !== "");
}

/** Finds the sentence of a program's own texts that tells of something, in the patron's language if it can be. */
function sentenceAbout(program: Program, about: RegExp, { language }: Services): string | undefined {
  const texts = [language, "fi", "en", "sv"] as const;
  return texts
    .flatMap((one) => [program.description[one] ?? "", program.summary[one] ?? ""])
    .flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/u))
    .find((sentence) => about.test(sentence))
    ?.trim()
    .slice(0, LONGEST_QUOTE);
}
