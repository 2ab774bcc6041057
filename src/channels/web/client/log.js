/** The conversation on the page: adds each message once, in order, and keeps the newest in view. */
import { closeChoices, kutsuMessage, markChosen, patronMessage } from "./message.js";
import { text } from "./texts.js";

const log = document.getElementById("log");
const typing = document.getElementById("typing");
const newer = document.getElementById("newer");
const TYPING_MS = 12_000;
/** So near the end a patron is reading the newest. */
const NEAR_PX = 180;
const isStill = matchMedia("(prefers-reduced-motion: reduce)");

const seen = new Set();
let onTap = () => {};
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
  const stay = isNearEnd();
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
  const stay = isNearEnd();
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
  requestAnimationFrame(() => requestAnimationFrame(() => log.setAttribute("aria-busy", "false")));
}

function addPatron(item) {
  log.append(patronMessage(item));
  if (item.tapped === undefined) return;
  const offering = [...log.querySelectorAll(".message.kutsu")].reverse();
  offering.some((article) => markChosen(article, item.tapped));
}

function addKutsu(item) {
  hideTyping();
  if (item.message?.closes !== undefined) {
    const closed = find(item.message.closes);
    if (closed) closeChoices(closed, { withCards: true });
  }
  if (item.message?.choices?.length) leaveBehind();
  log.append(kutsuMessage(item, onTap));
}

/** A new question closes those from before the patron's last word; several of one turn stay open together. */
function leaveBehind() {
  const articles = [...log.querySelectorAll(".message")];
  const lastOfPatron = articles.findLastIndex((article) => article.classList.contains("patron"));
  for (const article of articles.slice(0, Math.max(0, lastOfPatron))) closeChoices(article, { withCards: false });
}

function find(id) {
  return log.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

function hideTyping() {
  clearTimeout(typingTimer);
  typing.hidden = true;
}

function isNearEnd() {
  const { scrollHeight } = document.documentElement;
  return scrollHeight - (scrollY + innerHeight) < NEAR_PX;
}

/** Scrolls to the end, but not past the start of what is new: a long answer is read from its beginning. */
function follow() {
  newer.hidden = true;
  const last = [...log.querySelectorAll(".message.patron")].at(-1) ?? log.firstElementChild;
  const headPx = document.querySelector(".top").offsetHeight + 16;
  const start = last === null ? 0 : last.getBoundingClientRect().top + scrollY - headPx;
  const end = document.documentElement.scrollHeight - innerHeight;
  scrollTo({ top: Math.min(start, end), behavior: isStill.matches ? "instant" : "smooth" });
}

newer.addEventListener("click", () => {
  newer.hidden = true;
  scrollTo({ top: document.documentElement.scrollHeight, behavior: isStill.matches ? "instant" : "smooth" });
});
addEventListener("scroll", () => { if (isNearEnd()) newer.hidden = true; }, { passive: true });
