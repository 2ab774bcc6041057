/**
 * Joins channels in a turn: tells both sides, takes up on one channel what is under way on another, and says what must be
 * committed. What another partition must be asked is asked by the conversation, between two takes of the turn.
 */
import { type Address, type ChannelEvent, channelOf } from "../channels/channel.ts";
import type { Line } from "../dialog/dialog.ts";
import { channelName } from "../dialog/words.ts";
import { withAddress } from "../patrons/channels.ts";
import { CODE_TTL_SECONDS, digestOfCode } from "../patrons/join-code.ts";
import type { Commit, CommittedCode } from "./commit.ts";
import { underWayElsewhere } from "./elsewhere.ts";
import { comeBack, park } from "./guide.ts";
import { ended, languageOf, type Scene, type Stand, say } from "./scene.ts";

/** The choice that goes on here with what is under way on another channel. */
export const CONTINUE = "continue:";

/** Tells on each of two channels that they were joined. */
export function joined(scene: Scene, start: Stand, event: ChannelEvent & { readonly kind: "joined" }): Stand {
  const isNew = event.from === event.address;
  const patron = withAddress(start.patron, event);
  // Whoever asked for the code was erased meanwhile: there is nobody to be joined to.
  if (patron === undefined) return isNew ? say(start, { key: "links.refused" }) : start;
  const stand: Stand = { ...start, patron };
  const values = { channel: channelName(channelOf(isNew ? event.owner : event.address)) };
  if (!isNew) return say(stand, { key: "links.joined.there", values, choices: [manage] });
  const progress = underWayElsewhere(scene, patron);
  const { talk } = ended(stand);
  const parked = progress === undefined ? [] : [progress];
  return say({ ...stand, talk: { ...talk, parked } }, { key: "links.joined.here", values });
}

const manage = { value: "open:connect", label: { phrase: "links.manage" } } as const;

/** Goes on here with what is under way on another channel; there it stays as it is. */
export function continueHere(scene: Scene, stand: Stand): Stand {
  const progress = underWayElsewhere(scene, stand.patron);
  if (progress === undefined) return say(stand, { key: "links.nothingElsewhere" });
  const aside = park(scene, stand);
  return comeBack(scene, { ...aside, talk: { ...aside.talk, parked: [progress, ...aside.talk.parked] } });
}

/** Gives what a turn commits of joining and parting: the code that was asked for, and what the other side is told. */
export function joiningIn(
  { id, turn, now, tools, event }: Scene,
  stand: Stand,
): Pick<Commit, "code" | "join" | "parted"> & { readonly told: Commit["messages"] } {
  const { invited, join, parted = [] } = stand;
  const code: CommittedCode | undefined =
    invited && tools.links
      ? { digest: digestOfCode(tools.links.joinCode(id, now)), ttlSeconds: CODE_TTL_SECONDS }
      : undefined;
  const told = parted.flatMap(({ address, tell }, index) => {
    const line: Line = {
      key: address === event.from ? "links.parted.there" : "links.parted.here",
      values: { channel: channelName(channelOf(address as Address)) },
    };
    const marks = { id: `${id}-${turn}.parted${index}`, question: `t${turn}`, now };
    const messages = tools.speaker.speak([line], languageOf(stand), marks);
    return messages.map((message) => ({ to: tell as Address, message }));
  });
  return {
    ...(code && { code }),
    ...(join !== undefined && { join }),
    ...(parted.length > 0 && { parted }),
    told,
  };
}
