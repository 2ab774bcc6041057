/** Finishes a turn: a way on where nothing is asked, the lines in words, and everything in the shape that is committed. */
import type { ChannelMessage } from "../channels/channel.ts";
import type { Line } from "../dialog/dialog.ts";
import { type Wake, wakeId } from "../outreach/wake.ts";
import { stillSaved } from "../patrons/outreach-state.ts";
import { type Patron, withTalk } from "../patrons/patron.ts";
import type { Commit } from "./commit.ts";
import { lookIn, rememberShown } from "./due.ts";
import { joiningIn } from "./joining.ts";
import { hearReaction } from "./react.ts";
import { languageOf, type Scene, type Stand } from "./scene.ts";

/** A tapped value that opens a dialog, whichever question it belonged to: `open:<dialog>[:<payload>]`. */
export const OPEN = "open:";
/** The choice that takes up what was interrupted. */
export const RESUME = "resume:";

/** After these the patron is left in peace. */
const LAST_WORDS: readonly string[] = ["common.stopped", "common.crisis", "privacy.erase.done"];

/** Gives the last line a way on: back to what was interrupted, or to what Kutsu can do. */
export function withWayOn({ lines, talk }: Stand): readonly Line[] {
  const last = lines.at(-1);
  if (last === undefined) return lines;
  const isOver = talk.progress === undefined && last.choices === undefined && !LAST_WORDS.includes(last.key);
  const onwards = [
    ...(talk.parked.length > 0 && talk.doubt === undefined ? [resumeChoice] : []),
    ...(isOver ? wayOnChoices : []),
  ];
  return onwards.length === 0
    ? lines
    : [...lines.slice(0, -1), { ...last, choices: [...(last.choices ?? []), ...onwards] }];
}

const resumeChoice = { value: RESUME, label: { phrase: "common.choice.resume" } } as const;

const wayOnChoices = [
  { value: `${OPEN}recommend`, label: { phrase: "home.choice.recommend" } },
  { value: `${OPEN}home:next`, label: { phrase: "common.choice.menu" } },
] as const;

/** Puts the lines into words and everything into the shape that is committed. */
export function finishTurn(
  scene: Scene,
  before: Stand,
  patron: Commit["transcript"]["patron"] & { dialog?: string; step?: string },
): Commit {
  const { event, id, turn, tools } = scene;
  const stand = hearReaction(scene, before);
  const question = `t${turn}`;
  const marks = { id: `${id}-${turn}`, question, now: scene.now };
  const lines = withWayOn(stand);
  const messages = tools.speaker.speak(lines, languageOf(stand), marks);
  const kept = lines.some(({ keptAs }) => keptAs !== undefined)
    ? tools.speaker.speak(lines.map(asKept), languageOf(stand), marks)
    : messages;
  const talk = messages.length === 0 ? stand.talk : { ...stand.talk, question, choices: choicesOf(messages) };
  const { first } = stand;
  const { dialog, step, ...heard } = patron;
  const { told, ...joining } = joiningIn(scene, stand);
  const hasLeft = stand.parted?.some(({ address }) => address === event.from) === true;
  const seen = rememberShown(scene, stand);
  const left = hasLeft ? seen : withTalk(seen, event.from, talk);
  const wake = stand.erase ? undefined : wakeIn(scene, left);
  return {
    patron: {
      ...left,
      saved: [...stillSaved(left.saved, scene.now)],
      outreach: { ...left.outreach, wake: wake?.at },
    },
    messages: [...messages.map((message) => ({ to: event.from, message, ...(first && { first }) })), ...told],
    ...joining,
    ...(wake?.look && { wake: wake.look }),
    transcript: {
      format: 1,
      turn,
      at: event.at,
      event: event.id,
      address: event.from,
      patron: heard,
      dialog,
      step,
      said: [...kept],
    },
    feedback: stand.feedback,
    contacts: stand.contacts,
    withdrawn: stand.withdrawn,
    erase: stand.erase,
    hush: stand.hush,
    ...(stand.reactions && { reactions: stand.reactions }),
  };
}

/**
 * The next look at the patron, the only one: one that is scheduled and comes early enough stays, and what is due then is found out
 * then; one that is to come earlier replaces it.
 */
function wakeIn(scene: Scene, patron: Patron): { readonly at: string; readonly look?: Wake } | undefined {
  const { id, event, now } = scene;
  const { wake: before } = patron.outreach;
  const isDone = before !== undefined && event.kind === "due" && event.id === wakeId(id, before);
  const ahead = before !== undefined && before > now && !isDone ? before : undefined;
  const next = lookIn(scene, patron);
  if (ahead !== undefined && (next === undefined || ahead <= next)) return { at: ahead };
  if (next === undefined) return undefined;
  // A look is done once: where it came before its time, because the clocks of two processes differ, the next one is another.
  const at = isDone && next <= before ? minuteAfter(before) : next;
  const look = { id: wakeId(id, at), at, ...(ahead !== undefined && { instead: wakeId(id, ahead) }) };
  return { at, look };
}

function minuteAfter(at: string): string {
  return new Date(Date.parse(at) + 60_000).toISOString();
}

/** The line as the transcript has it: the same but for what only the patron may have. */
function asKept(line: Line): Line {
  return line.keptAs === undefined ? line : { ...line, key: line.keptAs, values: undefined };
}

/** The choices that a typed answer can pick: those of the last message, cards first, as they are numbered. */
export function choicesOf(messages: readonly ChannelMessage[]): { value: string; label: string }[] {
  const last = messages.at(-1);
  const onCards = (last?.cards ?? []).flatMap((card) =>
    card.choices.map(({ value }) => ({ value, label: card.title })),
  );
  return [...onCards, ...(last?.choices ?? []).map(({ value, label }) => ({ value, label }))];
}
