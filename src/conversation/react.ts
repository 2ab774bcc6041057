/** What a patron does with an announcement: the buttons under it, and what they do right after it came. Each is counted as a reaction. */
import type { ChannelEvent } from "../channels/channel.ts";
import { advance, begin } from "../dialog/advance.ts";
import type { ReactionKind, Reply } from "../dialog/dialog.ts";
import { decodeId } from "../id-code.ts";
import type { Announcement } from "../outreach/announcements/announcement.ts";
import { announcementOf, purposeOf, swedishLine } from "../outreach/announcements/lines.ts";
import { changePatron, talkOf } from "../patrons/patron.ts";
import type { Snapshot } from "./commit.ts";
import { follow, interrupt, park, recorded } from "./guide.ts";
import { givenIn } from "./records.ts";
import { type Scene, type Stand, say, servicesOf } from "./scene.ts";

/** Dialogs in which a patron can still react to an announcement, by feedback or by stopping such messages. */
const REACTING: readonly (string | undefined)[] = ["feedback", "settings"];

/** Tells which announcement is to be looked up for an event. */
export function announcementAsked(
  { patron }: Pick<Snapshot, "patron">,
  event: ChannelEvent,
): string | undefined {
  if (event.kind === "tried") return event.announcement;
  if (event.kind !== "said" && event.kind !== "tapped") return undefined;
  const tapped = event.kind === "tapped" ? announcementOf(event.value) : undefined;
  const { announced, choices = [] } = talkOf(patron, event.from);
  // A button may be picked by typing.
  return (
    tapped ?? announced ?? choices.map(({ value }) => announcementOf(value)).find((id) => id !== undefined)
  );
}

/** Does what a button under an announcement says; undefined for what is no such button. */
export function react(
  scene: Scene,
  stand: Stand,
  [id = "", what = "", detail = ""]: readonly string[],
): Stand | undefined {
  const count = (kind: ReactionKind) =>
    recorded(scene, stand, [{ record: "reaction", announcement: id, kind }]);
  switch (what) {
    case "more":
      return interrupt(scene, count("more"), { dialog: "recommend", payload: detail });
    case "save":
      return save(scene, count("save"), detail);
    case "dismiss":
      return say(count("dismiss"), { key: "announcement.dismissed" });
    case "stop":
      return detail === "announcements" || detail === "campaigns"
        ? stop(scene, count("stop"), detail)
        : undefined;
    case "swedish":
      return inSwedish(scene, stand, id);
  }
  return undefined;
}

/** As if the patron had opened the program and tapped "remind me": what is said then is said here. One that is gone is only opened. */
function save(scene: Scene, stand: Stand, program: string): Stand {
  const { recommend } = scene.tools.dialogs;
  const aside = park(scene, stand);
  const services = servicesOf(scene, aside);
  const opened = recommend && begin(recommend, services, { payload: program });
  if (recommend === undefined || opened?.progress === undefined) return aside;
  const isThere = services.programs.find(decodeId(program) ?? "") !== undefined;
  const outcome = isThere ? advance(recommend, opened.progress, { reply: REMIND, services }) : undefined;
  return follow(scene, aside, outcome ?? opened);
}

const REMIND: Reply = {
  text: "remind",
  chosen: true,
  understood: { text: "", intent: "other", confidence: 0, slots: {} },
};

function stop(scene: Scene, stand: Stand, purpose: "announcements" | "campaigns"): Stand {
  const given = givenIn({ now: scene.now, address: scene.event.from });
  const patron = changePatron(stand.patron, { refuse: [purpose] }, given);
  return say({ ...stand, patron }, { key: `announcement.stopped.${purpose}` });
}

function inSwedish({ announcement, tools }: Scene, stand: Stand, id: string): Stand {
  const line = announcement?.id === id ? swedishLine(announcement, tools.programs) : undefined;
  return say(stand, line ?? { key: "announcement.swedish.gone", language: "sv" });
}

/**
 * Counts what a patron does right after an announcement came, beside its buttons: they stop such messages, or give feedback. With their
 * next message it is over, unless that leads there.
 */
export function hearReaction(scene: Scene, stand: Stand): Stand {
  const { event, announcement } = scene;
  const { announced, progress } = stand.talk;
  if (
    announced === undefined ||
    (event.kind !== "said" && event.kind !== "tapped" && event.kind !== "started")
  )
    return stand;
  const isButton = stand.reactions !== undefined;
  const kinds = announcement?.id === announced && !isButton ? kindsIn(announcement, stand) : [];
  const records = kinds.map((kind) => ({ record: "reaction", announcement: announced, kind }) as const);
  const leadsOn = REACTING.includes(progress?.dialog) || isInSwedish(stand) || isAtProgram(scene, progress);
  const isOpen = kinds.length === 0 && leadsOn;
  const counted = recorded(scene, stand, records);
  return { ...counted, talk: { ...stand.talk, announced: isOpen ? announced : undefined } };
}

function kindsIn({ content }: Announcement, { patron, feedback }: Stand): readonly ReactionKind[] {
  // It was sent with the consent: that was taken back since.
  const isStopped = patron.consents[purposeOf(content)] === undefined;
  const isFeedback = feedback.some(({ about }) => about !== "question");
  return [...(isStopped ? (["stop"] as const) : []), ...(isFeedback ? (["feedback"] as const) : [])];
}

/** What the announcement invites to is looked at, to be saved. */
function isAtProgram({ announcement, tools }: Scene, progress: Stand["talk"]["progress"]): boolean {
  const program = tools.programs.find(announcement?.content.program ?? "");
  const { id } = (progress?.state ?? {}) as { readonly id?: unknown }; // as dialogs/recommend.ts has it
  return program !== undefined && progress?.dialog === "recommend" && id === program.id;
}

/** The turn tells it in Swedish. */
function isInSwedish({ lines }: Stand): boolean {
  return lines.some(({ language }) => language === "sv");
}
