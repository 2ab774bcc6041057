/** Where the patron writes: Enter sends, Shift and Enter make a new line, the field grows with the text. */
import { text } from "./texts.mjs";

const form = document.getElementById("composer");
const field = document.getElementById("text");
const status = document.getElementById("status");
const hint = document.getElementById("hint");
const NEARLY_FULL = 500;

let statusKey;

/** Calls back with each text the patron sends; where the callback gives false, the text stays in the field. */
export function whenSaid(callback) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field.value.trim();
    if (words !== "" && callback(words)) clearField();
    field.focus();
  });
}

/** Shows a state that the patron should know, by its key under `status`; undefined takes it away. */
export function setStatus(key) {
  if (key === statusKey) return;
  statusKey = key;
  status.dataset.text = key === undefined ? "" : `status.${key}`;
  if (key === undefined) delete status.dataset.text;
  status.textContent = key === undefined ? "" : text(`status.${key}`);
}

/** Tells which state is shown. */
export function currentStatus() {
  return statusKey;
}

/** Puts the keyboard into the field. */
export function focusField() {
  field.focus();
}

/** Throws away what is written and not sent. */
export function clearField() {
  field.value = "";
  fit();
}

/** Shows or hides the place to write. */
export function setComposerShown(isShown) {
  form.hidden = !isShown;
}

field.addEventListener("keydown", (event) => {
  // While a word is being composed, Enter belongs to the keyboard.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

field.addEventListener("input", fit);

function fit() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
  const left = field.maxLength - field.value.length;
  const isNearlyFull = left < NEARLY_FULL;
  hint.classList.toggle("full", isNearlyFull);
  hint.textContent = text(isNearlyFull ? "composer.left" : "composer.hint", { values: { count: left } });
}
