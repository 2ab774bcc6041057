/** All of Kutsu that a conversation takes, behind one channel; and what every channel's patron can do in a transcript. */

import type { Channel, ChannelMemory, ChannelMessage } from "../../src/channels/channel.ts";
import { createChannelMemory } from "../../src/conversation/channel-memory.ts";
import { Conversation } from "../../src/conversation/conversation.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { createLog } from "../../src/log.ts";
import type { Wake, Wakes } from "../../src/outreach/wake.ts";
import { samplePrograms } from "../../src/programs/sample-programs.ts";
import { createServer } from "../../src/server.ts";
import type { PatronId } from "../../src/store/keys.ts";
import type { KutsuRedis } from "../../src/store/redis.ts";
import { localDate } from "../../src/understanding/local-time.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { startTestRedis } from "../helpers/redis.ts";
import { TIME_ZONE } from "../helpers/services.ts";
import { RememberedWakes } from "../helpers/wakes.ts";

/** What one turn brought to the patron's eyes. */
export interface Answer {
  /** All words, in the order they are read, without the choices. */
  readonly text: string;
  /** What can be tapped, in order: a choice by its label, the one choice of a card by the card's title. */
  readonly choices: readonly string[];
}

/** A patron of a channel. Each act resolves once the platform has taken it. */
export interface TranscriptPatron {
  say(text: string): Promise<void>;
  /** Taps a choice of the last answer, as an answer names it. */
  tap(choice: string): Promise<void>;
  /** Gives what came since the last reading, once all of it is there. */
  read(): Promise<Answer>;
}

/** What a test does behind the patron's back. */
export interface Inside {
  readonly redis: KutsuRedis;
  /** The looks at the patron that Kutsu scheduled. */
  readonly wakes: RememberedWakes;
  /** Looks at the patron, as the job does when the moment has come. Resolves when all that follows is sent. */
  look(patron: PatronId, id: string): Promise<void>;
}

/** A patron with Kutsu at the other end. */
export interface Opened {
  readonly patron: TranscriptPatron;
  readonly inside: Inside;
  /** What Kutsu gave the channel to send, oldest first. */
  readonly sent: readonly ChannelMessage[];
  stop(): Promise<void>;
}

/** Three story times, and some others that are not; each is on within two weeks, and not today. */
const PROGRAMS = [1, 15, 17, 109, 140, 165].map((number) => `sample:${String(number).padStart(3, "0")}`);

/** Loads what turns are taken with: sample programs, as they are today. */
export async function loadSampleTools(): Promise<TurnTools> {
  const programs = samplePrograms(localDate(new Date().toISOString(), TIME_ZONE), TIME_ZONE);
  return loadTurnTools(programs.filter(({ id }) => PROGRAMS.includes(id)));
}

/** A channel with Kutsu behind it. */
export interface TranscriptKutsu<OneChannel extends Channel> {
  readonly channel: OneChannel;
  readonly url: string;
  readonly sent: readonly ChannelMessage[];
  readonly inside: Inside;
  /** Resolves when everything accepted so far is answered. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** What a channel may need of what is behind it. */
export interface Behind {
  readonly redis: KutsuRedis;
  readonly memory: ChannelMemory;
  /** Resolves when everything accepted so far is answered. */
  settled(): Promise<void>;
}

/** How time passes for a conversation, where it is not the machine's time that counts. */
export interface TranscriptTime {
  /** ISO 8601. */
  readonly now: string;
  /** Where looks are scheduled besides being remembered. */
  wakes?(redis: KutsuRedis): Wakes;
  /** As in the options of a conversation. */
  readonly sweepEveryMs?: number;
}

/** Starts the conversation behind a channel, with a Redis of its own, and the server that the platform calls. */
export async function openKutsu<OneChannel extends Channel>(
  turnTools: TurnTools,
  makeChannel: (behind: Behind) => OneChannel,
  time?: TranscriptTime,
): Promise<TranscriptKutsu<OneChannel>> {
  const log = createLog("silent");
  const testRedis = await startTestRedis();
  const { redis } = testRedis;
  const settled = () => conversation.settled();
  const channel = makeChannel({ redis, memory: createChannelMemory(redis, "transcript"), settled });
  const sent: ChannelMessage[] = [];
  const send = channel.send.bind(channel);
  channel.send = (to, message) => {
    sent.push(message);
    return send(to, message);
  };
  if (time !== undefined) heardBy(time, channel);
  const wakes = new RememberedWakes();
  const real = time?.wakes?.(redis);
  const schedule = async (wake: Wake) => {
    await wakes.schedule(wake);
    await real?.schedule(wake);
  };
  const conversation = new Conversation({
    ...{ redis, channels: [channel], turnTools, log, wakes: { schedule } },
    ...(time !== undefined && { clock: () => time.now, sweepEveryMs: time.sweepEveryMs }),
  });
  const look = async (patron: PatronId, id: string) => {
    await conversation.acceptDue(patron, id);
    await settled();
  };
  const isReady = async () => undefined;
  const server = createServer({ host: "127.0.0.1", port: 0, log, isReady, graceMs: 100 });
  for (const route of channel.routes()) server.route(route);
  const { url } = await server.listen();
  await conversation.start();
  const stop = async () => {
    await conversation.stop();
    await server.close();
    await testRedis.stop();
  };
  return { channel, url, sent, inside: { redis, wakes, look }, settled, stop };
}

/** The platform tells the same time. */
function heardBy(time: TranscriptTime, channel: Channel): void {
  const start = channel.start.bind(channel);
  channel.start = (accept) => start((event) => accept({ ...event, at: time.now }));
}

/** All words of a message, in the order they are read, without the choices. */
export function wordsOf({ text, cards = [] }: ChannelMessage): readonly string[] {
  const onCards = cards.flatMap((card) => [
    card.title,
    ...card.facts.flatMap((fact) => [fact.label, fact.text]),
    ...[card.text ?? "", card.why ?? "", ...card.notes, ...card.links.map(({ label }) => label)],
  ]);
  return [text, ...onCards];
}
