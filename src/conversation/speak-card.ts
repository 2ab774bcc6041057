/** Makes the card of a program: every fact in the patron's language, in the order people ask for them. */
import type { Card, SpokenChoice } from "../channels/channel.ts";
import type { ShownProgram } from "../dialog/dialog.ts";
import type { LocaleKey, Value, Values } from "../dialog/words.ts";
import { encodeId } from "../id-code.ts";
import type { Program, Reason } from "../programs/program.ts";
import { AUDIENCES, type Language } from "../understanding/understood.ts";
import { inLanguage } from "./in-language.ts";
import { spanInWords } from "./speak-time.ts";

/** As much of the speaker as a card needs. */
interface Phrases {
  phrase(key: LocaleKey, language: Language, values?: Values): string;
  value(value: Value, language: Language): string;
}

interface CardScene {
  readonly speaker: Phrases;
  readonly language: Language;
  readonly timeZone: string;
  readonly publicUrl?: string;
  readonly now: string;
  /** Show the description and the links, not only what is needed to choose. */
  readonly whole: boolean;
}

/** Speaks one program. */
export function speakCard({ program, reasons, button }: ShownProgram, scene: CardScene): Card {
  const { language, speaker, whole } = scene;
  const title = inLanguage(program.title, language);
  const say = (key: LocaleKey) => speaker.phrase(key, language);
  const facts: [LocaleKey, string][] = [
    ["program.when", spanInWords(program, scene)],
    ["program.where", placeInWords(program, scene)],
    ["program.forWhom", forWhom(program, scene)],
    ["program.price", priceInWords(program, scene)],
    ["program.language", languagesInWords(program, scene)],
  ];
  const about = inLanguage(whole ? longer(program) : program.summary, language);
  const why = whole ? undefined : whyInWords(reasons, scene);
  return {
    title: title.text,
    ...(title.language === language ? {} : { titleLanguage: title.language }),
    facts: facts.filter(([, fact]) => fact !== "").map(([key, fact]) => ({ label: say(key), text: fact })),
    ...(about.text === "" ? {} : { text: about.text }),
    ...(about.language === language ? {} : { textLanguage: about.language }),
    ...(why === undefined ? {} : { why }),
    notes: notes(program, scene, title.language),
    links: whole ? links(program, scene) : [],
    choices: whole || button === null ? [] : [detailsChoice(program, scene, button)],
  };
}

function detailsChoice(
  program: Program,
  { speaker, language }: CardScene,
  value = `open:recommend:${encodeId(program.id)}`,
): SpokenChoice {
  return { label: speaker.phrase("program.details", language), value };
}

function longer(program: Program): Program["description"] {
  return { ...program.summary, ...program.description };
}

function placeInWords({ place, online }: Program, { language, speaker, whole }: CardScene): string {
  const name = place === undefined ? "" : inLanguage(place.name, language).text;
  const address = place === undefined || !whole ? "" : inLanguage(place.address, language).text;
  const where = online ? speaker.phrase("program.online", language) : name;
  return online || address === "" ? where : `${where}, ${address}`;
}

function forWhom({ audiences, ages }: Program, { language, speaker }: CardScene): string {
  const who = audiences.map((audience) => speaker.phrase(`program.audience.${audience}`, language));
  const { min, max } = ages ?? {};
  const years =
    min !== undefined && max !== undefined
      ? speaker.phrase("program.ages.between", language, { min, max })
      : min !== undefined
        ? speaker.phrase("program.ages.from", language, { min })
        : max !== undefined
          ? speaker.phrase("program.ages.to", language, { max })
          : "";
  return [who.join(", "), years].filter((part) => part !== "").join(", ");
}

function priceInWords({ free, price }: Program, { language, speaker }: CardScene): string {
  if (free === true) return speaker.phrase("program.free", language);
  return inLanguage(price, language).text;
}

function languagesInWords({ languages }: Program, scene: CardScene): string {
  return languages
    .map((code) => languageName(code, scene))
    .filter((name) => name !== "")
    .join(", ");
}

/** Finnish, Finland-Swedish and any sign language, which Node has no names for. */
const SIGNED: readonly string[] = ["fse", "fss", "sgn"];

