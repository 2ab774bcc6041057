/** Says when a program is and how long it lasts, in a sentence of its own. */
import type { Line } from "../src/dialog/dialog.ts";
import type { Services } from "../src/dialog/services.ts";
import type { Program } from "../src/programs/program.ts";
import { localClock, localDate } from "../src/understanding/local-time.ts";

/** Tells the day of a program and its hours, as far as they are known. */
export function timeLine({ start, end, allDay }: Program, { timeZone, language }: Services): Line {
  const day = (instant: string) => ({ day: localDate(instant, timeZone), form: "on" }) as const;
  // The end is exclusive: whole days end the moment before midnight.
  const lastMoment = end === undefined ? start : new Date(Date.parse(end) - 1).toISOString();
  const [first, last] = [day(start), day(lastMoment)];
  if (allDay)
    return first.day === last.day
      ? { key: "recommend.told.day", values: { day: first } }
      : { key: "recommend.told.days", values: { day: first, last } };
  const clock = (instant: string) => inWords(localClock(instant, timeZone), language);
  const values = { day: first, from: clock(start) };
  if (end === undefined || Date.parse(end) <= Date.parse(start))
    return { key: "recommend.told.begins", values };
  return first.day === last.day
    ? { key: "recommend.told.hours", values: { ...values, until: clock(end) } }
    : { key: "recommend.told.span", values: { ...values, last, until: clock(end) } };
}

function inWords(clock: string, language: Services["language"]): string {
  const short = clock.replace(/^0/, "");
  return language === "fi" ? short.replace(":", ".") : short;
}
