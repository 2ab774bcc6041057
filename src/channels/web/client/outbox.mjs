/**
 * What the patron sent and the server has not taken yet. It goes out in order, one at a time, as often as it takes, and
 * outlives a reload: the id makes twice once.
 */
import { ConversationGone, postMessage, randomId } from "./session.mjs";
import { keep, recall } from "./storage.mjs";
import { language } from "./texts.mjs";

const LONGEST_WAIT_MS = 20_000;

/**
 * Opens the outbox of a conversation. `onState(message, "sent" | "waiting" | "failed", why)` tells about each message;
 * `why` is "offline", "busy" or "slow".
 */
export function openOutbox(conversation, { onState, onGone }) {
  const name = `unsent.${conversation}`;
  const queue = JSON.parse(recall(name) ?? "[]");
  let running = false;
  let closed = false;
  let wake = () => {};
  const save = () => keep(name, JSON.stringify(queue));

  const add = (fields, id = randomId()) => {
    const message = { id, language: language(), ...fields };
    queue.push(message);
    save();
    flush();
    return message;
  };

  const flush = async () => {
    if (running) return;
    running = true;
    let failures = 0;
    while (queue.length > 0 && !closed) {
      const message = queue[0];
      const outcome = await attempt(message);
      if (closed) break;
      if (outcome.gone) {
        onGone();
        break;
      }
      if (outcome.retry === undefined) {
        failures = 0;
        queue.shift();
        save();
        onState(message, outcome.state);
        continue;
      }
      failures += 1;
      for (const waiting of queue) onState(waiting, "waiting", outcome.retry);
      const backoffMs = Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures) * (0.5 + Math.random() / 2);
      await pause(outcome.waitMs ?? backoffMs);
    }
    running = false;
  };

  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const onOnline = () => wake();
  addEventListener("online", onOnline);

  const close = () => {
    closed = true;
    wake();
    removeEventListener("online", onOnline);
  };

  return { add, flush, close, unsent: () => [...queue] };
}

async function attempt(message) {
  try {
    const response = await postMessage(message);
    if (response.ok) return { state: "sent" };
    if (response.status === 429) return { retry: "slow", waitMs: retryAfterMs(response) };
    // Refused as it is: sending it again cannot help, and it must not hold up the others.
    if (response.status >= 400 && response.status < 500) return { state: "failed" };
    return { retry: "busy", waitMs: retryAfterMs(response) };
  } catch (error) {
    if (error instanceof ConversationGone) return { gone: true };
    return { retry: "offline" };
  }
}

function retryAfterMs(response) {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : undefined;
}
