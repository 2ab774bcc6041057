/** A patron's feedback, idea or question to a librarian, as stored: personal data is already masked in its text. */
import { z } from "zod";
import { LANGUAGES } from "../understanding/understood.ts";

const feedbackItemSchema = z.object({
  format: z.literal(1),
  /** The patron and the turn it was given in: storing it twice stores it once. */
  id: z.string(),
  patron: z.string(),
  address: z.string(),
  at: z.string(),
  language: z.enum(LANGUAGES),
  about: z.enum(["program", "library", "idea", "other", "question"]),
  program: z.string().optional(),
  rating: z.number().int().min(1).max(5).optional(),
  text: z.string(),
  /** The patron agreed that a librarian answers in this conversation. */
  mayAnswer: z.boolean(),
  /** The turns of the transcript it was given in, inclusive. */
  turns: z.object({ from: z.number(), to: z.number() }),
});

export type FeedbackItem = Readonly<z.infer<typeof feedbackItemSchema>>;

/** Reads a stored item; undefined when it is of an unknown format. */
export function parseFeedbackItem(json: string): FeedbackItem | undefined {
  const parsed = feedbackItemSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : undefined;
}
