/** Chance that is the same for the same seed, for what a simulated year is made by. */
import { createHash } from "node:crypto";
import { type Chance, chances } from "./made-patrons.ts";

export { type Chance, chances };

/** Picks one, each as often as the others. */
export function pickEvenly<Item>(items: readonly Item[], chance: Chance): Item {
  const item = items[Math.floor(chance() * items.length)];
  if (item === undefined) throw new Error("Cannot pick: there is nothing to pick from");
  return item;
}

/** Picks a name by weights. */
export function pickWeighted<Name extends string>(
  weights: Readonly<Record<Name, number>>,
  chance: Chance,
): Name {
  const names = Object.keys(weights) as Name[]; // the keys that were given
  let left = chance() * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  throw new Error("Cannot pick: there is nothing to pick from");
}

/** Gives a row of chances for something with a name: the same whenever it is asked. */
export function chanceOf(name: string): Chance {
  return chances(createHash("sha1").update(name).digest().readInt32BE(0));
}
