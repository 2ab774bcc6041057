/** Makes elements. Text is always text: nothing here, nor anywhere in the page, parses HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element with attributes (a value of undefined is left out) and children (elements or strings). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Makes text that only a screen reader shows. */
export function unseen(words, lang) {
  return make("span", { class: "unseen", lang }, words);
}

/** Makes a line icon of 24 by 24. */
export function icon(path, name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon ${name}`);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** Copies the mark from the head of the page. */
export function mark() {
  return document.querySelector(".brand .mark").cloneNode(true);
}

const URL_IN_TEXT = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'’”]/g;

/** Splits a text into paragraphs, with web addresses as links. */
export function paragraphs(words, newTabWords) {
  return words
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== "")
    .map((part) => make("p", { dir: "auto" }, ...linked(part, newTabWords)));
}

/** Makes a link, or undefined when the address is not one a page may open. */
export function link(href, label, newTabWords) {
  let url;
  try {
    url = new URL(href, location.origin);
  } catch {
    return undefined;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  if (url.pathname.endsWith(".ics")) {
    return make(
      "a",
      { href: url.href, download: "", class: "calendar" },
      icon("M5 6.500h14v13H5zM5 10.500h14M9 4v4M15 4v4", "line"),
      label,
    );
  }
  const attributes = { href: url.href, target: "_blank", rel: "noopener noreferrer" };
  return make("a", attributes, label, unseen(` (${newTabWords})`));
}

function linked(part, newTabWords) {
  const pieces = [];
  let end = 0;
  for (const match of part.matchAll(URL_IN_TEXT)) {
    pieces.push(part.slice(end, match.index), link(match[0], match[0], newTabWords) ?? match[0]);
    end = match.index + match[0].length;
  }
  return [...pieces, part.slice(end)];
}
