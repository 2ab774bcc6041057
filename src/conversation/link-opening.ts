/** What a deep link or a button opens. Anyone can make a link: what it names is looked up, and nothing it says is acted on without asking. */
import type { Line, Opening, Reply } from "../dialog/dialog.ts";
import type { ProgramShelf } from "../dialog/services.ts";
import { SMART_CITY_TOPICS } from "../dialog/smart-city-topics.ts";
import { decodeId, encodeId } from "../id-code.ts";
import { readLink } from "../links/payload.ts";
import { languageOf, type Scene, type Stand } from "./scene.ts";

interface LinkOpening {
  /** Absent where a patron is greeted as any other. */
  readonly opening?: Opening;
  /** The words the dialog is opened with. */
  readonly reply?: Reply;
  /** What is said first. */
  readonly lines?: readonly Line[];
}

/** Finds what the payload of a link opens; undefined for one that is no link of ours. */
export function linkOpening(payload: string): LinkOpening | undefined {
  const link = readLink(payload);
  switch (link?.kind) {
    case "program":
      return { opening: { dialog: "recommend", payload: encodeId(link.id) } };
    case "topic":
      return { opening: { dialog: "smart-city", payload: link.id } };
    case "interest":
      return { opening: { dialog: "settings", payload: "interests" }, reply: followReply(link.id) };
    case "partner":
      // A partner's name is not said: it is only what somebody wrote into a link.
      return { lines: [{ key: "links.partner" }] };
    default:
      return undefined;
  }
}

/** Tells whether a link leads to something: anyone can make one up. Interests and partners are whatever it says. */
export function leadsSomewhere(payload: string, programs: Pick<ProgramShelf, "find">): boolean {
  const link = readLink(payload);
  if (link?.kind === "program") return programs.find(link.id) !== undefined;
  if (link?.kind === "topic") return SMART_CITY_TOPICS.some((topic) => topic === link.id);
  return link !== undefined;
}

/** As if the patron had said that the topic interests them: the dialog asks before it remembers. */
function followReply(topic: string): Reply {
  return {
    text: topic,
    chosen: false,
    understood: { text: topic, intent: "interests", confidence: 1, slots: { topic: [topic] } },
  };
}

/** Reads what a button or a deep link opens: `<dialog>` or `<dialog>:<payload>`; undefined for anything else. */
export function openingOf(scene: Scene, payload?: string): Opening | undefined {
  const [, name, rest] = /^([a-z-]+)(?::(.*))?$/s.exec(payload ?? "") ?? [];
  const dialog =
    name === undefined ? undefined : Object.hasOwn(scene.tools.dialogs, name) && scene.tools.dialogs[name];
  return dialog ? { dialog: dialog.name, payload: rest } : undefined;
}

/** Names the program that an old button was about: its label is not kept. */
export function titleIn({ tools }: Scene, stand: Stand, value: string): string | undefined {
  const [, encoded] = /^open:recommend:([\w-]+)$/.exec(value) ?? [];
  const title = encoded && tools.programs.find(decodeId(encoded) ?? "")?.title;
  return title ? tools.speaker.value({ text: title }, languageOf(stand)) : undefined;
}
