/**
 * Turns a Schedule of schema.org into an entry of a calendar, so that one reader works out what repeats.
 */
import type { Component, ContentLine } from "./content-lines.ts";
import { type Node, nameOf, textOf, valuesOf } from "./linked-data.ts";

const DAYS: Readonly<Record<string, string>> = {
  monday: "MO",
  tuesday: "TU",
  wednesday: "WE",
  thursday: "TH",
  friday: "FR",
  saturday: "SA",
  sunday: "SU",
};
const UNITS: Readonly<Record<string, string>> = { D: "DAILY", W: "WEEKLY", M: "MONTHLY", Y: "YEARLY" };
const WORDS: Readonly<Record<string, string>> = {
  daily: "P1D",
  weekly: "P1W",
  monthly: "P1M",
  yearly: "P1Y",
  annually: "P1Y",
};

/** Makes the entry. What the schedule does not say is as in the program. Throws what is missing. */
export function entryOf(schedule: Node, event: Node): Component {
  const text = (name: string) => textOf(schedule, name);
  const date = compact(text("startDate") ?? textOf(event, "startDate") ?? "");
  if (date === "") throw new Error("its schedule has no startDate");
  const startTime = text("startTime");
  const start = startTime === undefined ? date : `${date.slice(0, 8)}T${clockOf(startTime)}`;
  const zone = text("scheduleTimezone");
  const parameters = new Map(zone === undefined ? [] : [["TZID", zone]]);
  const line = (name: string, value: string): ContentLine => ({ name, parameters, value });
  const endTime = text("endTime");
  const lines = [
    line("DTSTART", start),
    line("RRULE", ruleOf(schedule)),
    ...valuesOf(schedule, "exceptDate").flatMap((value) =>
      typeof value === "string" ? line("EXDATE", compact(value)) : [],
    ),
    ...(endTime !== undefined && startTime !== undefined
      ? [line("DTEND", endOf(date, startTime, endTime))]
      : []),
    ...[text("duration") ?? textOf(event, "duration")].flatMap((value) =>
      value === undefined ? [] : line("DURATION", value),
    ),
  ];
  return { name: "VEVENT", lines, parts: [] };
}

/** `2026-11-24T16:00:00` without its marks; an offset is left out, since a schedule goes by its zone's clock. */
function compact(text: string): string {
  return text
    .trim()
    .replace(/(?<=T.*)(?:\.\d+)?[+-]\d{2}:?\d{2}$/, "")
    .replace(/[-:]/g, "");
}

function clockOf(time: string): string {
  const [, hour = "", minute = "", second = "00"] =
    /^T?(\d{1,2}):?(\d{2})(?::?(\d{2}))?/.exec(time.trim()) ?? [];
  if (minute === "") throw new Error(`its schedule has a time that is none ("${time.slice(0, 40)}")`);
  return `${hour.padStart(2, "0")}${minute}${second}`;
}

/** An end before the start is on the next day. */
function endOf(date: string, startTime: string, endTime: string): string {
  const end = clockOf(endTime);
  const day = date.slice(0, 8);
  if (end > clockOf(startTime)) return `${day}T${end}`;
  const next = new Date(
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)) + 1),
  );
  return `${next.toISOString().slice(0, 10).replaceAll("-", "")}T${end}`;
}

function ruleOf(schedule: Node): string {
  const given = textOf(schedule, "repeatFrequency") ?? "P1W";
  const [, every, unit = ""] = /^P(\d+)([DWMY])$/i.exec(WORDS[given.toLowerCase()] ?? given) ?? [];
  const frequency = UNITS[unit.toUpperCase()];
  if (frequency === undefined) {
    throw new Error(`its schedule has a repeatFrequency that Kutsu does not know ("${given.slice(0, 40)}")`);
  }
  const list = (name: string) =>
    valuesOf(schedule, name)
      .map((value) => String(value))
      .join(",");
  const week = textOf(schedule, "byMonthWeek") ?? "";
  const days = valuesOf(schedule, "byDay").map((day) => {
    const name = nameOf(day) ?? "";
    return `${frequency === "MONTHLY" ? week : ""}${DAYS[name.toLowerCase()] ?? name}`;
  });
  const until = compact(textOf(schedule, "endDate") ?? "").slice(0, 8);
  const parts = {
    FREQ: frequency,
    INTERVAL: every,
    COUNT: textOf(schedule, "repeatCount"),
    UNTIL: until,
    BYDAY: days.join(","),
    BYMONTH: list("byMonth"),
    BYMONTHDAY: list("byMonthDay"),
  };
  return Object.entries(parts)
    .flatMap(([name, value]) => (value ? [`${name}=${value}`] : []))
    .join(";");
}
