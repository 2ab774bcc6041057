/** Makes the ways into Kutsu that are a patron's own: the code and the links to join a channel, and the calendar. */

import { signCalendarToken } from "../patrons/calendar-token.ts";
import { makeJoinCode } from "../patrons/join-code.ts";
import type { PatronId } from "../store/keys.ts";
import { channelLinks, type LinkPlaces } from "./channel-links.ts";

/** What the links are made of. */
export interface PatronLinksOptions {
  readonly secret: string;
  /** Where Kutsu can be opened, as far as that is known by now. */
  places(): LinkPlaces;
}

/** Gives the links of patrons, as a turn asks for them. */
export function patronLinks({ secret, places }: PatronLinksOptions): {
  joinCode(id: PatronId, invitedAt: string): string;
  opening(payload: string, here: string): readonly string[];
  calendar(id: PatronId, version: number): string | undefined;
} {
  return {
    joinCode: (id, invitedAt) => makeJoinCode(id, invitedAt, secret),
    opening: (payload, here) =>
      channelLinks(payload, places())
        .filter(({ channel, carries }) => carries && !here.startsWith(`${channel}:`))
        .map(({ url }) => url),
    calendar: (id, version) => {
      const { publicUrl } = places();
      return publicUrl && `${publicUrl}/calendar/${signCalendarToken(id, version, secret)}.ics`;
    },
  };
}
