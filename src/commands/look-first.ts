/** Nobody approves what they have not looked at: what an approver is shown and asked, on the terminal. */
import type { Announcement } from "../outreach/announcements/announcement.ts";
import { localTime } from "../outreach/announcements/read-local-time.ts";
import type { ProgramNow } from "../outreach/announcements/requirements.ts";
import type { StaffMember } from "../staff/account.ts";
import { LANGUAGES } from "../understanding/understood.ts";
import { announcementInWords } from "./announcement-in-words.ts";
import { askLine } from "./ask.ts";

interface Looking extends Pick<ProgramNow, "whereabouts"> {
  readonly timeZone: string;
  /** Shows a text, and asks about it; on the terminal unless told otherwise. Undefined where there is nobody to ask; nothing typed is no yes. */
  readonly ask?: (text: string) => Promise<string | undefined>;
}

/** Shows an announcement and asks whether to approve it. Throws without a yes. */
export async function lookFirst(
  announcement: Announcement,
  { timeZone, whereabouts, ask = askLine }: Looking,
): Promise<void> {
  const { id, content } = announcement;
  const program = whereabouts?.(content);
  const about =
    program === undefined
      ? ""
      : `\n\nThe program is ${[localTime(program.start, timeZone), program.place].filter(Boolean).join(", ")}.`;
  const question = `${announcementInWords(announcement, timeZone)}${about}\n\nApprove this? Write yes: `;
  const answer = await ask(question);
  if (answer === undefined)
    throw new Error(
      `Cannot approve announcement "${id}": say what you looked at (--digest DIGEST, as kutsu announce show ${id} prints it)`,
    );
  if (!/^\s*(yes|y)\s*$/i.test(answer))
    throw new Error(`Cannot approve announcement "${id}": you did not say yes (nothing was changed)`);
}

const NAMES = { fi: "Finnish", en: "English" } as const;

/** Tells of each text that an approver cannot read, by what their account says. */
export function unreadTexts(
  { content }: Announcement,
  { name, languages }: Pick<StaffMember, "name" | "languages">,
): readonly string[] {
  return LANGUAGES.filter(
    (language) => content.texts[language] !== undefined && !languages.includes(language),
  ).map(
    (language) =>
      `a text is in ${NAMES[language]}, which ${name} does not read (ask somebody who does to look at it)`,
  );
}
