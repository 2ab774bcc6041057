/** All of Kutsu that a conversation takes, with Teams as its channel and the playground in front. */

import type { Address, ChannelEvent } from "../../../src/channels/channel.ts";
import { TeamsChannel } from "../../../src/channels/teams/channel.ts";
import { createChannelMemory } from "../../../src/conversation/channel-memory.ts";
import { Conversation } from "../../../src/conversation/conversation.ts";
import { createLog } from "../../../src/log.ts";
import type { Program } from "../../../src/programs/program.ts";
import { createServer } from "../../../src/server.ts";
import { loadTurnTools } from "../../helpers/chat.ts";
import { startTestRedis } from "../../helpers/redis.ts";
import { RememberedWakes } from "../../helpers/wakes.ts";
import { Playground } from "./playground.ts";

/** Kutsu and the playground, talking with each other. */
export interface KutsuInPlayground {
  readonly playground: Playground;
  /** What Kutsu heard, oldest first. */
  readonly heard: readonly ChannelEvent[];
  /** Where the patron's private chat is, once something came from it. */
  patron(): Address;
  /** Makes a channel as another process would: it knows only what is stored. */
  openChannel(): TeamsChannel;
  stop(): Promise<void>;
}

/** Starts both with these programs. */
export async function startKutsuInPlayground(programs: readonly Program[]): Promise<KutsuInPlayground> {
  const log = createLog("silent");
  const heard: ChannelEvent[] = [];
  const redis = await startTestRedis();
  const memory = createChannelMemory(redis.redis, "teams");
  const openChannel = () => new TeamsChannel({ settings: {}, development: true, memory });
  const channel = openChannel();
  const start = channel.start.bind(channel);
  channel.start = (accept) =>
    start(async (event) => {
      heard.push(event);
      await accept(event);
    });
  const server = createServer({ host: "127.0.0.1", port: 0, log, isReady: async () => undefined });
  for (const route of channel.routes()) server.route(route);
  const { url } = await server.listen();
  const turnTools = await loadTurnTools(programs);
  const conversation = new Conversation({
    redis: redis.redis,
    channels: [channel],
    turnTools,
    log,
    wakes: new RememberedWakes(),
  });
  await conversation.start();
  const playground = await Playground.start(`${url}/api/messages`);
  return {
    playground,
    heard,
    patron: () => heard.find(({ scope }) => scope === "private")?.from ?? "teams:nobody",
    openChannel,
    stop: async () => {
      await playground.stop();
      await conversation.stop();
      await server.close();
      await redis.stop();
    },
  };
}

/** Moves programs to an hour in three days from now, so that they are always to come. */
export function soon(programs: readonly Program[]): readonly Program[] {
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  return programs.map((program) => ({ ...program, start: `${day}T09:00:00Z`, end: `${day}T10:00:00Z` }));
}
