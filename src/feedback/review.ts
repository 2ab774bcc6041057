/** What librarians make of an item of feedback: how far it is, whose it is, tags and notes, and who did what to it. */
import { z } from "zod";

/** How far an item is: nobody looked yet, somebody is at it, the patron has an answer, nothing is left to do. */
export const STATUSES = ["new", "working", "answered", "done"] as const;
export type ReviewStatus = (typeof STATUSES)[number];

const KEPT_ENTRIES = 200;
const TAG_LENGTH = 40;
const MOST_TAGS = 20;
const NOTE_LENGTH = 5000;

const whoSchema = z.object({ id: z.string(), name: z.string() });
const reviewSchema = z.object({
  format: z.literal(1),
  status: z.enum(STATUSES),
  /** Who takes care of it. */
  assigned: whoSchema.optional(),
  tags: z.array(z.string()),
  notes: z.array(z.object({ at: z.string(), who: whoSchema, text: z.string() })),
  /** What was done, oldest first; `to` is the status, the name of who it was given to, or the tags. */
  history: z.array(
    z.object({
      at: z.string(),
      who: whoSchema,
      did: z.enum(["status", "assign", "tags", "note"]),
      to: z.string(),
    }),
  ),
});

export type Review = Readonly<z.infer<typeof reviewSchema>>;
/** Who did something, with the name at that time. */
export type Reviewer = z.infer<typeof whoSchema>;

/** What an item is like that nobody looked at. */
export const UNTOUCHED: Review = { format: 1, status: "new", tags: [], notes: [], history: [] };

/** Reads a stored review. Throws when it cannot be read: what was noted is not to be written over. */
export function parseReview(json: string): Review {
  return reviewSchema.parse(JSON.parse(json));
}

/** One change of a review. */
export type ReviewChange =
  | { readonly did: "status"; readonly status: ReviewStatus }
  | { readonly did: "assign"; readonly assigned?: Reviewer }
  | { readonly did: "tags"; readonly tags: readonly string[] }
  | { readonly did: "note"; readonly text: string };

/** Changes a review; gives it as it was when the change changes nothing. */
export function withChange(
  review: Review,
  change: ReviewChange,
  { who, at }: { readonly who: Reviewer; readonly at: string },
): Review {
  const noted = (to: string, changed: Partial<Review>): Review => ({
    ...review,
    ...changed,
    history: [...review.history, { at, who, did: change.did, to }].slice(-KEPT_ENTRIES),
  });
  switch (change.did) {
    case "status":
      return change.status === review.status ? review : noted(change.status, { status: change.status });
    case "assign": {
      if (change.assigned?.id === review.assigned?.id) return review;
      // Whoever takes it is at it.
      const status = review.status === "new" && change.assigned !== undefined ? "working" : review.status;
      return noted(change.assigned?.name ?? "", { assigned: change.assigned, status });
    }
    case "tags": {
      const tags = [...change.tags];
      return tags.join("\n") === review.tags.join("\n") ? review : noted(tags.join(", "), { tags });
    }
    case "note": {
      const note = { at, who, text: change.text.slice(0, NOTE_LENGTH) };
      return noted("", { notes: [...review.notes, note].slice(-KEPT_ENTRIES) });
    }
  }
}

/** Reads tags as they are typed, parted by commas: small letters, each once, in order. */
export function readTags(typed: string): readonly string[] {
  const tags = typed
    .split(",")
    .map((tag) =>
      tag
        .normalize("NFC")
        .replace(/[\p{C}\s]+/gu, " ")
        .trim()
        .toLowerCase()
        .slice(0, TAG_LENGTH),
    )
    .filter((tag) => tag !== "");
  return [...new Set(tags)].sort((one, other) => one.localeCompare(other, "fi")).slice(0, MOST_TAGS);
}
