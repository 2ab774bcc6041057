/** Finishes a turn: a way on where nothing is asked, the lines in words, and everything in the shape that is committed. */
import type { ChannelMessage } from "../channels/channel.ts";
import type { Line } from "../dialog/dialog.ts";
import { withTalk } from "../patrons/patron.ts";
import type { Commit } from "./conversation-store.ts";
import { languageOf, type Scene, type Stand } from "./scene.ts";

/** A tapped value that opens a dialog, whichever question it belonged to: `open:<dialog>[:<payload>]`. */
export const OPEN = "open:";
/** The choice that takes up what was interrupted. */
export const RESUME = "resume:";

/** After these the patron is left in peace. */
const LAST_WORDS: readonly string[] = ["common.stopped", "common.crisis", "privacy.erase.done"];

/** Gives the last line a way on: back to what was interrupted, or to what Kutsu can do. */
function withWayOn({ lines, talk }: Stand): readonly Line[] {
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
  stand: Stand,
  patron: Commit["transcript"]["patron"] & { dialog?: string; step?: string },
): Commit {
  const { event, id, turn, tools } = scene;
  const question = `t${turn}`;
  const marks = { id: `${id}-${turn}`, question, now: scene.now };
  const lines = withWayOn(stand);
  const messages = tools.speaker.speak(lines, languageOf(stand), marks);
  const kept = lines.some(({ keptAs }) => keptAs !== undefined)
    ? tools.speaker.speak(lines.map(asKept), languageOf(stand), marks)
    : messages;
  const talk = messages.length === 0 ? stand.talk : { ...stand.talk, question, choices: choicesOf(messages) };
  const { dialog, step, ...heard } = patron;
  return {
    patron: withTalk(stand.patron, event.from, talk),
    messages: messages.map((message) => ({ to: event.from, message })),
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
  };
}

/** The line as the transcript has it: the same but for what only the patron may have. */
function asKept(line: Line): Line {
  return line.keptAs === undefined ? line : { ...line, key: line.keptAs, values: undefined };
}

/** The choices that a typed answer can pick: those of the last message, cards first, as they are numbered. */
function choicesOf(messages: readonly ChannelMessage[]): { value: string; label: string }[] {
  const last = messages.at(-1);
  const onCards = (last?.cards ?? []).flatMap((card) =>
    card.choices.map(({ value }) => ({ value, label: card.title })),
  );
  return [...onCards, ...(last?.choices ?? []).map(({ value, label }) => ({ value, label }))];
}
