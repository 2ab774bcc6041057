/**
 * A place for what must outlive a reload. A framed page may be denied storage by the browser: then it lives in memory and a
 * reload starts anew.
 */
import { isEmbedded } from "./texts.mjs";

const memory = new Map();
const PREFIX = "kutsu.";

/** Gives what this tab kept under a name, or undefined. */
export function recall(name) {
  return read(() => sessionStorage, name);
}

/** Keeps a string under a name, for this tab. */
export function keep(name, value) {
  write(() => sessionStorage, name, value);
}

/** Gives what the conversation's tabs kept under a name, or undefined. */
export function recallForAll(name) {
  return read(sharedStorage, name);
}

/** Keeps a string under a name for every tab of the conversation, also for one that is opened later. */
export function keepForAll(name, value) {
  write(sharedStorage, name, value);
}

/** Forgets what the conversation's tabs kept under a name. */
export function forgetForAll(name) {
  memory.delete(name);
  try {
    sharedStorage().removeItem(PREFIX + name);
  } catch {
    // Nothing was kept there.
  }
}

/** Forgets everything that this tab kept. */
export function forgetAll() {
  memory.clear();
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}

/** Tells whether what is kept outlives a reload. */
export function isLasting() {
  try {
    sessionStorage.setItem(`${PREFIX}try`, "");
    sessionStorage.removeItem(`${PREFIX}try`);
    return true;
  } catch {
    return false;
  }
}

/** A frame's conversation has one tab; the page's is in every tab, as its cookie is. */
function sharedStorage() {
  return isEmbedded ? sessionStorage : localStorage;
}

function read(storage, name) {
  try {
    return storage().getItem(PREFIX + name) ?? memory.get(name);
  } catch {
    return memory.get(name);
  }
}

function write(storage, name, value) {
  memory.set(name, value);
  try {
    storage().setItem(PREFIX + name, value);
  } catch {
    // Memory has it.
  }
}
