import { STATUSES } from "../../feedback/review.ts";
import { changeItem } from "../change-item.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Says how far an item is. */
export const feedbackStatus: ConsoleRoute = {
  method: "POST",
  path: "/feedback/:id/status",
  for: ["librarian"],
  answer: (visit) => {
    const status = STATUSES.find((one) => one === visit.form.get("status"));
    return status === undefined ? { refused: "form" } : changeItem(visit, { did: "status", status });
  },
};
