import { changeItem } from "../change-item.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Adds a note to an item, which the patron never sees. */
export const feedbackNote: ConsoleRoute = {
  method: "POST",
  path: "/feedback/:id/note",
  for: ["librarian"],
  answer: (visit) => {
    const text = (visit.form.get("note") ?? "").trim();
    return text === "" ? { refused: "form" } : changeItem(visit, { did: "note", text });
  },
};
