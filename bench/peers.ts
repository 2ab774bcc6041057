/**
 * Loads the peers that figures are held against. They are installed by hand, in the bench's own folder: Kutsu needs none.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { rootPath } from "../src/root.ts";

/** How to get the peers. */
export const PEERS_REMEDY = "get the peers with: npm ci --prefix bench";

const requirePeer = createRequire(rootPath("bench", "package.json"));

/** Loads what a peer exports by default, as CommonJS does; undefined where it is not installed. */
export async function findPeer<T>(name: string): Promise<T | undefined> {
  const module = await findNamedPeer<{ readonly default?: T } & T>(name);
  return module?.default ?? module;
}

/** Loads the names that a peer exports; undefined where it is not installed. */
export async function findNamedPeer<T>(name: string): Promise<T | undefined> {
  let address: string;
  try {
    address = pathToFileURL(requirePeer.resolve(name)).href;
  } catch {
    return undefined;
  }
  // The shape of a peer is written where it is used; one that has changed it fails there.
  return (await import(address)) as T;
}
