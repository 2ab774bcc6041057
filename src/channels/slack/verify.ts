/** Where Slack's requests come to, and what Bolt does not verify: it refuses old ones, but takes one from the future. */
import type { IncomingHttpHeaders } from "node:http";

/** Where signed requests come to. */
export const EVENTS_PATH = "/slack/events";

/** How far the clocks of Slack and of this machine may be apart; Bolt's own limit for the past. */
const TOLERANCE_SECONDS = 5 * 60;

/** Tells whether a request claims to be sent later than clocks can differ; such a one could be replayed later. */
export function isFromFuture(headers: IncomingHttpHeaders, nowMs: number): boolean {
  const sentSeconds = Number(headers["x-slack-request-timestamp"]);
  return sentSeconds > nowMs / 1000 + TOLERANCE_SECONDS;
}

/** Tells whether a body is a JSON null, bare or as a form's payload: Bolt reads a field of it and the process ends. */
export function isNothing(body: Buffer): boolean {
  const text = body.toString();
  return [text, new URLSearchParams(text).get("payload")].some((json) => json?.trim() === "null");
}
