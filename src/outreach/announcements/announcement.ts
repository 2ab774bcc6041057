/** An announcement as it is stored: what it says, to whom and when, who wrote and approved it, and how far it has come. */
import { z } from "zod";

/** Raised when an older announcement cannot be read any more. */
const FORMAT = 1;

/** What a patron can do with an announcement: read more of its program, save it, or say that it is nothing for them. */
export const CHOICES = ["more", "save", "dismiss"] as const;
export type AnnouncementChoice = (typeof CHOICES)[number];

/** The choices when staff name none: all that there can be. */
export function usualChoices({ program }: { readonly program?: string }): AnnouncementChoice[] {
  return program === undefined ? ["dismiss"] : [...CHOICES];
}

/** A member of staff, by the account's id and the name it had then. */
const byStaff = z.object({ id: z.string(), name: z.string(), at: z.iso.datetime() });

/** What is approved, word for word: any change of it makes an approval void. */
export const contentSchema = z.object({
  /** Both, unless the audience has one language; Swedish is one more choice under the message. */
  texts: z.object({ fi: z.string().optional(), en: z.string().optional(), sv: z.string().optional() }),
  /** The program it invites to, by its id in the catalogue. */
  program: z.string().optional(),
  /** A link to a picture; https. */
  image: z.string().optional(),
  campaign: z.string().optional(),
  /** The organisation that speaks with the library here, and has to approve, too. */
  partner: z.string().optional(),
  choices: z.array(z.enum(CHOICES)),
  /** An expression of segments, as staff wrote it. */
  audience: z.string(),
  exclude: z.object({
    /** Whoever was told of the program before. */
    toldProgram: z.boolean(),
    attended: z.boolean(),
    /** Whoever had any announcement within so many days. */
    announcedWithinDays: z.number().int().min(1).max(90).optional(),
  }),
  schedule: z.object({
    /** Not before; at once when absent. */
    at: z.iso.datetime().optional(),
    /** Spread over so many hours. */
    spreadHours: z.number().min(0).max(72).optional(),
    /** Whoever it has not reached by then is passed over: they would hear it too late. A day after the beginning when absent. */
    until: z.iso.datetime().optional(),
  }),
});
export type AnnouncementContent = Readonly<z.infer<typeof contentSchema>>;

/** How far an announcement has come: it is `approved` once everybody who must has approved it, and its audience is frozen then. */
export const STATUSES = ["draft", "approved", "sending", "paused", "cancelled", "sent"] as const;
export type AnnouncementStatus = (typeof STATUSES)[number];

/** When (ISO 8601) and where a program is. */
const whereabouts = z.object({ start: z.string(), place: z.string().optional() });
export type Whereabouts = Readonly<z.infer<typeof whereabouts>>;

/** An approval, bound to what was approved by its digest; `program` is as it was then. */
const approval = byStaff.extend({ digest: z.string(), program: whereabouts.optional() });

export const announcementSchema = z.object({
  format: z.literal(FORMAT),
  /** Short, of letters and digits. */
  id: z.string().regex(/^[a-z0-9]{6,20}$/),
  /** Goes up with every change; a change that began at another one is refused. */
  revision: z.number().int(),
  status: z.enum(STATUSES),
  content: contentSchema,
  written: byStaff,
  /** Whoever changed the content last. */
  changed: byStaff.optional(),
  /** Whoever changed it before that, each once: they may not approve it either. */
  changedBefore: z.array(byStaff).optional(),
  approval: approval.optional(),
  /** The partner's own approval, by the signed link: `id` is that of the link. */
  partnerApproval: approval.optional(),
  /** The link by which the partner can answer now: using it takes it away, and a newer one takes its place. */
  partnerLink: z.object({ id: z.string(), digest: z.string(), expires: z.iso.datetime() }).optional(),
  /** The partner said no; `id` is that of the link. */
  partnerRefusal: approval.optional(),
  /** The partner's yes could not be recorded: who said it, and why not. Staff have to look at it. */
  partnerHindered: z.object({ name: z.string(), at: z.iso.datetime(), why: z.string() }).optional(),
  /**
   * The audience as it was frozen: what its ledger is called in ledger.ts, which is another one each time, so that nothing that comes late
   * can touch the one in use; and how many it has, by channel.
   */
  frozen: z
    .object({ ledger: z.string(), at: z.iso.datetime(), byChannel: z.record(z.string(), z.number()) })
    .optional(),
  started: byStaff.optional(),
  /** When nothing was left to send, or it was cancelled. */
  ended: z.iso.datetime().optional(),
  /** What came of it, kept when the ledger is gone. */
  report: z.unknown().optional(),
});
export type Announcement = Readonly<z.infer<typeof announcementSchema>>;
