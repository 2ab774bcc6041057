import { changeItem } from "../change-item.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Takes an item on, or lets it go. */
export const feedbackAssign: ConsoleRoute = {
  method: "POST",
  path: "/feedback/:id/assign",
  for: ["librarian"],
  answer: (visit) => {
    const { id, name } = visit.member;
    const assigned = visit.form.get("to") === "me" ? { id, name } : undefined;
    return changeItem(visit, { did: "assign", assigned });
  },
};
