/** The transcript: both sides of every turn, without personal data, as librarians read it and the web page reloads it. */
import { z } from "zod";
import type { ChannelMessage } from "../channels/channel.ts";
import { type PatronId, parsePatronId, partitionPrefix } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";

const entrySchema = z.object({
  format: z.literal(1),
  /** The turn's number, one more than the revision it was taken at. */
  turn: z.number(),
  /** ISO 8601, when the patron's event was made. */
  at: z.string(),
  address: z.string(),
  /** The id of the event. */
  event: z.string(),
  /** What the patron did; personal data is masked. A tap has its label, and what it was in answer to. */
  patron: z.object({
    kind: z.string(),
    text: z.string().optional(),
    question: z.string().optional(),
    value: z.string().optional(),
  }),
  /** The dialog and step that heard it, if one was under way. */
  dialog: z.string().optional(),
  step: z.string().optional(),
  said: z.array(z.custom<ChannelMessage>((value) => typeof value === "object" && value !== null)),
});

/** One turn as kept. */
export type TranscriptEntry = Readonly<z.infer<typeof entrySchema>>;

/** Reads a patron's transcript, oldest first; entries of an unknown format are left out. */
export async function readTranscript(redis: KutsuRedis, id: PatronId): Promise<readonly TranscriptEntry[]> {
  const { partition, number } = parsePatronId(id);
  const stored = await redis.lrange(`${partitionPrefix(partition)}transcript:${number}`, 0, -1);
  return stored.flatMap((json) => {
    const parsed = entrySchema.safeParse(JSON.parse(json));
    return parsed.success ? [parsed.data] : [];
  });
}
