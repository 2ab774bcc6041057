/** Puts the page together: one conversation, from the first greeting to the end. */
import { clearField, currentStatus, focusField, setComposerShown, setStatus, whenSaid } from "./composer.mjs";
import { obeyFrame, tellFrame } from "./frame.mjs";
import { askToEnd, watchLeaving } from "./leaving.mjs";
import { addItem, beginLive, clearLog, setState, showTyping, whenTapped } from "./log.mjs";
import { openOutbox } from "./outbox.mjs";
import { leaveSession, noteBegun, openSession } from "./session.mjs";
import { isLasting } from "./storage.mjs";
import { listen } from "./stream.mjs";
import { isEmbedded, isPageLanguage, language, otherLanguage, setLanguage, text } from "./texts.mjs";

const RETRY_MS = 2_000;
/** A message that takes longer than this says that it waits. */
const SLOW_MS = 1_500;

const end = document.getElementById("end");

let outbox;
/** False while the history comes in. */
let isLive = false;
/** The language the patron switched to, until Kutsu's answer is in it. */
let switchedTo;

whenSaid((words) => say({ kind: "said", text: words }, words));
whenTapped(({ value, label, question }) => say({ kind: "tapped", value, question, label }, label));
document.getElementById("switch").addEventListener("click", switchLanguage);
end.addEventListener("click", askToEnd);
if (isEmbedded) obeyFrame();
begin();

async function begin() {
  const { startId, idleTimeoutMs, hasBegun } = await openSessionAtLast();
  // In a frame that keeps nothing, a reload ends the conversation: there is nothing to go on with.
  const onUse = () => isEmbedded && isLasting() && tellFrame({ kutsu: "talking", forMs: idleTimeoutMs });
  const leaving = watchLeaving({ idleTimeoutMs, startId, onUse, onLeft: leave });
  const gone = () => leaving.gone("idle");
  outbox = openOutbox(startId, { onState: onOutboxState, onGone: gone });
  const stopListening = listen({ onEvent, onState: onStreamState, onGone: gone });
  end.disabled = false;

  function onEvent(name, data) {
    if (name === "message") {
      noteBegun(startId);
      onItem(data);
    } else if (name === "typing") showTyping();
    else if (name === "ended") leaving.gone("ended");
    else if (name === "ready") onReady(data.items);
  }

  /** The history is here: what is still unsent comes after it, and on a first visit Kutsu is asked to greet. */
  function onReady(items) {
    const isFirst = !isLive;
    const unsent = outbox.unsent();
    const payload = takePayload();
    // Everything said was erased, and Kutsu greets a conversation once: another one begins.
    if (isFirst && items === 0 && hasBegun && unsent.length === 0 && payload === undefined)
      return beginAnew();
    for (const message of unsent) addOwn(message);
    beginLive();
    isLive = true;
    if (payload !== undefined) outbox.add({ kind: "started", payload });
    else if (isFirst && items === 0) outbox.add({ kind: "started" }, startId);
    else outbox.flush();
  }

  function beginAnew() {
    leaving.stop();
    close();
    leaveSession(startId);
    begin();
  }

  function leave(reason) {
    close();
    clearField();
    if (isEmbedded) tellFrame({ kutsu: "over" });
    showCleared(reason);
  }

  /** Nothing of this conversation stays on the page. */
  function close() {
    stopListening();
    outbox.close();
    outbox = undefined;
    isLive = false;
    switchedTo = undefined;
    end.disabled = true;
    setStatus(undefined);
    clearLog();
  }
}

function onItem(item) {
  const isNew = addItem(item);
  const spoken = item.message?.language;
  if (!isNew || !isLive || spoken === undefined || !isPageLanguage(spoken)) return;
  if (switchedTo !== undefined && spoken !== switchedTo) return;
  switchedTo = undefined;
  // Kutsu follows the patron's language, and the page follows Kutsu.
  if (spoken !== language()) setLanguage(spoken);
}

/** Sends something and shows it; gives whether there is a conversation to say it in. */
function say(fields, words) {
  if (outbox === undefined) return false;
  const message = outbox.add(fields);
  addItem({ id: message.id, from: "patron", text: words });
  setTimeout(() => {
    if (outbox?.unsent().some(({ id }) => id === message.id)) setState(message.id, "waiting");
  }, SLOW_MS);
  return true;
}

function addOwn(message) {
  if (message.kind === "started") return;
  addItem({ id: message.id, from: "patron", text: message.text ?? message.label ?? message.value });
  setState(message.id, "waiting");
}

function onOutboxState(message, state, why) {
  setState(message.id, state === "sent" ? undefined : state);
  if (state === "waiting") setStatus(why);
  else if (outbox.unsent().length === 0) setStatus(undefined);
}

function onStreamState(state) {
  if (state === "lost") setStatus(navigator.onLine ? "reconnecting" : "offline");
  else if (["reconnecting", "offline"].includes(currentStatus()) && outbox.unsent().length === 0)
    setStatus(undefined);
}

function switchLanguage() {
  const chosen = otherLanguage();
  const label = text("language.switch");
  setLanguage(chosen);
  const isSaid = say({ kind: "tapped", value: `language:${chosen}`, question: "settings", label }, label);
  switchedTo = isSaid ? chosen : undefined;
}

async function openSessionAtLast() {
  for (;;) {
    try {
      return await openSession();
    } catch {
      setStatus(navigator.onLine ? "reconnecting" : "offline");
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** What a deep link carries, e.g. a program; taken out of the address so that a reload does not say it again. */
function takePayload() {
  const url = new URL(location.href);
  const payload = url.searchParams.get("start");
  if (payload === null) return undefined;
  url.searchParams.delete("start");
  history.replaceState(null, "", url);
  return payload;
}

function showCleared(why) {
  const panel = document.getElementById("cleared");
  const words = document.getElementById("cleared-why");
  words.dataset.text = `cleared.${why}`;
  words.textContent = text(words.dataset.text);
  panel.hidden = false;
  setComposerShown(false);
  end.hidden = true;
  document.querySelector(".skip").hidden = true;
  panel.querySelector("h2").focus();
  const startAgain = () => {
    panel.hidden = true;
    setComposerShown(true);
    end.hidden = false;
    document.querySelector(".skip").hidden = false;
    focusField();
    begin();
  };
  document.getElementById("again").addEventListener("click", startAgain, { once: true });
}
