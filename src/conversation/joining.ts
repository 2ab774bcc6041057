/**
 * Joins channels in a turn: tells both sides, takes up on one channel what is under way on another, and says what must be
 * committed. What another partition must be asked is asked by the conversation, between two takes of the turn.
 */
import { type Address, type ChannelEvent, channelOf } from "../channels/channel.ts";
import type { Line } from "../dialog/dialog.ts";
import { channelName } from "../dialog/words.ts";
import { othersOf, withAddress } from "../patrons/channels.ts";
import { CODE_TTL_SECONDS, digestOfCode } from "../patrons/join-code.ts";
import { talkOf } from "../patrons/patron.ts";
import { LANGUAGES } from "../understanding/understood.ts";
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
  // Whoever asked for the code was erased or parted meanwhile: there is nobody to be joined to, and the way here is taken back.
  if (patron === undefined) {
    const parted = [{ address: event.address }];
    const erase = Object.keys(start.patron.talks).length === 0;
    return isNew ? say({ ...start, parted, erase }, { key: "links.refused" }) : start;
  }
  const stand: Stand = { ...start, patron };
  const values = { channel: channelName(channelOf(isNew ? event.owner : event.address)) };
  if (!isNew) return say(stand, thereLine(event.address));
  const progress = underWayElsewhere(scene, patron);
  const { talk } = ended(stand);
  const parked = progress === undefined ? [] : [progress];
  // Here goes on what was spoken here.
  const language = LANGUAGES.find((known) => known === event.language);
  return say({ ...stand, talk: { ...talk, parked, language } }, { key: "links.joined.here", values });
}

const manage = { value: "open:connect", label: { phrase: "links.manage" } } as const;

/** Tells on another channel of the patron's that an address was joined: nobody joins unseen. */
function thereLine(address: Address): Line {
  return {
    key: "links.joined.there",
    values: { channel: channelName(channelOf(address)) },
    choices: [manage],
  };
}

/** Goes on here with what is under way on another channel; there it stays as it is. */
export function continueHere(scene: Scene, stand: Stand): Stand {
  const progress = underWayElsewhere(scene, stand.patron);
  if (progress === undefined) return say(stand, { key: "links.nothingElsewhere" });
  const aside = park(scene, stand);
  return comeBack(scene, { ...aside, talk: { ...aside.talk, parked: [progress, ...aside.talk.parked] } });
}

/** Gives what a turn commits of joining and parting: the code that was asked for, and what the other side is told. */
export function joiningIn(
  scene: Scene,
  stand: Stand,
): Pick<Commit, "code" | "join" | "parted"> & { readonly told: Commit["messages"] } {
  const { id, turn, now, tools } = scene;
  const { invited, join, parted = [] } = stand;
  const code: CommittedCode | undefined =
    invited && tools.links
      ? { digest: digestOfCode(tools.links.joinCode(id, now)), ttlSeconds: CODE_TTL_SECONDS }
      : undefined;
  const tell = (to: string, lines: readonly Line[], name: string): Commit["messages"] => {
    const marks = { id: `${id}-${turn}.${name}`, question: `t${turn}`, now };
    const there = { patron: stand.patron, talk: talkOf(stand.patron, to as Address) };
    const messages = tools.speaker.speak(lines, languageOf(there), marks);
    return messages.map((message) => ({ to: to as Address, message }));
  };
  const told = [
    ...parted.flatMap(({ address, tell: to }, index) =>
      to === undefined ? [] : tell(to, partedLines(scene, stand, address), `parted${index}`),
    ),
    ...alsoTold(scene, stand).flatMap((to, index) =>
      tell(to, [thereLine(scene.event.from)], `joined${index}`),
    ),
  ];
  return {
    ...(code && { code }),
    ...(join !== undefined && { join }),
    ...(parted.length > 0 && { parted }),
    told,
  };
}

function partedLines({ event }: Scene, { patron }: Stand, address: string): readonly Line[] {
  const values = { channel: channelName(channelOf(address as Address)) };
  if (address !== event.from) return [{ key: "links.parted.here", values }];
  // Whoever left may have had the address of the calendar; who stays needs the new one.
  const calendar = patron.calendar !== undefined && patron.calendar.off === undefined;
  return [
    { key: "links.parted.there", values },
    ...(calendar ? [{ key: "links.parted.calendar" } as const] : []),
  ];
}

/** Who else is told that an address was joined: whoever asked for the code has an event of its own. */
function alsoTold({ event }: Scene, { patron, parted }: Stand): readonly string[] {
  if (event.kind !== "joined" || event.from !== event.address || parted !== undefined) return [];
  return othersOf(patron, event.address).filter((address) => address !== event.owner);
}
