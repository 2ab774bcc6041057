/** The page in the frame of another page, where kutsu.js has put it. The two tell each other nothing about the patron. */
import { focusField } from "./composer.mjs";

/** Says that the page is shown, closes on Escape, and takes the keyboard when the frame is opened. */
export function obeyFrame() {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector("dialog[open]") === null)
      tellFrame({ kutsu: "close" });
  });
  addEventListener("message", (event) => {
    if (event.source === parent && event.data?.kutsu === "opened") focusField();
  });
  tellFrame({ kutsu: "shown" });
}

/** Tells the library's page something; it may be any of several. */
export function tellFrame(message) {
  parent.postMessage(message, "*");
}
