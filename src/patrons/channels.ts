/** The addresses of a patron who has joined several: which there are, in what order, and what becomes of one that goes. */
import { type Address, channelOf } from "../channels/channel.ts";
import type { Channels } from "../dialog/profile.ts";
import type { Patron } from "./patron.ts";

/** What stands in the place of the first address once that was removed: the others are joined ones for ever. */
const GONE = "";
/** After so long without a word, an address that was there earlier can be removed, too: a web chat ends without a goodbye. */
const SILENT_MS = 30 * 24 * 3_600_000;

/** Tells which other channels a patron has at `now`, as seen from `here`; `continues`: one has something to go on with. */
export function channelsOf(
  patron: Patron,
  here: Address,
  { now, continues }: { readonly now: string; readonly continues: boolean },
): Channels {
  const addresses = patron.addresses ?? [];
  const at = addresses.indexOf(here);
  const isSilent = (address: string) => {
    const { heard } = patron.talks[address] ?? {};
    return heard !== undefined && Date.parse(now) - Date.parse(heard) > SILENT_MS;
  };
  return {
    here: channelOf(here),
    others: addresses.flatMap((address, index) => {
      if (address === here || address === GONE) return [];
      return [{ address, channel: channelOf(address as Address), mayPart: index > at || isSilent(address) }];
    }),
    isJoined: at > 0,
    invited: patron.invited,
    continues,
  };
}

/** The patron's other addresses, in the order they were joined. */
export function othersOf({ addresses = [] }: Patron, here: string): readonly string[] {
  return addresses.filter((address) => address !== here && address !== GONE);
}

/** Tells whether a patron has several addresses. */
export function hasSeveral(patron: Patron): boolean {
  return othersOf(patron, GONE).length > 1;
}

/**
 * Joins an address that a code of the patron's was used on; undefined when there was no such code, or when the address that asked
 * for it is not the patron's any more.
 */
export function withAddress(
  patron: Patron,
  { address, owner }: { readonly address: Address; readonly owner: Address },
): Patron | undefined {
  const addresses = patron.addresses ?? [owner];
  if (addresses.includes(address)) return patron;
  if (patron.invited === undefined || !isOwn(patron, owner)) return undefined;
  return { ...patron, addresses: [...addresses, address], invited: undefined };
}

/** Tells whether an address is not the patron's: it was removed while something from it waited. */
export function isStrange(patron: Patron, address: Address): boolean {
  const own = ownOf(patron);
  return own.length > 0 && !isOwn(patron, address);
}

/** Tells whether an address is known to be the patron's: nobody's is that of one who was erased. */
export function isOwn(patron: Patron, address: string): boolean {
  return ownOf(patron).some((own) => own === address);
}

/** Gives the addresses that are known to be the patron's. */
export function ownOf({ addresses, talks }: Patron): readonly Address[] {
  return (addresses ?? Object.keys(talks)).filter((address): address is Address => address !== GONE);
}

/** Gives every address that is the patron's, `here` among them. */
export function addressesOf(patron: Patron, here: Address): readonly Address[] {
  return [...new Set([here, ...ownOf(patron)])];
}

/**
 * Forgets an address and where its conversation stood, and with it what it may still have in hand: a code to join, the address of
 * the calendar, links to the patron's data.
 */
export function withoutAddress(patron: Patron, address: string): Patron {
  const { [address]: _gone, ...talks } = patron.talks;
  const [first = GONE, ...joined] = patron.addresses ?? [];
  const addresses = [first === address ? GONE : first, ...joined.filter((one) => one !== address)];
  const { calendar, partings = 0 } = patron;
  return {
    ...patron,
    ...{ talks, addresses: addresses.length > 1 ? addresses : undefined, invited: undefined },
    ...(calendar && { calendar: { ...calendar, version: calendar.version + 1 } }),
    partings: partings + 1,
  };
}

/** What stands in an outbox for a channel that is to forget an address of a patron who was erased. */
export function forgetting(to: Address) {
  return { lane: to, id: `forget-${to}`, to, forget: true } as const;
}

/** The addresses of which their own partition says that they belong to this patron: all but the first. */
export function redirectsOf({ addresses = [] }: Patron): readonly string[] {
  return addresses.slice(1);
}
