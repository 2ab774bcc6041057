/**
 * How a conversation leaves the device: the patron ends it, or nobody has been there for a while. On a library computer the
 * next patron must not see it, so the page is loaded anew and nothing is kept.
 */
import { ConversationGone, endSession, renew, whenUsed } from "./session.mjs";
import { forgetAll } from "./storage.mjs";
import { isEmbedded } from "./texts.mjs";

const WARNING_MS = 60_000;
const TICK_MS = 1_000;
const LONGEST_RENEWAL_MS = 60_000;

const endDialog = document.getElementById("end-dialog");
const idleDialog = document.getElementById("idle-dialog");

let isLeaving = false;
let stopAll = () => {};

/** Tells why the last conversation was cleared ("ended" or "idle"), once; undefined on an ordinary visit. */
export function takeClearedReason() {
  const reason = /^#cleared-(ended|idle)$/.exec(location.hash)?.[1];
  if (reason !== undefined) history.replaceState(null, "", location.pathname + location.search);
  return reason;
}

/** Forgets everything and loads the page anew, which then says why it is empty. */
export function clear(reason) {
  if (isLeaving) return;
  isLeaving = true;
  stopAll();
  forgetAll();
  document.getElementById("log").replaceChildren();
  document.getElementById("text").value = "";
  const url = new URL(location.href);
  url.hash = `cleared-${reason}`;
  history.replaceState(null, "", url);
  location.reload();
}

/** Watches a conversation: the end button, other tabs, and whether anyone is there. `stop` is called before leaving. */
export function watchLeaving({ idleTimeoutMs, startId, stop }) {
  const warningMs = Math.min(WARNING_MS, idleTimeoutMs / 2);
  const renewalMs = Math.min(LONGEST_RENEWAL_MS, idleTimeoutMs / 5);
  let usedAt = Date.now();
  let isActive = false;
  // Another tab's use keeps the conversation alive for this one; a frame's conversation has one tab.
  const tabs = isEmbedded ? undefined : new BroadcastChannel("kutsu");
  const noteUse = () => {
    usedAt = Date.now();
    if (idleDialog.open) idleDialog.close();
  };
  whenUsed(() => {
    noteUse();
    tabs?.postMessage(startId);
  });
  tabs?.addEventListener("message", ({ data }) => data === startId && noteUse());
  const noteActivity = () => {
    isActive = true;
  };
  for (const event of ["keydown", "pointerdown", "scroll"]) {
    addEventListener(event, noteActivity, { passive: true, capture: true });
  }
  const leaveIdle = async () => {
    stop();
    clearInterval(ticking);
    await endSession();
    clear("idle");
  };
  const stay = () =>
    renew().catch((error) => {
      // Offline, the next try renews; when the server knows the conversation no more, the page must not show it either.
      if (error instanceof ConversationGone) clear("idle");
    });
  const tick = () => {
    const idleMs = Date.now() - usedAt;
    if (idleMs >= idleTimeoutMs) return leaveIdle();
    if (idleDialog.open) return;
    if (isActive && idleMs >= renewalMs) {
      isActive = false;
      stay();
    } else if (idleMs >= idleTimeoutMs - warningMs) {
      isActive = false;
      endDialog.close();
      idleDialog.showModal();
    }
  };
  const ticking = setInterval(tick, TICK_MS);
  // A page that the browser kept aside, or a computer that slept, finds out at once.
  addEventListener("pageshow", tick);
  document.addEventListener("visibilitychange", tick);
  answers(idleDialog, { stay, end: leaveByChoice });
  answers(endDialog, { confirm: leaveByChoice });
  stopAll = () => {
    stop();
    clearInterval(ticking);
    tabs?.close();
  };
}

/** Asks before ending. */
export function askToEnd() {
  endDialog.showModal();
}

async function leaveByChoice() {
  stopAll();
  await endSession();
  clear("ended");
}

function answers(dialog, actions) {
  for (const button of dialog.querySelectorAll("[data-answer]")) {
    button.addEventListener("click", () => {
      dialog.close();
      actions[button.dataset.answer]?.();
    });
  }
  // Escape closes a dialog, which means: I am here, and I go on.
  dialog.addEventListener("cancel", () => actions.stay?.());
}
