/** Says announcements and their reports in words, for whoever runs a command. */
import type { Announcement } from "../outreach/announcements/announcement.ts";
import { digestOf, missingApprovals } from "../outreach/announcements/approval.ts";
import { localTime } from "../outreach/announcements/read-local-time.ts";
import type { Report } from "../outreach/announcements/report.ts";
import type { AudienceCount } from "../patrons/segments/audience.ts";

/** Prints an announcement as JSON: the record, with the digest of its content. */
export function printRecord(announcement: Announcement): void {
  process.stdout.write(`${JSON.stringify({ ...announcement, digest: digestOf(announcement.content) })}\n`);
}

/** Says how an announcement stands, and what comes next. */
export function outcomeInWords(announcement: Announcement): string {
  return `Announcement ${announcement.id} ${nextInWords(announcement)}`;
}

function nextInWords(announcement: Announcement): string {
  const { id, status, content, frozen } = announcement;
  const missing = missingApprovals(announcement);
  const many = Object.values(frozen?.byChannel ?? {}).reduce((sum, count) => sum + count, 0);
  switch (status) {
    case "draft": {
      const waits = missing.map((who) =>
        who === "approver"
          ? `an approver (kutsu announce approve ${id})`
          : `${content.partner} (kutsu announce partner-link ${id})`,
      );
      return `is a draft and waits for ${waits.join(" and ")}.`;
    }
    case "approved":
      return `is approved; its audience is frozen: ${patrons(many)} (kutsu announce send ${id}).`;
    case "sending":
      return `is being sent to ${patrons(many)} (kutsu announce status ${id} --follow).`;
    case "paused":
      return `is paused (kutsu announce resume ${id}).`;
    case "cancelled":
      return "is cancelled.";
    case "sent":
      return `was sent (kutsu announce report ${id}).`;
  }
}

/** Says an announcement in a line. */
export function lineOf(announcement: Announcement, timeZone: string): string {
  const { id, status, content, written, changed } = announcement;
  const [first = ""] = (content.texts.fi ?? content.texts.en ?? content.texts.sv ?? "").split("\n", 1);
  const { at } = changed ?? written;
  return `${id}  ${status.padEnd(9)}  ${localTime(at, timeZone)}  ${written.name}  ${first.length > 50 ? `${first.slice(0, 49)}…` : first}`;
}

/** Says everything about an announcement. */
export function announcementInWords(announcement: Announcement, timeZone: string): string {
  const { id, revision, status, content, written, changed, approval, partnerApproval } = announcement;
  const { partnerHindered: hindered, changedBefore = [] } = announcement;
  const { texts, audience, exclude, schedule, program, image, campaign, partner, choices } = content;
  const time = (at: string) => localTime(at, timeZone);
  const by = (who: { readonly name: string; readonly at: string } | undefined) =>
    who && `${who.name}, ${time(who.at)}`;
  const excluded = [
    exclude.toldProgram ? "told of the program" : undefined,
    exclude.attended ? "attended it" : undefined,
    exclude.announcedWithinDays && `had an announcement within ${exclude.announcedWithinDays} days`,
  ].filter((one) => one !== undefined);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["status", `${status}, revision ${revision}`],
    ["digest", digestOf(content)],
    ["written", by(written)],
    ...changedBefore.map((one) => ["changed", by(one)] as const),
    ["changed", by(changed)],
    ["approved", by(approval)],
    ["partner", partner],
    ["", partnerApproval && `approved by ${by(partnerApproval)}`],
    ["", announcement.partnerRefusal && `refused by ${by(announcement.partnerRefusal)}`],
    ["", hindered && `${by(hindered)}: wanted to approve it. ${hindered.why}`],
    ["", announcement.partnerLink && `has a link until ${time(announcement.partnerLink.expires)}`],
    ["audience", audience || "none yet"],
    ["but not", excluded.length === 0 ? undefined : excluded.join(", ")],
    ["frozen", announcement.frozen && inChannels(announcement.frozen.byChannel)],
    ["at", schedule.at === undefined ? "once it is sent" : time(schedule.at)],
    ["spread", schedule.spreadHours === undefined ? undefined : `over ${schedule.spreadHours} h`],
    ["until", schedule.until && time(schedule.until)],
    ["program", program],
    ["image", image],
    ["campaign", campaign],
    ["choices", choices.join(", ") || "none"],
    ["sent by", by(announcement.started)],
    ["ended", announcement.ended && time(announcement.ended)],
  ];
  const lines = facts.flatMap(([name, fact]) => (fact === undefined ? [] : [`  ${name.padEnd(9)}  ${fact}`]));
  const said = (["fi", "en", "sv"] as const).flatMap((language) =>
    texts[language] === undefined ? [] : [`\n${language}:\n  ${texts[language].replaceAll("\n", "\n  ")}`],
  );
  return [id, ...lines, ...said].join("\n");
}

