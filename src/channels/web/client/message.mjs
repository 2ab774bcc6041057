/** How one message looks: Kutsu's with its choices and program cards, or the patron's own. */
import { icon, link, make, mark, paragraphs, unseen } from "./elements.mjs";
import { text } from "./texts.mjs";

const CHECK = "M5 12.500l4.500 4.500L19 7.500";

/** Makes Kutsu's message. `onTap({ value, label, question })` is called once for a choice. */
export function kutsuMessage(item, onTap) {
  const { message } = item;
  const lang = message?.language;
  const words = (key) => text(key, { lang });
  const question = message?.question ?? "";
  const says = make("div", { class: "says", lang }, ...paragraphs(item.text, words("links.newTab")));
  const body = make("div", { class: "body" }, unseen(`${text("log.kutsu")}: `));
  if (item.text.trim() !== "") body.append(says);
  if (message?.cards?.length) {
    const cards = message.cards.map((each, index) =>
      card(each, { lang, words, question, onTap, name: `${item.id}-${index}` }),
    );
    body.append(make("div", { class: "cards", lang }, ...cards));
  }
  if (message?.choices?.length)
    body.append(choices(message.choices, { lang, words, question, onTap, isOne: true }));
  return make("article", { class: "message kutsu", "data-id": item.id }, mark(), body);
}

/** Makes the patron's message. */
export function patronMessage(item) {
  const says = make("div", { class: "says" }, ...paragraphs(item.text, text("links.newTab")));
  const state = make("p", { class: "state" });
  return make(
    "article",
    { class: "message patron", "data-id": item.id },
    unseen(`${text("log.patron")}: `),
    says,
    state,
  );
}

/** Shows that a choice was used: told by its value in another tab, or by its label from the history. */
export function markChosen(article, { question, value, label }) {
  for (const button of article.querySelectorAll("button[data-value]")) {
    const isIt =
      value === undefined
        ? button.dataset.labelText === label
        : button.dataset.value === value && button.dataset.question === question;
    if (!isIt) continue;
    choose(button);
    return true;
  }
  return false;
}

/** Takes away the choices of a message that the conversation has left behind. */
export function closeChoices(article, { withCards }) {
  const scope = withCards ? "button[data-value]" : ".body > .choices button[data-value]";
  for (const button of article.querySelectorAll(scope)) if (!isChosen(button)) button.disabled = true;
}

function card(item, { lang, words, question, onTap, name }) {
  const titleId = `card-${name}`;
  const element = make("article", { class: "card", "aria-labelledby": titleId });
  element.append(make("h3", { id: titleId, lang: item.titleLanguage, dir: "auto" }, item.title));
  if (item.notes.length > 0) {
    element.append(make("ul", { class: "notes" }, ...item.notes.map((note) => make("li", {}, note))));
  }
  const facts = item.facts.map((fact) =>
    make("div", {}, make("dt", {}, fact.label), make("dd", {}, unbroken(fact.text))),
  );
  if (facts.length > 0) element.append(make("dl", {}, ...facts));
  for (const paragraph of (item.text ?? "").split(/\n+/).filter(Boolean)) {
    element.append(make("p", { class: "text", lang: item.textLanguage, dir: "auto" }, paragraph));
  }
  if (item.why !== undefined) element.append(make("p", { class: "why" }, item.why));
  const links = item.links.map(({ url, label }) => link(url, label, words("links.newTab"))).filter(Boolean);
  if (links.length > 0) element.append(make("p", { class: "links" }, ...links));
  if (item.choices.length > 0)
    element.append(
      choices(item.choices, { lang, words, question, onTap, isOne: false, about: titleId, says: item.title }),
    );
  return element;
}

/** Keeps a range such as 10.30–11.15 on one line. */
function unbroken(words) {
  return words.replace(/(?<=\d)–(?=\d)/g, "\u2060–\u2060");
}

/** `says`: what the patron is seen to say with any of these choices, in place of the choice's own words. */
function choices(list, { lang, words, question, onTap, isOne, about, says }) {
  const group = make("div", { class: "choices", role: "group", lang, "aria-label": words("choices.label") });
  // "More like this" says nothing alone: the group of a card is named after its program.
  if (about !== undefined) group.setAttribute("aria-labelledby", about);
  for (const { label, value } of list) {
    const button = make(
      "button",
      { type: "button", "data-value": value, "data-question": question, "data-label-text": label },
      make("span", {}, label),
    );
    button.addEventListener("click", () => {
      if (isChosen(button)) return;
      choose(button);
      if (isOne) for (const other of group.children) if (other !== button) other.disabled = true;
      onTap({ value, label: says ?? label, question });
    });
    group.append(button);
  }
  return group;
}

function isChosen(button) {
  return button.classList.contains("chosen");
}

/** A chosen button stays focusable, so that a keyboard does not lose its place. */
function choose(button) {
  if (isChosen(button)) return;
  button.classList.add("chosen");
  button.disabled = false;
  button.setAttribute("aria-disabled", "true");
  const lang = button.closest("[lang]")?.lang;
  button.prepend(icon(CHECK, "check"));
  button.append(unseen(` (${text("choices.chosen", { lang })})`));
  const group = button.parentElement;
  if (group.parentElement.classList.contains("body")) {
    for (const other of group.children) if (!isChosen(other)) other.disabled = true;
  }
}
