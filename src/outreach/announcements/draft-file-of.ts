import { stringify } from "yaml";
import { type AnnouncementContent, usualChoices } from "./announcement.ts";
import { localTime, readLocalTime } from "./read-local-time.ts";

/** Writes a content as the file it could have been drafted from. One that was begun in a chat says what it lacks. */
export function draftFileOf(content: AnnouncementContent, timeZone: string): string {
  const { texts, audience, exclude, program, image, campaign, partner, choices, schedule } = content;
  const { fi, en, sv } = texts;
  const time = (instant: string | undefined) => instant && timeInFile(instant, timeZone);
  const isUsual = String(choices) === String(usualChoices(content));
  const missing = [
    ...(fi === undefined ? ["# Add fi: to the texts, unless the audience has no Finnish in it.\n"] : []),
    ...(en === undefined ? ["# Add en: to the texts, unless the audience has no English in it.\n"] : []),
    ...(audience === "" ? ["# Add who it is for, e.g. audience: interest:makers\n"] : []),
  ];
  const parts = {
    texts: { fi, en, sv },
    audience: audience || undefined,
    exclude: whole({
      "told-program": exclude.toldProgram || undefined,
      attended: exclude.attended || undefined,
      "told-within-days": exclude.announcedWithinDays,
    }),
    ...{ program, image, campaign, partner },
    choices: isUsual ? undefined : choices,
    schedule: whole({
      at: time(schedule.at),
      "spread-hours": schedule.spreadHours,
      until: time(schedule.until),
    }),
  };
  return missing.join("") + stringify(parts, { blockQuote: "literal", lineWidth: 0 });
}

/** Of the library's clock where that tells all of it: an hour comes twice a year, and seconds are rare. */
function timeInFile(instant: string, timeZone: string): string {
  const local = localTime(instant, timeZone);
  const read = readLocalTime(local, timeZone);
  return "at" in read && Date.parse(read.at) === Date.parse(instant) ? local : instant;
}

/** The group, where anything is in it. */
function whole<Group extends object>(group: Group): Group | undefined {
  return Object.values(group).every((value) => value === undefined) ? undefined : group;
}
