/** Changes what librarians made of an item of feedback, notes who did it, and leads back to the item. */
import type { ReviewChange } from "../feedback/review.ts";
import { changeReview } from "../feedback/review-store.ts";
import { appendAudit } from "../staff/audit.ts";
import { CONSOLE } from "./console-paths.ts";
import type { Answer, Visit } from "./visit.ts";

const DID = {
  status: "change-feedback-status",
  assign: "assign-feedback",
  tags: "tag-feedback",
  note: "note-on-feedback",
} as const;

/** Does one change; an item that is gone is told as such. */
export async function changeItem(visit: Visit, change: ReviewChange): Promise<Answer> {
  const { parts, id, member, words } = visit;
  const who = { id: member.id, name: member.name };
  const at = words.now;
  if (!(await changeReview(parts.redis, id, { change, who, at }))) return { refused: "missing" };
  await appendAudit(parts.redis, { at, who, did: DID[change.did], about: id });
  return { to: `${CONSOLE}/feedback/${id}`, told: { key: `console.told.${change.did}` } };
}