/** Says a count: `12 patrons now: telegram 8, web 4; fi 10, en 2`. */
export function countsInWords({ count, byChannel, byLanguage }: AudienceCount): string {
  if (count === 0) return "nobody now";
  return `${patrons(count)} now: ${inChannels(byChannel)}; ${inChannels(byLanguage)}`;
}

function patrons(count: number): string {
  return `${count} ${count === 1 ? "patron" : "patrons"}`;
}

function inChannels(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

const STATE_WORDS = {
  sent: "sent",
  failed: "failed",
  unreachable: "unreachable",
  unknown: "unknown",
  deferred: "deferred",
  optedOut: "opted out",
  dropped: "dropped",
  sending: "on the way",
  pending: "waiting",
} as const;
const SHOWN_STATES = Object.keys(STATE_WORDS) as (keyof typeof STATE_WORDS)[];

/** Says how far an announcement is, in a line with a bar. */
export function barOf(
  { id, status, total, remaining, expectedEnd, byState }: Report,
  timeZone: string,
): string {
  const done = total - remaining;
  const share = total === 0 ? 0 : done / total;
  const filled = Math.floor(share * BAR);
  const parts = [
    `${id}  ${status}  [${"#".repeat(filled)}${"-".repeat(BAR - filled)}]  ${Math.floor(share * 100)} %`,
    `${done} of ${total}`,
    ...(byState.deferred > 0 ? [`${byState.deferred} deferred`] : []),
    ...(expectedEnd === undefined ? [] : [`ends about ${localTime(expectedEnd, timeZone)}`]),
  ];
  return parts.join("  ");
}

const BAR = 24;

/** Says what came of an announcement so far. */
export function reportInWords(report: Report, timeZone: string): string {
  const { byState, byChannel, frozen, failures, reactions, begins, ended } = report;
  const states = (counts: Readonly<Partial<Record<(typeof SHOWN_STATES)[number], number>>>) =>
    SHOWN_STATES.flatMap((state) => (counts[state] ? [`${STATE_WORDS[state]} ${counts[state]}`] : [])).join(
      ", ",
    ) || "nothing yet";
  const names = [...new Set([...Object.keys(frozen), ...Object.keys(byChannel)])];
  const lines = [
    barOf(report, timeZone),
    ...(begins === undefined ? [] : [`  begins     ${localTime(begins, timeZone)}`]),
    ...(ended === undefined ? [] : [`  ended      ${localTime(ended, timeZone)}`]),
    `  all        ${states(byState)}`,
    ...names.map((name) => {
      const of = frozen[name] === undefined ? "" : `of ${frozen[name]}: `;
      // Passed over before there was a channel to write on.
      return `  ${(name === "none" ? "not written to" : name).padEnd(9)}  ${of}${states(byChannel[name] ?? {})}`;
    }),
    // When the first of them is due nobody keeps: each patron's own week and the hours decide it anew.
    ...(byState.deferred > 0
      ? [
          "  deferred are those to whom it is night, or whose messages of the week are used up: they are sent it later",
        ]
      : []),
    ...failures.map(({ channel, reason, count }) => `  failed     ${count} on ${channel}: ${reason}`),
    `  reactions  ${Object.entries(reactions)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(", ")}`,
  ];
  return lines.join("\n");
}
