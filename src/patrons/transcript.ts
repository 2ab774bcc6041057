/** The transcript: both sides of every turn, without personal data, as librarians read it and the web page reloads it. */
import { createHash } from "node:crypto";
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
  const prefix = partitionPrefix(partition);
  const stored = await redis.lrange(`${prefix}transcript:${number}`, 0, -1);
  const entries = stored.flatMap((json) => {
    const parsed = entrySchema.safeParse(JSON.parse(json));
    return parsed.success ? [parsed.data] : [];
  });
  const names = [
    ...new Set(entries.flatMap(({ said }) => said.flatMap((message) => wordsNamed(message) ?? []))),
  ];
  if (names.length === 0) return entries;
  const words = await redis.mget(names.map((name) => `${prefix}words:${name}`));
  const found = new Map(names.map((name, at) => [name, words[at] ?? undefined]));
  return entries.map((entry) => ({ ...entry, said: entry.said.flatMap((message) => whole(message, found)) }));
}

/** A message of which only the id is the patron's own; the rest, the same for many, is kept once under a name. */
interface SharedMessage {
  readonly id: string;
  readonly words: string;
}

/** Gives an entry as it is stored where many are told the same, and the words to be stored once: their name and their text (JSON). */
export function withSharedWords({ said, ...entry }: TranscriptEntry): {
  readonly entry: object;
  readonly words: readonly (readonly [name: string, json: string])[];
} {
  const shared = said.map(({ id, ...rest }) => {
    const json = JSON.stringify(rest);
    const words = createHash("sha256").update(json).digest("base64url").slice(0, NAME_LENGTH);
    return { message: { id, words } satisfies SharedMessage, json };
  });
  return {
    entry: { ...entry, said: shared.map(({ message }) => message) },
    words: shared.map(({ message, json }) => [message.words, json] as const),
  };
}

const NAME_LENGTH = 22;

function wordsNamed(message: object): string | undefined {
  return "words" in message && typeof message.words === "string" ? message.words : undefined;
}

/** The words may be forgotten by now, as the entry soon will be. */
function whole(message: ChannelMessage, found: ReadonlyMap<string, string | undefined>): ChannelMessage[] {
  const name = wordsNamed(message);
  if (name === undefined) return [message];
  const json = found.get(name);
  return json === undefined ? [] : [{ ...JSON.parse(json), id: message.id }];
}
