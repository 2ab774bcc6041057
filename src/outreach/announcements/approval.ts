/**
 * What an approval is bound to, and who may give one. An approval holds for one content, named by its digest: another content, even by
 * a letter or a minute, needs another approval.
 */
import { createHash } from "node:crypto";
import type { StaffMember } from "../../staff/account.ts";
import type { Announcement, AnnouncementContent } from "./announcement.ts";

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
  { content, written, changed, approval }: Announcement,
  by: Pick<StaffMember, "id" | "name" | "roles">,
  { onePersonApproves }: { readonly onePersonApproves: boolean },
): string | undefined {
  if (!by.roles.includes("approver"))
    return `it needs the role approver, and theirs is ${by.roles.join(", ")}`;
  const own = written.id === by.id ? "wrote" : changed?.id === by.id ? "changed" : undefined;
  if (own !== undefined && !onePersonApproves)
    return `${by.name} ${own} it (another approver has to; in a small library set KUTSU_ONE_PERSON_APPROVES=true)`;
  if (approval?.digest === digestOf(content)) return `${approval.name} has approved it already`;
  return undefined;
}
