/** Tells failures before a platform could have heard anything from those after which nobody knows. */

/** What Node says when a connection did not come about. */
const NEVER_CONNECTED: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
/** Libraries wrap what happened a few times. */
const WRAPPINGS = 5;

/** Gives the code of a connection that did not come about; undefined for any other failure. */
export function noConnection(error: unknown): string | undefined {
  let inner = error;
  for (let depth = 0; depth < WRAPPINGS; depth += 1) {
    if (typeof inner !== "object" || inner === null) return undefined;
    const { code, cause, original } = inner as { code?: unknown; cause?: unknown; original?: unknown };
    if (NEVER_CONNECTED.has(code)) return String(code);
    inner = cause ?? original;
  }
  return undefined;
}
