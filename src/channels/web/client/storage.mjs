/**
 * A place for what must outlive a reload, not the tab. A framed page may be denied storage by the browser: then it lives
 * in memory and a reload starts anew.
 */

const memory = new Map();
const PREFIX = "kutsu.";

/** Gives what was kept under a name, or undefined. */
export function recall(name) {
  try {
    return sessionStorage.getItem(PREFIX + name) ?? memory.get(name);
  } catch {
    return memory.get(name);
  }
}

/** Keeps a string under a name. */
export function keep(name, value) {
  memory.set(name, value);
  try {
    sessionStorage.setItem(PREFIX + name, value);
  } catch {
    // Memory has it.
  }
}

/** Forgets everything that was kept. */
export function forgetAll() {
  memory.clear();
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}
