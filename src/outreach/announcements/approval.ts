/**
 * What an approval is bound to, and who may give one. An approval holds for one content, named by its digest: another content, even by
 * a letter or a minute, needs another approval.
 */
import { createHash } from "node:crypto";
import type { Program } from "../../programs/program.ts";
import type { StaffMember } from "../../staff/account.ts";
import type { Announcement, AnnouncementContent, Whereabouts } from "./announcement.ts";

/** So long a frozen audience is good for: people come and go, and the ledger does not live for ever. */
const AUDIENCE_DAYS = 14;
const DAY_MS = 24 * 3600 * 1000;

/** Gives the SHA-256 of a content, base64url: the same for the same content, in whichever order its parts were written. */
export function digestOf(content: AnnouncementContent): string {
  return createHash("sha256").update(canonical(content)).digest("base64url");
}

/** Writes a value as JSON in one form: members in the order of their names, without those that are absent. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(",")}}`;
}

/** Whose approval is missing: an approver's, the partner's. */
export function missingApprovals({
  content,
  approval,
  partnerApproval,
}: Announcement): readonly ("approver" | "partner")[] {
  const digest = digestOf(content);
  return [
    ...(approval?.digest === digest ? [] : (["approver"] as const)),
    ...(content.partner === undefined || partnerApproval?.digest === digest ? [] : (["partner"] as const)),
  ];
}

/** Tells why a member of staff may not approve an announcement; undefined when they may. */
export function whyNotApprove(
  { content, written, changed, changedBefore = [], approval }: Announcement,
  by: Pick<StaffMember, "id" | "name" | "roles">,
  { onePersonApproves }: { readonly onePersonApproves: boolean },
): string | undefined {
  if (!by.roles.includes("approver"))
    return `it needs the role approver, and theirs is ${by.roles.join(", ")}`;
  const hasChanged = [...changedBefore, changed].some((one) => one?.id === by.id);
  const own = written.id === by.id ? "wrote" : hasChanged ? "changed" : undefined;
  if (own !== undefined && !onePersonApproves)
    return `${by.name} ${own} it (another approver has to; in a small library set KUTSU_ONE_PERSON_APPROVES=true)`;
  if (approval?.digest === digestOf(content)) return `${approval.name} has approved it already`;
  return undefined;
}

/** What an approval is compared with: the time, and the program as it is now where that is known. */
interface Now {
  /** ISO 8601. */
  readonly now: string;
  readonly program?: Whereabouts;
}

/** Tells why what was approved does not hold any more, though nobody changed the content; undefined when it holds. */
export function whyOutdated(
  { approval, partnerApproval, frozen }: Announcement,
  { now, program }: Now,
): string | undefined {
  if (frozen !== undefined && Date.parse(now) - Date.parse(frozen.at) > AUDIENCE_DAYS * DAY_MS)
    return `its audience was frozen more than ${AUDIENCE_DAYS} days ago`;
  const moved = [approval, partnerApproval].find((one) => hasMoved(one, program));
  if (moved?.program === undefined || program === undefined) return undefined;
  return `${moved.name} approved it when its program was ${whereaboutsInWords(moved.program)}, and now it is ${whereaboutsInWords(program)}`;
}

/** Takes back what does not hold any more, so that it can be approved again. What the partner has approved as it is now stays. */
export function renewed(announcement: Announcement, about: Now): Announcement {
  const { status, approval, partnerApproval, frozen, ...kept } = announcement;
  const isOpen = status === "draft" || status === "approved";
  if (!isOpen || whyOutdated(announcement, about) === undefined) return announcement;
  const partnerStays = partnerApproval !== undefined && !hasMoved(partnerApproval, about.program);
  return { ...kept, status: "draft", ...(partnerStays && { partnerApproval }) };
}

function hasMoved(approval: Announcement["approval"], now: Whereabouts | undefined): boolean {
  const { program: then } = approval ?? {};
  if (then === undefined || now === undefined) return false;
  return then.start !== now.start || then.place !== now.place;
}

/** Tells when and where a program is, as an approval keeps it; undefined for a sample, whose dates move with the days. */
export function whereaboutsOf(program: Program | undefined): Whereabouts | undefined {
  if (program === undefined || program.sample) return undefined;
  const { start, place, online } = program;
  const { fi, en, sv } = place?.name ?? {};
  const name = online ? "online" : (fi ?? en ?? sv);
  return name === undefined ? { start } : { start, place: name };
}

/** Says when and where: `2026-12-01T10:00:00.000Z, Kallion kirjasto`. */
function whereaboutsInWords({ start, place }: Whereabouts): string {
  return place === undefined ? start : `${start}, ${place}`;
}
