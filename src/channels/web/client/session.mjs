/**
 * The patron's conversation with the server: every request goes through here and carries the token, a cookie that the
 * script cannot see, or in a frame a bearer token, because browsers keep cookies from frames.
 */
import { keep, recall } from "./storage.mjs";
import { isEmbedded } from "./texts.mjs";

const PATIENCE_MS = 15_000;

/** Thrown when the conversation is over: ended, idle for too long, or unknown to the server. */
export class ConversationGone extends Error {}

/** Names this tab, so that it gets no echo of its own messages. */
export const tab = randomId();

let onUse = () => {};

/** Calls back whenever the server heard from the patron, which keeps the conversation alive. */
export function whenUsed(callback) {
  onUse = callback;
}

/** Opens the conversation of this browser, or a new one: `{ isNew, startId, idleTimeoutMs }`. */
export async function openSession() {
  const response = await post("/web/session", { mode: isEmbedded ? "token" : "cookie" });
  if (!response.ok) throw new Error(`Cannot open session: ${response.status}`);
  const session = await response.json();
  if (session.token !== undefined) keep("token", session.token);
  onUse();
  return session;
}

/** Tells the server that the patron is still there. */
export async function renew() {
  const response = await post("/web/renew", {});
  if (response.ok) onUse();
}

/** Ends the conversation; the page is cleared even when the server cannot be told. */
export async function endSession() {
  await post("/web/end", {}, { keepalive: true }).catch(() => undefined);
}

/** Posts a message; gives the response. Throws ConversationGone, or what fetch throws. */
export async function postMessage(message) {
  const response = await post("/web/messages", { ...message, tab });
  if (response.ok) onUse();
  return response;
}

/** Opens the stream of events after the last one seen. */
export function openStream(lastEventId, signal) {
  const headers = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  return send(`/web/events?tab=${tab}`, { headers, signal, cache: "no-store" });
}

/** Makes a random UUID; the browser's own is missing on plain http. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function post(path, body, options = {}) {
  const headers = { "Content-Type": "application/json" };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return send(path, { method: "POST", body: JSON.stringify(body), headers, signal, ...options });
}

async function send(path, options) {
  const token = isEmbedded ? recall("token") : undefined;
  if (token !== undefined) options.headers.Authorization = `Bearer ${token}`;
  const response = await fetch(path, { credentials: isEmbedded ? "omit" : "same-origin", ...options });
  const renewed = response.headers.get("Kutsu-Token");
  if (renewed !== null) keep("token", renewed);
  if (response.status === 401) throw new ConversationGone("The conversation is over");
  return response;
}
