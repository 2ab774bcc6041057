/** The conversation on the page: adds each message once, in order, and keeps the newest in view. */
import { closeChoices, kutsuMessage, markChosen, patronMessage } from "./message.mjs";
import { text } from "./texts.mjs";

const log = document.getElementById("log");
const typing = document.getElementById("typing");
const newer = document.getElementById("newer");
const TYPING_MS = 12_000;
/** So near the end a patron is reading the newest. */
const NEAR_PX = 180;
/** No smooth scroll takes longer. */
const SCROLL_MS = 700;
const isStill = matchMedia("(prefers-reduced-motion: reduce)");

const seen = new Set();
let onTap = () => {};
let aim = { top: 0, until: 0 };
let typingTimer;
let isQuiet = true;

/** Calls back when a choice is used: `{ value, label, question }`. */
export function whenTapped(callback) {
  onTap = callback;
}

/** Adds an item of the conversation unless it is there. Gives whether it was new. */
export function addItem(item) {
  if (seen.has(item.id)) {
    if (item.from === "patron") setState(item.id, undefined);
    return false;
  }
  seen.add(item.id);
  const stay = isFollowing();
  if (item.from === "patron") addPatron(item);
  else addKutsu(item);
  if (isQuiet) return true;
  if (item.from === "patron" || stay) follow();
  else newer.hidden = false;
  return true;
}

/** Shows how a message of the patron's is doing: "waiting", "failed", or undefined when it has arrived. */
export function setState(id, state) {
  const article = find(id);
  const label = article?.querySelector(".state");
  if (!label) return;
  article.dataset.state = state ?? "";
  const words = state === undefined ? "" : text(`message.${state}`);
  if (label.textContent !== words) label.textContent = words;
}

/** Shows that an answer is coming. */
export function showTyping() {
  clearTimeout(typingTimer);
  const stay = isFollowing();
  typing.hidden = false;
  if (stay) follow();
  typingTimer = setTimeout(hideTyping, TYPING_MS);
}

/** From here on messages are new: they are announced and scrolled to. What came before is the history. */
export function beginLive() {
  if (!isQuiet) return;
  isQuiet = false;
  scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  // A frame later, so that a screen reader does not read the whole history out.
  const isReady = () => isQuiet || log.setAttribute("aria-busy", "false");
  requestAnimationFrame(() => requestAnimationFrame(isReady));
}

/** Takes everything away, for the next conversation. */
export function clearLog() {
  hideTyping();
  newer.hidden = true;
  seen.clear();
  isQuiet = true;
  log.setAttribute("aria-busy", "true");
  log.replaceChildren();
}

function addPatron(item) {
  const before = [...log.querySelectorAll(".message")].reverse();
  log.append(patronMessage(item));
  if (item.tapped !== undefined) {
    before.some((article) => markChosen(article, item.tapped));
    return;
  }
  // The history tells a tap by its words only: it was one of what Kutsu offered just before.
  const turn = before.findIndex((article) => article.classList.contains("patron"));
  before.slice(0, turn < 0 ? undefined : turn).some((article) => markChosen(article, { label: item.text }));
}

function addKutsu(item) {
  hideTyping();
  if (item.message?.choices?.length) leaveBehind();
  log.append(kutsuMessage(item, onTap));
}

/** A new question closes those from before the patron's last word; several of one turn stay open together. */
function leaveBehind() {
  const articles = [...log.querySelectorAll(".message")];
  const lastOfPatron = articles.findLastIndex((article) => article.classList.contains("patron"));
  for (const article of articles.slice(0, Math.max(0, lastOfPatron)))
    closeChoices(article, { withCards: false });
}

function find(id) {
  return log.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

function hideTyping() {
  clearTimeout(typingTimer);
  typing.hidden = true;
}

/** Whether the patron reads the newest: near the end, or at the start of the latest answer, where we brought them. */
function isFollowing() {
  const { scrollHeight } = document.documentElement;
  // While a scroll of ours is under way, its goal counts.
  const top = performance.now() < aim.until ? aim.top : scrollY;
  return scrollHeight - (top + innerHeight) < NEAR_PX || Math.abs(top - turnStart()) < NEAR_PX / 4;
}

/** Where the page stands when the latest turn begins at its top. */
function turnStart() {
  const last = [...log.querySelectorAll(".message.patron")].at(-1);
  // Before the patron has said anything, the whole page is the turn.
  if (last === undefined) return 0;
  return last.offsetTop - document.querySelector(".top").offsetHeight - 16;
}

/** Scrolls to the end, but not past the start of what is new: a long answer is read from its beginning. */
function follow() {
  scrollToward(Math.min(turnStart(), document.documentElement.scrollHeight - innerHeight));
}

function scrollToward(top) {
  newer.hidden = true;
  aim = { top, until: performance.now() + SCROLL_MS };
  scrollTo({ top, behavior: isStill.matches ? "instant" : "smooth" });
}

newer.addEventListener("click", () => scrollToward(document.documentElement.scrollHeight - innerHeight));
addEventListener(
  "scroll",
  () => {
    if (isFollowing()) newer.hidden = true;
  },
  { passive: true },
);
