/** Drafting an announcement where one writes: a member of the staff sends `announce` and the text, on Slack `/kutsu announce`. */
import { createHash } from "node:crypto";
import type { ChannelEvent } from "../channels/channel.ts";
import { CODE_LETTERS } from "../dialog/join-code.ts";
import { draftAnnouncement } from "../outreach/announcements/announce.ts";
import { usualChoices } from "../outreach/announcements/announcement.ts";
import { findStaffByAddress } from "../staff/staff-store.ts";
import type { KutsuRedis } from "../store/redis.ts";
import type { Understanding } from "../understanding/understanding.ts";
import type { Commit } from "./commit.ts";
import { finishTurn } from "./finish-turn.ts";
import { languageOf, type Scene, type Stand, say } from "./scene.ts";

const DRAFT = /^\/?(?:announce|tiedote)(?:$|[\s:]+)/iu;
const ID_LENGTH = 10;

/** The draft that was made of a message, and in which language it is; no id where there was no text to draft. */
export interface Drafted {
  readonly id?: string;
  readonly language: string;
}

/**
 * Drafts what a message says, when it is a private one of somebody who may announce; undefined for everybody else's, who may well begin a
 * message with that word. The same event drafts once.
 */
export async function draftInChat(
  event: ChannelEvent,
  {
    redis,
    understanding,
    now,
  }: {
    readonly redis: KutsuRedis;
    readonly understanding: Understanding;
    readonly now: string;
  },
): Promise<Drafted | undefined> {
  if (event.kind !== "said" || event.scope !== "private") return undefined;
  const word = DRAFT.exec(event.text.trim())?.[0];
  if (word === undefined) return undefined;
  const by = await findStaffByAddress(redis, event.from);
  if (by === undefined || !by.roles.includes("staff")) return undefined;
  const text = event.text.trim().slice(word.length).trim();
  const { language: heard } = understanding.understand(text, { now });
  const language = heard === "en" || heard === "sv" ? heard : "fi";
  if (text === "") return { language };
  const content = {
    ...{ texts: { [language]: text }, choices: usualChoices({}), audience: "", schedule: {} },
    exclude: { toldProgram: false, attended: false },
  };
  const { id } = await draftAnnouncement(redis, content, { by, now, id: idOf(event) });
  return { id, language };
}

/** Says what became of the draft that a message was. Nothing that was under way is touched. */
export function tellDrafted(
  scene: Scene,
  stand: Stand,
  { id, language, said }: Drafted & { readonly said: string },
): Commit {
  const line =
    id === undefined
      ? ({ key: "announcement.draft.how" } as const)
      : ({ key: "announcement.draft.kept", values: { id, language: { languageName: language } } } as const);
  return finishTurn(scene, say(stand, line), {
    kind: "said",
    text: scene.tools.redact(said, languageOf(stand)),
  });
}

/** The same for the same event, on whichever channel. */
function idOf({ from, id }: ChannelEvent): string {
  const digest = createHash("sha256").update(`${from} ${id}`).digest();
  return [...digest.subarray(0, ID_LENGTH)]
    .map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length])
    .join("")
    .toLowerCase();
}
