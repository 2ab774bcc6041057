/** Makes the card of a program: every fact in the patron's language, in the order people ask for them. */
import type { Card, SpokenChoice } from "../channels/channel.ts";
import type { ShownProgram } from "../dialog/dialog.ts";
import type { LocaleKey } from "../dialog/words.ts";
import type { Program, Reason } from "../programs/program.ts";
import { encodeId } from "../store/keys.ts";
import type { Language } from "../understanding/understood.ts";
import { inLanguage, type Speaker } from "./speak.ts";
import { spanInWords } from "./speak-time.ts";

interface CardScene {
  readonly speaker: Speaker;
  readonly language: Language;
  readonly timeZone: string;
  readonly publicUrl?: string;
  readonly now: string;
  /** Show the description and the links, not only what is needed to choose. */
  readonly whole: boolean;
}

/** Speaks one program. */
export function speakCard({ program, reasons }: ShownProgram, scene: CardScene): Card {
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
  const text = inLanguage(whole ? longer(program) : program.summary, language).text;
  const why = whole ? [] : reasons.map((reason) => reasonInWords(reason, scene));
  return {
    title: title.text,
    ...(title.language === language ? {} : { titleLanguage: title.language }),
    facts: facts.filter(([, fact]) => fact !== "").map(([key, fact]) => ({ label: say(key), text: fact })),
    ...(text === "" ? {} : { text }),
    ...(why.length > 0 ? { why: sentence(why) } : {}),
    notes: notes(program, scene, title.language),
    links: whole ? links(program, scene) : [],
    choices: whole ? [] : [detailsChoice(program, scene)],
  };
}

function detailsChoice(program: Program, { speaker, language }: CardScene): SpokenChoice {
  return {
    label: speaker.phrase("program.details", language),
    value: `open:recommend:${encodeId(program.id)}`,
  };
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

function languagesInWords({ languages }: Program, { language }: CardScene): string {
  const names = new Intl.DisplayNames([language], { type: "language", fallback: "none" });
  return languages
    .map((code) => nameOf(names, code))
    .filter((name) => name !== undefined)
    .join(", ");
}

/** Languages come from feeds: a malformed code is left out. */
function nameOf(names: Intl.DisplayNames, code: string): string | undefined {
  try {
    return names.of(code);
  } catch {
    return undefined;
  }
}

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
export function reasonInWords(
  { kind, value = "" }: Reason,
  { speaker, language }: Pick<CardScene, "speaker" | "language">,
): string {
  return speaker.phrase(`recommend.reason.${kind}`, language, { value });
}

function sentence(parts: readonly string[]): string {
  const text = parts.join(", ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
