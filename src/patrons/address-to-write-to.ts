import type { Address } from "../channels/channel.ts";
import type { Patron } from "./patron.ts";

/**
 * Gives the address to write to first: where the patron was heard last, of those that can be reached and that nobody else reads; one
 * that lasts goes before a page or a terminal. Undefined when there is none.
 */
export function addressToWriteTo({ talks }: Pick<Patron, "talks">): Address | undefined {
  const open = Object.entries(talks).filter(([, { reachable, group }]) => reachable && !group);
  const [best] = open.sort(
    ([, one], [, other]) =>
      Number(one.passing ?? false) - Number(other.passing ?? false) ||
      (other.heard ?? "").localeCompare(one.heard ?? ""),
  );
  return best?.[0] as Address | undefined; // talks are kept by address
}
