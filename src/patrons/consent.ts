/** When a patron agreed to what Kutsu may write about first: by purpose, and off until it is given. */
import { z } from "zod";
import type { ProfileChange, Purpose } from "../dialog/profile.ts";

/** Raise it when what is asked for changes its meaning: an older consent is then seen to be of another wording. */
export const WORDING = 1;

/** When a consent was given, to which wording of the question, and on which channel. */
export const consentSchema = z.object({ at: z.string(), wording: z.number(), channel: z.string() });
export type Consent = Readonly<z.infer<typeof consentSchema>>;
export type Consents = Readonly<Partial<Record<Purpose, Consent>>>;

/** Gives and takes back consents; one that was given to the same wording before keeps its time. */
export function changeConsents(
  consents: Consents,
  { allow = [], refuse = [] }: Pick<ProfileChange, "allow" | "refuse">,
  given: Consent,
): Consents {
  const after = { ...consents };
  for (const purpose of allow) if (after[purpose]?.wording !== given.wording) after[purpose] = given;
  for (const purpose of refuse) delete after[purpose];
  return after;
}
