/** What the steps of an announcement need: a role, a status, a time, an audience. Each says what is missing, and what to do about it. */
import type { Role, StaffMember } from "../../staff/account.ts";
import type { Announcement, AnnouncementContent, AnnouncementStatus, Whereabouts } from "./announcement.ts";
import { missingApprovals } from "./approval.ts";

/** Who does something, and when (ISO 8601). */
export interface Acting {
  readonly by: Pick<StaffMember, "id" | "name" | "roles">;
  readonly now: string;
}

/** Looks at the program of a content as it is now; nobody may have changed the content itself. */
export interface ProgramNow {
  /** Why it is of no use any more: it was cancelled since, or is over. Undefined when it is of use. */
  readonly whyNoUse?: (content: AnnouncementContent) => string | undefined;
  readonly whereabouts?: (content: AnnouncementContent) => Whereabouts | undefined;
}

/** Thrown when an announcement is in no state for what is asked. */
export class NotPossible extends Error {}

/** Says in words whose approval an announcement waits for. */
export function whatIsMissing(announcement: Announcement): string {
  const { id, content, partnerRefusal } = announcement;
  const missing = missingApprovals(announcement);
  if (partnerRefusal !== undefined && missing.includes("partner"))
    return `${content.partner} said no to it (change it, and make a new link: kutsu announce partner-link ${id})`;
  const steps = missing.map((who) =>
    who === "approver"
      ? `an approver has not approved it (kutsu announce approve ${id})`
      : `${content.partner} has not approved it (kutsu announce partner-link ${id})`,
  );
  return steps.join(" and ");
}

/** Throws unless somebody has one of the roles. */
export function requireRole(by: Acting["by"], needs: readonly Role[], what: string): void {
  if (needs.some((role) => by.roles.includes(role))) return;
  throw new Error(
    `Cannot ${what} as "${by.name}": it needs the role ${needs.join(" or ")}, and theirs is ${by.roles.join(", ")}`,
  );
}

const IN_WORDS: Readonly<Record<AnnouncementStatus, string>> = {
  draft: "it is a draft",
  approved: "it is approved already",
  sending: "it is being sent (cancel it to stop it for good)",
  paused: "it is paused (resume it or cancel it)",
  cancelled: "it was cancelled (draft it anew)",
  sent: "it was sent (draft a new one)",
};

/** Throws unless an announcement has one of the statuses. */
export function requireStatus(
  announcement: Announcement,
  allowed: readonly AnnouncementStatus[],
  verb: string,
): void {
  if (!allowed.includes(announcement.status)) throw cannot(verb, announcement, IN_WORDS[announcement.status]);
}

/** Throws when the time it had to be sent by is over. */
export function requireTime(announcement: Announcement, verb: string, now: string): void {
  const { until } = announcement.content.schedule;
  if (until !== undefined && Date.parse(until) <= Date.parse(now))
    throw cannot(
      verb,
      announcement,
      `the time it had to be sent by is over, ${until} (change schedule.until)`,
    );
}

/** Throws when its program is of no use any more. */
export function requireUse(announcement: Announcement, verb: string, { whyNoUse }: ProgramNow): void {
  const why = whyNoUse?.(announcement.content);
  if (why !== undefined) throw cannot(verb, announcement, `${why} (change it, or cancel the announcement)`);
}

/** Throws for a draft that was begun in a chat, and is not completed: what a file says is checked, and always has an audience. */
export function requireAudience(announcement: Announcement, verb: string): void {
  if (announcement.content.audience === "")
    throw cannot(
      verb,
      announcement,
      `it has no audience yet (draft it from a file: kutsu announce draft FILE --id ${announcement.id})`,
    );
}

/** Says that a step cannot be taken, and why. */
export function cannot(verb: string, { id }: Announcement, why: string): NotPossible {
  return new NotPossible(`Cannot ${verb} announcement "${id}": ${why}`);
}