/** Names a language in another, e.g. "englanti"; nothing for a code that names none, as may come from feeds. */
export function languageName(code: string, { speaker, language }: Speaking): string {
  if (SIGNED.includes(code)) return speaker.phrase("program.signLanguage", language);
  try {
    return NAMES[language].of(code) ?? "";
  } catch {
    return "";
  }
}

const NAMES: Readonly<Record<Language, Intl.DisplayNames>> = {
  fi: new Intl.DisplayNames(["fi"], { type: "language", fallback: "none" }),
  en: new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }),
};

/** What to know first: cancelled, in another language than the patron's, a sample. */
function notes(program: Program, { language, speaker }: CardScene, titleLanguage: string): string[] {
  const found: LocaleKey[] = [];
  if (program.status === "cancelled") found.push("program.note.cancelled");
  if (program.status === "postponed") found.push("program.note.postponed");
  const held = program.languages.length === 0 ? [titleLanguage] : program.languages;
  if (language === "en" && held.length === 1 && held[0] === "fi") found.push("program.note.finnishOnly");
  if (language === "fi" && held.length === 1 && held[0] === "en") found.push("program.note.englishOnly");
  if (program.sample) found.push("program.note.sample");
  return found.map((key) => speaker.phrase(key, language));
}

function links(program: Program, { language, speaker, publicUrl }: CardScene): Card["links"] {
  const page = inLanguage(program.url, language).text;
  const calendar = publicUrl && `${publicUrl}/programs/${encodeId(program.id)}.ics?language=${language}`;
  return [
    ...(page === "" ? [] : [{ label: speaker.phrase("program.page", language), url: page }]),
    ...(calendar ? [{ label: speaker.phrase("program.calendar", language), url: calendar }] : []),
  ];
}

/** Says one reason, e.g. "aiheena jazz". */
export function reasonInWords({ kind, value = "" }: Reason, { speaker, language }: Speaking): string {
  const audience = AUDIENCES.find((known) => known === value);
  if (kind === "audience")
    return audience === undefined ? value : speaker.phrase(`recommend.suits.${audience}`, language);
  if (kind === "language")
    return speaker.phrase("recommend.reason.language", language, {
      value: languageName(value, { speaker, language }),
    });
  if (kind === "when")
    return speaker.phrase("recommend.reason.when", language, { value: { day: value, form: "on" } });
  return speaker.phrase(`recommend.reason.${kind}`, language, { value });
}

type Speaking = Pick<CardScene, "speaker" | "language">;

/** The strongest reasons in the order to say them. Time and place stand on the card: they are no news unless nothing else is. */
const TELLING: readonly Reason["kind"][] = [
  "topic",
  "interest",
  "age",
  "audience",
  "language",
  "free",
  "online",
  "soon",
  "when",
  "place",
];
const NO_NEWS = new Set<Reason["kind"]>(["when", "place"]);
const REASONS_SAID = 3;

function whyInWords(reasons: readonly Reason[], scene: CardScene): string | undefined {
  const ordered = reasons.toSorted((one, other) => TELLING.indexOf(one.kind) - TELLING.indexOf(other.kind));
  const news = ordered.filter(({ kind }) => !NO_NEWS.has(kind));
  const said = (news.length > 0 ? news : ordered).slice(0, REASONS_SAID);
  if (said.length === 0) return undefined;
  const list = withoutRepeats(said.map((reason) => reasonInWords(reason, scene)));
  // Finnish reasons are short enough to stand side by side; English ones are clauses.
  return sentence(scene.language === "fi" ? list.join(", ") : scene.speaker.value({ list }, scene.language));
}

/** "Sopii lapsille, sopii perheille" is said in one: the verb once, what it is said of joined. */
function withoutRepeats(reasons: readonly string[]): readonly string[] {
  const said: string[] = [];
  for (const reason of reasons) {
    const start = /^(?:sopii|aiheena|aiheistasi) /.exec(reason)?.[0];
    if (start !== undefined && said.at(-1)?.startsWith(start))
      said.push(`${said.pop()} ja ${reason.slice(start.length)}`);
    else said.push(reason);
  }
  return said;
}

function sentence(text: string): string {
  // A Finnish date ends with the stop that ends the sentence.
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}
