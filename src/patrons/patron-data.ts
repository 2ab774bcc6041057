/** A patron's right to their data: all of it in one file, and all of it gone. */
import { createHmac } from "node:crypto";
import { isSameSecret } from "../same-secret.ts";
import { PATRON_TTL_SECONDS, type PatronId, parsePatronId, partitionPrefix } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { readScript } from "../store/script.ts";
import { forgetting, ownOf, redirectsOf } from "./channels.ts";
import { dropRedirects } from "./joining.ts";
import { type Patron, parsePatron } from "./patron.ts";
import { readTranscript, type TranscriptEntry } from "./transcript.ts";

/** Everything the conversation keeps of a patron. */
export interface PatronData {
  readonly id: PatronId;
  readonly profile: Patron;
  readonly transcript: readonly TranscriptEntry[];
}

/** Collects what is stored about a patron; undefined when there is no such patron. */
export async function exportPatron(redis: KutsuRedis, id: PatronId): Promise<PatronData | undefined> {
  const { partition, number } = parsePatronId(id);
  const state = await redis.hget(`${partitionPrefix(partition)}patron:${number}`, "state");
  if (state === null || state === "") return undefined;
  return { id, profile: parsePatron(state), transcript: await readTranscript(redis, id) };
}

/** Erases a patron at once, unsent messages and segments included; true when there was one. Erasing twice is harmless. */
export async function erasePatron(redis: KutsuRedis, id: PatronId): Promise<boolean> {
  const { partition, number } = parsePatronId(id);
  const prefix = partitionPrefix(partition);
  const key = `${prefix}patron:${number}`;
  const patron = parsePatron((await redis.hget(key, "state")) ?? "");
  const addresses = ownOf(patron).flatMap((address) => [address, JSON.stringify(forgetting(address))]);
  // First, so that doing it again after a crash finds them once more.
  await dropRedirects(redis, id, redirectsOf(patron));
  const script = readScript("segments.lua", "reactions.lua", "erase-patron.lua");
  return (await redis.eval(script, 1, key, prefix, number, PATRON_TTL_SECONDS, ...addresses)) === 1;
}

/** How long a link to one's own data works. */
export const EXPORT_LINK_SECONDS = 3600;

/** What a link to a patron's data claims: whose they are, and how many channels had been parted when it was made. */
interface ExportClaim {
  readonly id: PatronId;
  readonly partings?: number;
}

/** Makes the token of a link to a patron's data; the same for the whole minute, so that a turn taken again says the same. */
export function signExportToken({ id, partings = 0 }: ExportClaim, now: string, secret: string): string {
  const minute = Math.floor(Date.parse(now) / 60_000) * 60;
  const claim = `${id}.${partings}.${minute + EXPORT_LINK_SECONDS}`;
  return `${claim}.${signatureOf(claim, secret)}`;
}

/** Reads such a token; undefined when it is forged or too old. Whether a channel was parted since is not known here. */
export function readExportToken(
  token: string,
  now: string,
  secret: string,
): Required<ExportClaim> | undefined {
  const [, claim = "", id = "", partings = "", until = "", signature = ""] =
    /^((\d+-\d+)\.(\d+)\.(\d+))\.([\w-]+)$/.exec(token) ?? [];
  if (!isSameSecret(signature, signatureOf(claim, secret))) return undefined;
  if (Number(until) * 1000 <= Date.parse(now)) return undefined;
  return { id: id as PatronId, partings: Number(partings) };
}

function signatureOf(claim: string, secret: string): string {
  return createHmac("sha256", secret).update(`export:${claim}`).digest("base64url");
}
