/** Answers what patrons ask of a program they see: what it costs, whether to sign up, who gets in. Nothing is made up. */
import type { Choice, Line, Reply } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { Program } from "../src/programs/program.ts";
import { isQuestion } from "./asking.ts";
import { reminderIn } from "./recommend-remind.ts";

type Asked = "status" | "registration" | "language" | "online" | "access" | "price";

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
    /maksa(a|vat|ako)|maksullis|ilmai|maksuto|hinta|hinnat|pääsymaksu|free(?!\p{L})|cost|price|how much|fee(?!\p{L})/iu,
  ],
];
/** Asks for programs, not about the one shown. */
const OF_OTHERS =
  /(?<!\p{L})(mitään|jotain|jotakin|muita|muuta|tapahtum\p{L}+|tänään|huomenna|anything|something|others?|events?|programs?|today|tomorrow|tonight)(?!\p{L})/iu;
/** "Maksaako se jotain?" asks of the one shown. */
const COSTS_ANYTHING = /(maksa\p{L}*(?: \p{L}+)?) (?:jotain|jotakin|mitään)/giu;
const ABOUT_IT =
  /(?<!\p{L})(se|ne|sinne|siinä|siellä|tämä|tää|tuo|toi|nämä|nää|it|this|that|there|these|they)(?!\p{L})/iu;
/** "Who gets in?" is answered by whatever the program tells, which the card has shown. */
const ALSO_ABOUT_IT = /pääs(ee|een|enkö|eekö)(kö)?(?!\p{L})/iu;
const LIKE_THIS =
  /tällai|tämmöi|samanlai|vastaav|tämän tyyppi|tän tyyppi|(ones?|things?|events?|programs?|more) like (this|that|these|it)|similar/iu;
const TELL_ME =
  /(?<!\p{L})(kerro\p{L}*|ilmoi\p{L}+|muistuta\p{L}*|vinkkaa\p{L}*|seuraa\p{L}*|tell|let me know|notify|remind|follow|inform)(?!\p{L})/iu;
/** A quoted sentence is no longer than this. */
const LONGEST_QUOTE = 300;

/** Finds what is asked of the program shown; undefined when it is something else. */
export function askedOf({ chosen, text }: Reply): Asked | "other" | undefined {
  if (
    chosen ||
    OF_OTHERS.test(text.replace(COSTS_ANYTHING, "$1")) ||
    !(isQuestion(text) || ABOUT_IT.test(text))
  )
    return undefined;
  return (
    ASKED.find(([, pattern]) => pattern.test(text))?.[0] ?? (ALSO_ABOUT_IT.test(text) ? "other" : undefined)
  );
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

export const ASK_PERSON: Choice = { value: "open:person", label: { phrase: "home.choice.person" } };

const TELLING = {
  registration: /ilmoittau|ilmoittaud|varaa paik|lippu|regist|sign up|book (a|your) |ticket|anmäl/iu,
  access: /esteet|pyörätuol|hissi|wheelchair|accessib|step-?free|tillgäng/iu,
} as const;

function hasText(text: Program["price"]): boolean {
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
