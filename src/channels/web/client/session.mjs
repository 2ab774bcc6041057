/**
 * The patron's conversation with the server: every request goes through here and carries the token, a cookie that the
 * script cannot see, or in a frame a bearer token, because browsers keep cookies from frames.
 */
import { forgetAll, forgetForAll, keep, keepForAll, recall, recallForAll } from "./storage.mjs";
import { isEmbedded } from "./texts.mjs";

const PATIENCE_MS = 15_000;
/** Kept under this name: the conversation that was left and of which the server may not know so. */
const LEFT = "ended";
/** Kept under this name: the conversation in which something has been said. */
const BEGUN = "begun";

/** Thrown when the conversation is over: ended, idle for too long, or unknown to the server. */
export class ConversationGone extends Error {}

/** Names this tab, so that it gets no echo of its own messages. */
export const tab = randomId();

let onUse = () => {};
let telling = new AbortController();

/** Calls back whenever the server heard from the patron, which keeps the conversation alive. */
export function whenUsed(callback) {
  onUse = callback;
}

/**
 * Opens the conversation of this browser, or a new one: `{ startId, idleTimeoutMs, hasBegun }`. One that was left is never
 * opened again, even where the server hears of it only now. `hasBegun`: something had been said in it before.
 */
export async function openSession() {
  // Its answer would take the new cookie away.
  telling.abort();
  const ended = recallForAll(LEFT);
  const begun = recallForAll(BEGUN);
  const response = await post("/web/session", { mode: isEmbedded ? "token" : "cookie", ended });
  if (!response.ok) throw new Error(`Cannot open session: ${response.status}`);
  const session = await response.json();
  if (recallForAll(LEFT) === ended) forgetForAll(LEFT);
  if (session.token !== undefined) keep("token", session.token);
  onUse();
  return { ...session, hasBegun: begun === session.startId };
}

/** Notes that something has been said in a conversation. */
export function noteBegun(startId) {
  if (recallForAll(BEGUN) !== startId) keepForAll(BEGUN, startId);
}

/** Forgets a conversation on this device: the server refuses it from the next session on. */
export function leaveSession(startId) {
  forgetSession();
  keepForAll(LEFT, startId);
}

/** Forgets a conversation on this device that the server refuses already. */
export function forgetSession() {
  forgetAll();
  forgetForAll(BEGUN);
}

/** Tells the server that the patron is still there. */
export async function renew() {
  const response = await post("/web/renew", {});
  if (response.ok) onUse();
}

/** Ends the conversation: it is forgotten here at once, whether the server can be told or not. */
export async function endSession(startId) {
  telling = new AbortController();
  const patience = setTimeout(() => telling.abort(), PATIENCE_MS);
  // Asked first: it carries the token that is forgotten next.
  const answer = post("/web/end", {}, { keepalive: true, signal: telling.signal });
  leaveSession(startId);
  try {
    const { ok } = await answer;
    if (ok && recallForAll(LEFT) === startId) forgetForAll(LEFT);
  } catch {
    // The server hears of it when a session is opened.
  } finally {
    clearTimeout(patience);
  }
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
  // An answer that comes after the conversation was left brings nothing back.
  if (renewed !== null && recall("token") === token) keep("token", renewed);
  if (response.status === 401) throw new ConversationGone("The conversation is over");
  return response;
}
