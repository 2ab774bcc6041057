/**
 * What an announcement is to one patron: the message, and what is remembered of it. Pure, like a turn; who gets it and whether it may
 * be sent now is decided elsewhere.
 */
import type { Announcement } from "../outreach/announcements/announcement.ts";
import type { Composed } from "../outreach/announcements/lane.ts";
import { announcementLine } from "../outreach/announcements/lines.ts";
import type { ComposeAbout } from "../outreach/announcements/send.ts";
import { afterWriting } from "../outreach/follow-ups/afterwards.ts";
import { type Patron, withTalk } from "../patrons/patron.ts";
import type { Commit } from "./commit.ts";
import { putAside, rememberShown } from "./due.ts";
import { choicesOf, finishTurn, withWayOn } from "./finish-turn.ts";
import { languageOf, type Scene, type Stand, say, startOf, type TurnTools } from "./scene.ts";
import { speakAnnouncement } from "./speak-announcement.ts";

/**
 * Tells one patron of an announcement: what is under way is put aside to come back to. The same each time, down to the id of the
 * message. Throws when the announcement has no text in Finnish or English.
 */
export function composeAnnouncement(
  patron: Patron,
  about: Omit<ComposeAbout, "patron"> & { readonly tools: TurnTools },
): Composed {
  const { id, address, announcement, now, revision, tools } = about;
  const messageId = `${announcement.id}-${id}`;
  const event = { kind: "due", id: messageId, from: address, at: now, scope: "private" } as const;
  const turn = revision + 1;
  const scene: Scene = { tools, event, id, turn, now };
  const start = startOf({ patron }, event);
  const stand = told(scene, putAside(scene, start), announcement);
  const speaking = { speaker: tools.speaker, language: languageOf(stand), now };
  const spoken = speakAnnouncement(announcement, withWayOn(stand), speaking);
  const message = { ...spoken, id: messageId };
  const asked = { question: message.question, choices: choicesOf([message]) };
  const talk = { ...stand.talk, ...asked, announced: announcement.id };
  return {
    message,
    patron: withTalk(afterAnnouncing(rememberShown(scene, stand), now), address, talk),
    transcript: {
      ...{ format: 1, turn, at: now, address, event: messageId },
      patron: { kind: "announced" },
      said: [message],
    },
  };
}

/** Shows a member of the staff the announcement on their own channel; nothing is remembered of it but that they can answer. */
export function finishTrial(scene: Scene, start: Stand): Commit {
  const { announcement, event } = scene;
  const heard = { kind: event.kind };
  if (announcement === undefined)
    return finishTurn(scene, say(start, { key: "announcement.trial.gone" }), heard);
  if (announcement.content.texts.fi === undefined && announcement.content.texts.en === undefined)
    return finishTurn(scene, say(start, { key: "announcement.trial.noText" }), heard);
  const head = say(putAside(scene, start), { key: "announcement.trial.head" });
  const { patron, ...commit } = finishTurn(scene, told(scene, head, announcement), heard);
  // Whoever writes of a program is not told of it by that.
  const outreach = { ...patron.outreach, shown: start.patron.outreach.shown };
  return { ...commit, patron: { ...patron, outreach } };
}

function told({ tools }: Scene, stand: Stand, announcement: Announcement): Stand {
  const about = { language: languageOf(stand), programs: tools.programs };
  return say(stand, announcementLine(announcement, about));
}

function afterAnnouncing(patron: Patron, now: string): Patron {
  const written = afterWriting(patron, now, { isAsked: false });
  return { ...written, outreach: { ...written.outreach, announced: now } };
}
