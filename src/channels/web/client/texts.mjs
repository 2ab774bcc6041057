/** The words of the page in both languages, and the language it is in. */

const { texts, banners } = JSON.parse(document.getElementById("texts").textContent);
const root = document.documentElement;

/** Whether the page stands in another page's frame. */
export const isEmbedded = root.dataset.mode === "embed";

/** The language of the page now: "fi" or "en". */
export function language() {
  return root.lang;
}

/** Gives a text by its dotted key, in the language of the page unless told. */
export function text(key, { values = {}, lang = language() } = {}) {
  let found = texts[lang] ?? texts[language()];
  for (const part of key.split(".")) found = found[part];
  return found.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name] ?? ""));
}

/** Says whether the page can be in a language. */
export function isPageLanguage(lang) {
  return Object.hasOwn(texts, lang);
}

/** Changes the language of everything but what was said. */
export function setLanguage(lang) {
  root.lang = lang;
  document.title = text("page.title");
  for (const element of document.querySelectorAll("[data-text]"))
    element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) {
    element.placeholder = text(element.dataset.placeholder);
  }
  document.getElementById("switch").lang = otherLanguage();
  const banner = document.getElementById("banner");
  banner.textContent = banners[lang] ?? "";
  banner.hidden = banners[lang] === undefined;
  // A reload stays in the language the patron chose.
  const url = new URL(location.href);
  url.searchParams.set("language", lang);
  history.replaceState(null, "", url);
}

/** The language that the switch leads to. */
export function otherLanguage() {
  return language() === "fi" ? "en" : "fi";
}
