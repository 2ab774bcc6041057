/**
 * The audit log: who of the staff did what, and when. It is only added to; the oldest entries go after their time. It holds
 * nothing that a patron said.
 */
import { z } from "zod";
import { AUDIT_TTL_SECONDS, auditKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { readScript } from "../store/script.ts";
import type { Who } from "./account.ts";

/** About how many entries are kept at most. */
export const AUDIT_ENTRIES = 100_000;
const PAGE_ENTRIES = 500;
const FIELD = "entry";

const entrySchema = z.object({
  format: z.literal(1),
  at: z.string(),
  who: z.object({ id: z.string(), name: z.string() }),
  did: z.string(),
  about: z.string(),
});

/** One thing that was done. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly at: string;
  /** With the name at that time. */
  readonly who: Who;
  /** A verb and what it is done to, e.g. `remove-account`, `approve-announcement`. */
  readonly did: string;
  /** Which one, in words or as an id; never a patron's words. */
  readonly about: string;
}

/** Adds an entry. Done twice it stands there twice: what must not is written in the step that does it. */
export async function appendAudit(redis: KutsuRedis, entry: AuditEntry): Promise<void> {
  const script = readScript("audit.lua", "append-audit.lua");
  await redis.eval(script, 1, auditKey, auditEntry(entry), AUDIT_ENTRIES, AUDIT_TTL_SECONDS);
}

/** Writes an entry as scripts take it that add it in the same step as they change something. */
export function auditEntry({ at, who: { id, name }, did, about }: AuditEntry): string {
  return JSON.stringify({ format: 1, at, who: { id, name }, did, about });
}

/** Reads all entries, oldest first. Throws at one that cannot be read, naming it. */
export async function* readAudit(redis: KutsuRedis): AsyncGenerator<AuditEntry> {
  for (let after = "-"; ; ) {
    const page = await redis.xrange(auditKey, after, "+", "COUNT", PAGE_ENTRIES);
    for (const [id, fields] of page) {
      yield parseEntry(id, fields);
      after = `(${id}`;
    }
    if (page.length < PAGE_ENTRIES) return;
  }
}

function parseEntry(id: string, fields: readonly string[]): AuditEntry {
  try {
    const { format: _format, ...entry } = entrySchema.parse(
      JSON.parse(fields[fields.indexOf(FIELD) + 1] ?? ""),
    );
    return entry;
  } catch (cause) {
    throw new Error(`Cannot read entry "${id}" of the audit log: it is not in a form this version knows`, {
      cause,
    });
  }
}
