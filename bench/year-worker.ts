/**
 * A process of the simulated library, started to be killed: the whole of Kutsu's conversation and jobs on a clock that it is
 * told, with a channel that writes down what it sent. Says on its output which commands are done.
 */
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { type Address, type Channel, type ChannelEvent, Undeliverable } from "../src/channels/channel.ts";
import { readConfig } from "../src/config.ts";
import { Conversation } from "../src/conversation/conversation.ts";
import { createWakes, lookAtPatron } from "../src/jobs/look-at-patron.ts";
import { openQueue, startWorker } from "../src/jobs/queue.ts";
import type { Log } from "../src/log.ts";
import { openCore } from "../src/main.ts";
import type { Wakes } from "../src/outreach/wake.ts";
import type { PatronId } from "../src/store/keys.ts";
import type { KutsuRedis } from "../src/store/redis.ts";
import { MINUTE_MS, QUIET, ZONE } from "./year-clock.ts";
import { BLOCKED_KEY, type Command, LOOKS_KEY, SENT_KEY, type YearWorkerOptions } from "./year-keys.ts";
import { CHANNEL } from "./year-patrons.ts";
import { toldIn } from "./year-told.ts";

let now = "";

/** Writes warnings and errors as lines of one file of all workers: whole and at once, whatever becomes of this process. */
function logTo(file: string): Log {
  const at = (level: string) => (details: object, said?: string) => {
    const err = "err" in details && details.err instanceof Error ? details.err.message : undefined;
    appendFileSync(file, `${JSON.stringify({ ...details, err, level, said, now })}\n`);
  };
  const quiet = () => undefined;
  return { debug: quiet, info: quiet, warn: at("warn"), error: at("error") } as unknown as Log;
}

/** The platform: what it takes is written down before it answers, so that a sender killed in between is in doubt. */
function channelOn(redis: KutsuRedis): Channel {
  return {
    name: CHANNEL,
    routes: () => [],
    identify: async () => "a simulation",
    start: async () => {},
    stop: async () => {},
    typing: async () => {},
    forget: async () => {},
    limitsOf: () => [],
    send: async (to: Address, message) => {
      const told = toldIn(message);
      const isBlocked = (await redis.sismember(BLOCKED_KEY, to)) === 1;
      if (told !== undefined) {
        const sent = { to, id: message.id, at: now, ...told, ...(isBlocked && { refused: true }) };
        await redis.rpush(SENT_KEY, JSON.stringify(sent));
      }
      if (isBlocked) throw new Undeliverable("blocked");
      return message.id;
    },
  };
}

/** Notes each look beside scheduling it, so that whoever owns the clock knows which to promote. */
function notedWakes(redis: KutsuRedis, wakes: Wakes): Wakes {
  return {
    schedule: async (wake) => {
      await wakes.schedule(wake);
      await redis.zadd(LOOKS_KEY, Date.parse(wake.at) / MINUTE_MS, wake.id);
      if (wake.instead !== undefined && wake.instead !== wake.id) await redis.zrem(LOOKS_KEY, wake.instead);
    },
  };
}

async function work(options: YearWorkerOptions): Promise<void> {
  const { leaseMs, sweepEveryMs, lockMs } = options;
  const log = logTo(options.logFile);
  const config = readConfig({
    ...{ KUTSU_DATA: options.folder, KUTSU_SECRET: "of the simulated library, and long enough" },
    ...{ KUTSU_TIME_ZONE: ZONE, KUTSU_QUIET_HOURS: `${QUIET.from}-${QUIET.until}` },
  });
  const core = await openCore(config, "command", log);
  const { redis } = core.connection;
  const queue = openQueue(redis);
  const conversation = new Conversation({
    ...{ redis, channels: [channelOn(redis)], turnTools: core.turnTools("http://kutsu.example"), log },
    wakes: notedWakes(
      redis,
      createWakes(queue, () => Date.parse(now)),
    ),
    ...{ clock: () => now, leaseMs, sweepEveryMs },
  });
  const look = (patron: PatronId, id: string) => conversation.acceptDue(patron, id);
  /** Nothing is done before the worker knows what time it is. */
  const begin = async () => {
    await core.shelf.refresh(redis, now);
    await conversation.start();
    startWorker(redis, { handlers: lookAtPatron(look), log, lockMs });
  };
  const obey = async (command: Command) => {
    switch (command.do) {
      case "clock": {
        const isFirst = now === "";
        now = command.at;
        return isFirst ? begin() : undefined;
      }
      case "accept":
        return conversation.accept(command.event as ChannelEvent); // as the other end of the pipe made it
      case "look":
        return look(command.patron as PatronId, command.id);
      case "refresh":
        await core.shelf.refresh(redis, now);
    }
  };
  console.log("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    const command: Command = JSON.parse(line);
    const { number } = command;
    obey(command).then(
      () => console.log(JSON.stringify({ number })),
      (error) => console.log(JSON.stringify({ number, error: String(error) })),
    );
  }
  process.exit();
}

void work(JSON.parse(process.argv[2] ?? "") as YearWorkerOptions);
