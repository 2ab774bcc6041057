import { readTags } from "../../feedback/review.ts";
import { changeItem } from "../change-item.ts";
import type { ConsoleRoute } from "../visit.ts";

/** Sets the tags of an item. */
export const feedbackTag: ConsoleRoute = {
  method: "POST",
  path: "/feedback/:id/tags",
  for: ["librarian"],
  answer: (visit) => {
    return changeItem(visit, { did: "tags", tags: readTags(visit.form.get("tags") ?? "") });
  },
};
