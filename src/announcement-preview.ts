/** What each channel will show of an announcement, in words for a terminal: rendered as it will be for patrons, so that it is true. */
import type { ChannelMessage } from "./channels/channel.ts";
import { lengthOnSlack, previewOnSlack } from "./channels/slack/preview.ts";
import { lengthOnTeams, previewOnTeams } from "./channels/teams/preview.ts";
import { lengthOnTelegram, previewOnTelegram } from "./channels/telegram/preview.ts";
import { previewOnWeb } from "./channels/web/preview.ts";
import { composeAnnouncement } from "./conversation/announced.ts";
import type { TurnTools } from "./conversation/turn.ts";
import type { Announcement } from "./outreach/announcements/announcement.ts";
import { swedishLine } from "./outreach/announcements/lines.ts";
import { newPatron } from "./patrons/patron.ts";

/** What is looked at with: the words and programs that patrons get, at a moment (ISO 8601). */
interface Looking {
  readonly tools: TurnTools;
  readonly now: string;
}

interface Preview {
  preview(message: ChannelMessage): readonly string[];
  lengthOf?(message: ChannelMessage): { readonly length: number; readonly limit: number };
}

const PREVIEWS: ReadonlyMap<string, Preview> = new Map([
  ["telegram", { preview: previewOnTelegram, lengthOf: lengthOnTelegram }],
  ["teams", { preview: previewOnTeams, lengthOf: lengthOnTeams }],
  ["slack", { preview: previewOnSlack, lengthOf: lengthOnSlack }],
  ["web", { preview: previewOnWeb }],
]);

/** The channels whose patrons' view can be shown. */
export const PREVIEWED: readonly string[] = [...PREVIEWS.keys()];

/** A language that an announcement can be read in. */
export type PreviewLanguage = keyof Announcement["content"]["texts"];

/**
 * Shows an announcement as a patron of the channel and language will see it, in Swedish as they see it once they ask for it; what will
 * be several messages is told apart. Throws where there is no such channel or no text in Swedish.
 */
export function previewAnnouncement(
  announcement: Announcement,
  {
    channel,
    language,
    ...looking
  }: { readonly channel: string; readonly language: PreviewLanguage } & Looking,
): string {
  const found = PREVIEWS.get(channel);
  if (found === undefined)
    throw new Error(
      `Cannot show announcements on channel "${channel}": it is none of ${PREVIEWED.join(", ")}`,
    );
  const texts = found.preview(messageOf(announcement, language, looking));
  return texts.join("\n\n--- another message ---\n\n");
}

/** A place where an announcement does not fit in one message. */
export interface LengthProblem {
  readonly channel: string;
  readonly language: PreviewLanguage;
  /** As the platform counts, with everything that Kutsu adds. */
  readonly length: number;
  readonly limit: number;
  /** So many messages it would be. */
  readonly messages: number;
}

/** Finds where an announcement is too long for one message, in each language it has. It would arrive whole, but as several messages. */
export function lengthProblems(announcement: Announcement, looking: Looking): readonly LengthProblem[] {
  const { texts } = announcement.content;
  const languages = (["fi", "en", "sv"] as const).filter((language) => texts[language] !== undefined);
  return languages.flatMap((language) => {
    const message = messageOf(announcement, language, looking);
    return [...PREVIEWS].flatMap(([channel, { preview, lengthOf }]): LengthProblem[] => {
      const messages = preview(message).length;
      const size = lengthOf?.(message);
      if (size === undefined || (messages === 1 && size.length <= size.limit)) return [];
      return [{ channel, language, ...size, messages }];
    });
  });
}

function messageOf(
  announcement: Announcement,
  language: PreviewLanguage,
  { tools, now }: Looking,
): ChannelMessage {
  if (language !== "sv") {
    const about = { id: "0-0", address: "preview:0", announcement, now, revision: 0, tools } as const;
    return composeAnnouncement({ ...newPatron, met: true, language }, about).message;
  }
  const line = swedishLine(announcement, tools.programs);
  const [message] =
    line === undefined ? [] : tools.speaker.speak([line], "fi", { id: "0-0", question: "t1", now });
  if (message === undefined)
    throw new Error(`Cannot show announcement "${announcement.id}" in Swedish: it has no Swedish text`);
  return message;
}
