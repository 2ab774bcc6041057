/**
 * How a conversation leaves the device: the patron ends it, or nobody has been there for a while. On a library computer the
 * next patron must not see it, so it goes at once, even when the server cannot be reached.
 */
import { ConversationGone, endSession, forgetSession, renew, whenUsed } from "./session.mjs";
import { isEmbedded } from "./texts.mjs";

const WARNING_MS = 60_000;
const TICK_MS = 1_000;
const LONGEST_RENEWAL_MS = 60_000;

const endDialog = document.getElementById("end-dialog");
const idleDialog = document.getElementById("idle-dialog");

/**
 * Watches a conversation: the end button, other tabs, and whether anyone is there. `onUse` is called when the patron was heard
 * of, and `onLeft("ended" | "idle")` once, when the conversation is forgotten and must go from the page.
 *
 * Gives `gone(reason)`, for a conversation that the server refuses, and `stop`, which only stops watching.
 */
export function watchLeaving({ idleTimeoutMs, startId, onUse, onLeft }) {
  const over = new AbortController();
  const { signal } = over;
  const warningMs = Math.min(WARNING_MS, idleTimeoutMs / 2);
  const renewalMs = Math.min(LONGEST_RENEWAL_MS, idleTimeoutMs / 5);
  let usedAt = Date.now();
  let isActive = false;
  // Another tab's use keeps the conversation alive for this one; a frame's conversation has one tab.
  const tabs = isEmbedded ? undefined : new BroadcastChannel("kutsu");
  const noteUse = () => {
    usedAt = Date.now();
    if (idleDialog.open) idleDialog.close();
    onUse();
  };
  whenUsed(() => {
    if (signal.aborted) return;
    noteUse();
    tabs?.postMessage({ used: startId });
  });
  tabs?.addEventListener("message", ({ data }) => {
    if (data.used === startId) noteUse();
    // The tab that ends tells the server, and this one, which the server may not reach.
    else if (data.ended === startId) gone("ended");
  });
  const noteActivity = () => {
    isActive = true;
  };
  for (const event of ["keydown", "pointerdown", "scroll"]) {
    addEventListener(event, noteActivity, { passive: true, capture: true, signal });
  }
  const stop = () => {
    over.abort();
    clearInterval(ticking);
    tabs?.close();
    endDialog.close();
    idleDialog.close();
  };
  const leave = (reason) => {
    if (signal.aborted) return;
    tabs?.postMessage({ ended: startId });
    stop();
    endSession(startId);
    onLeft(reason);
  };
  const gone = (reason) => {
    if (signal.aborted) return;
    stop();
    forgetSession();
    onLeft(reason);
  };
  const leaveByChoice = () => leave("ended");
  const stay = () =>
    renew().catch((error) => {
      // Offline, the next try renews; when the server knows the conversation no more, the page must not show it either.
      if (error instanceof ConversationGone) gone("idle");
    });
  const tick = () => {
    const idleMs = Date.now() - usedAt;
    if (idleMs >= idleTimeoutMs) return leave("idle");
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
  addEventListener("pageshow", tick, { signal });
  document.addEventListener("visibilitychange", tick, { signal });
  answers(idleDialog, { stay, end: leaveByChoice }, signal);
  answers(endDialog, { confirm: leaveByChoice }, signal);
  onUse();
  return { gone, stop };
}

/** Asks before ending. */
export function askToEnd() {
  endDialog.showModal();
}

function answers(dialog, actions, signal) {
  for (const button of dialog.querySelectorAll("[data-answer]")) {
    const answer = () => {
      dialog.close();
      actions[button.dataset.answer]?.();
    };
    button.addEventListener("click", answer, { signal });
  }
  // Escape closes a dialog, which means: I am here, and I go on.
  dialog.addEventListener("cancel", () => actions.stay?.(), { signal });
}
