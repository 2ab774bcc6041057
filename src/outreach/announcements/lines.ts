/** What an announcement says to a patron: the text of the staff as it is, why it came, and what can be done with it. */
import type { Choice, Line } from "../../dialog/dialog.ts";
import type { Purpose } from "../../dialog/profile.ts";
import type { ProgramShelf } from "../../dialog/services.ts";
import type { LocaleKey, Value } from "../../dialog/words.ts";
import { encodeId } from "../../id-code.ts";
import type { Program } from "../../programs/program.ts";
import { LANGUAGES, type Language } from "../../understanding/understood.ts";
import { DO } from "../follow-ups/lines.ts";
import type { Announcement, AnnouncementContent } from "./announcement.ts";

/** What the values of its buttons begin with; then its id, what to do, and a detail of that: `do:announced:<id>:<what>[:<detail>]`. */
const ANNOUNCED = `${DO}announced:`;

/** What an announcement is sent with the consent for. */
export type AnnouncedPurpose = Extract<Purpose, "announcements" | "campaigns">;

/** Tells which consent an announcement needs: that is what its stop button takes back. */
export function purposeOf({ campaign }: Pick<AnnouncementContent, "campaign">): AnnouncedPurpose {
  return campaign === undefined ? "announcements" : "campaigns";
}

/** Tells which announcement a button belongs to; undefined for other buttons. */
export function announcementOf(value: string): string | undefined {
  return value.startsWith(ANNOUNCED) ? value.slice(ANNOUNCED.length).split(":", 1)[0] : undefined;
}

interface Told {
  readonly language: Language;
  readonly programs: Pick<ProgramShelf, "find">;
}

/** Puts an announcement into a line: in the patron's language, or in the only one there is. */
export function announcementLine(announcement: Announcement, { language, programs }: Told): Line {
  const { id, content } = announcement;
  const { texts, choices } = content;
  const spoken = [language, ...LANGUAGES].find((one) => texts[one] !== undefined);
  if (spoken === undefined)
    throw new Error(`Cannot tell announcement "${id}": it has no text in Finnish or English`);
  const program = programOf(content, programs);
  const more = program && choices.includes("more") ? tapOf(id, "more", encodeId(program.id)) : null;
  return {
    key: `announcement.text.${purposeOf(content)}`,
    values: { text: textOf(texts[spoken], content) },
    language: spoken,
    ...(program && { programs: [{ program, reasons: [], button: more }] }),
    choices: choicesOf(announcement, program, ""),
  };
}

/** Puts the Swedish text into a line; undefined when there is none. */
export function swedishLine(announcement: Announcement, programs: Told["programs"]): Line | undefined {
  const { id, content } = announcement;
  if (content.texts.sv === undefined) return undefined;
  const program = programOf(content, programs);
  const more =
    program && content.choices.includes("more")
      ? [{ value: tapOf(id, "more", encodeId(program.id)), label: says("swedish.choice.more") }]
      : [];
  return {
    key: `announcement.swedish.text.${purposeOf(content)}`,
    values: { text: textOf(content.texts.sv, content) },
    language: "sv",
    choices: [...more, ...choicesOf(announcement, program, "swedish.")],
  };
}

/** As it was written: its paragraphs stay, and nothing in it is taken for anything but text. */
function textOf(text: string | undefined, { image }: AnnouncementContent): Value {
  const said = (text ?? "").replace(/\r\n?/g, "\n").trim();
  return image === undefined
    ? said
    : { phrase: "announcement.withPicture", values: { text: said, url: image } };
}

/** One that is not in the catalogue any more is not shown, nor offered to be read of. */
function programOf({ program }: AnnouncementContent, programs: Told["programs"]): Program | undefined {
  return program === undefined ? undefined : programs.find(program);
}

/** What stands under the text; `tongue` is where the words for it are. */
function choicesOf(
  { id, content }: Announcement,
  program: Program | undefined,
  tongue: "" | "swedish.",
): readonly Choice[] {
  const { choices, texts } = content;
  const isOffered = (name: (typeof choices)[number]) => choices.includes(name);
  const purpose = purposeOf(content);
  return [
    ...(program && isOffered("save")
      ? [{ value: tapOf(id, "save", encodeId(program.id)), label: says(`${tongue}choice.save`) }]
      : []),
    ...(isOffered("dismiss")
      ? [{ value: tapOf(id, "dismiss"), label: says(`${tongue}choice.dismiss`) }]
      : []),
    ...(tongue === "" && texts.sv !== undefined
      ? [{ value: tapOf(id, "swedish"), label: says("choice.swedish") }]
      : []),
    { value: tapOf(id, "stop", purpose), label: says(`${tongue}choice.stop.${purpose}`) },
  ];
}

function tapOf(id: string, ...what: readonly string[]): string {
  return `${ANNOUNCED}${[id, ...what].join(":")}`;
}

function says(name: string): Choice["label"] {
  return { phrase: `announcement.${name}` as LocaleKey };
}
