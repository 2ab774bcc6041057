/** What a turn knows of the patron's other channels: which there are, what is under way there, and how they are opened. */
import type { Channels } from "../dialog/profile.ts";
import type { Services } from "../dialog/services.ts";
import { channelsOf, othersOf } from "../patrons/channels.ts";
import type { Patron, Talk } from "../patrons/patron.ts";
import type { Scene } from "./scene.ts";

/** Finds what is under way on another of the patron's channels and can go on here: where the patron was heard last. */
export function underWayElsewhere({ tools, event }: Scene, patron: Patron): Talk["progress"] {
  const heard = (address: string) => patron.talks[address]?.heard ?? "";
  const [found] = [...othersOf(patron, event.from)]
    .sort((one, other) => heard(other).localeCompare(heard(one)))
    .flatMap((address) => patron.talks[address]?.progress ?? [])
    .filter(({ dialog }) => Object.hasOwn(tools.dialogs, dialog) && tools.dialogs[dialog]?.returns)
    // The way to join channels leads nowhere on the channel that was joined.
    .filter(({ dialog }) => dialog !== "connect");
  return found;
}

/** The patron's channels as a dialog sees them; others who read along see none. */
export function channelsIn(scene: Scene, patron: Patron): Channels | undefined {
  if (scene.event.scope === "group") return undefined;
  const continues = underWayElsewhere(scene, patron) !== undefined;
  return channelsOf(patron, scene.event.from, { now: scene.now, continues });
}

/** The ways into Kutsu as a dialog may ask for them. */
export function linksIn({ tools, id, event }: Scene): Services["links"] {
  const { links } = tools;
  return (
    links && {
      joinCode: (invitedAt) => links.joinCode(id, invitedAt),
      opening: (payload) => links.opening(payload, event.from),
      calendar: (version) => links.calendar(id, version),
    }
  );
}
