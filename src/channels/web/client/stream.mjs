/**
 * Server-sent events over fetch, which unlike EventSource can carry a token. Comes back by itself after a lost connection,
 * after the last event it saw, so nothing is missed.
 */
import { ConversationGone, openStream } from "./session.mjs";

/** The server writes at least every 20 seconds; a connection silent for longer is dead. */
const SILENCE_MS = 50_000;
/** A hidden tab lets go of its connection: browsers allow only six to one server, for all tabs. */
const HIDDEN_MS = 20_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Listens until told to stop. `onEvent(name, data)` gets each event, `onState("open" | "lost")` the connection's state,
 * `onGone()` that the conversation is over. Gives a function that stops.
 */
export function listen({ onEvent, onState, onGone }) {
  let lastId;
  let failures = 0;
  let current = new AbortController();
  let stopped = false;
  let watchdog;
  let wake = () => {};

  const run = async () => {
    while (!stopped) {
      current = new AbortController();
      let waitMs = 0;
      try {
        waitMs = await readOnce();
      } catch (error) {
        if (error instanceof ConversationGone) return onGone();
        // A connection that we let go of ourselves did not fail.
        if (!current.signal.aborted || current.signal.reason === "silent") failures += 1;
      }
      clearTimeout(watchdog);
      if (stopped) return;
      if (document.hidden) await untilShown();
      else {
        if (failures > 0) onState("lost");
        const backoffMs = Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures) * (0.5 + Math.random() / 2);
        await pause(Math.max(waitMs, failures === 0 ? 0 : backoffMs));
      }
    }
  };

  /** Reads one connection to its end; gives how long to wait before the next. */
  const readOnce = async () => {
    expectSign();
    const response = await openStream(lastId, current.signal);
    if (!response.ok) {
      failures += 1;
      return 1000 * Number(response.headers.get("Retry-After") ?? 1);
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 500;
      expectSign();
      failures = 0;
      onState("open");
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) if (!stopped) handle(block);
    }
  };

  const expectSign = () => {
    clearTimeout(watchdog);
    const watched = current;
    watchdog = setTimeout(() => watched.abort("silent"), SILENCE_MS);
  };

  const handle = (block) => {
    let name = "message";
    let id;
    const data = [];
    for (const line of block.split("\n")) {
      if (line.startsWith("event: ")) name = line.slice(7);
      else if (line.startsWith("data: ")) data.push(line.slice(6));
      else if (line.startsWith("id: ")) id = line.slice(4);
    }
    if (data.length > 0) onEvent(name, JSON.parse(data.join("\n")));
    // After the page has it: an event that could not be shown comes again.
    if (id !== undefined) lastId = id;
  };

  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const untilShown = () =>
    new Promise((resolve) => {
      wake = resolve;
    });

  let hiding;
  const onVisibility = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(() => current.abort(), HIDDEN_MS);
    else wake();
  };
  const onOnline = () => wake();
  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("online", onOnline);
  run();

  return () => {
    stopped = true;
    clearTimeout(hiding);
    clearTimeout(watchdog);
    current.abort();
    wake();
    document.removeEventListener("visibilitychange", onVisibility);
    removeEventListener("online", onOnline);
  };
}
