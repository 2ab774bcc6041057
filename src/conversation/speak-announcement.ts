/** Puts an announcement into words once for all who get the same: to do it anew for each took most of the time of sending. */
import type { ChannelMessage } from "../channels/channel.ts";
import type { Line } from "../dialog/dialog.ts";
import type { Announcement } from "../outreach/announcements/announcement.ts";
import type { Program } from "../programs/program.ts";
import type { Language } from "../understanding/understood.ts";
import type { Speaker } from "./speak.ts";

/** What was said last, and what it holds for. */
interface Spoken {
  readonly message: ChannelMessage;
  readonly speaker: Speaker;
  /** As it was in the catalogue: a change of it makes another. */
  readonly program: Program | undefined;
  /** Days are said from where today is. */
  readonly hour: string;
}

const HOUR_LENGTH = "2026-11-25T10".length;

/** By announcement, then by language and choices; gone with the announcement. */
const known = new WeakMap<Announcement, Map<string, Spoken>>();

/** Speaks the line of an announcement, with an id that is to be replaced. */
export function speakAnnouncement(
  announcement: Announcement,
  lines: readonly Line[],
  {
    speaker,
    language,
    now,
  }: { readonly speaker: Speaker; readonly language: Language; readonly now: string },
): ChannelMessage {
  const { id } = announcement;
  const [line] = lines;
  const program = line?.programs?.[0]?.program;
  const hour = now.slice(0, HOUR_LENGTH);
  const same = known.get(announcement) ?? new Map<string, Spoken>();
  const key = [language, ...(line?.choices ?? []).map(({ value }) => value)].join(" ");
  const before = same.get(key);
  if (before?.speaker === speaker && before.program === program && before.hour === hour)
    return before.message;
  // The same question for everybody: what a channel has to keep of a button, it keeps once.
  const [message] = speaker.speak(lines, language, { id, question: id, now });
  if (message === undefined) throw new Error(`Cannot tell announcement "${id}": it says nothing`);
  known.set(announcement, same.set(key, { message, speaker, program, hour }));
  return message;
}
