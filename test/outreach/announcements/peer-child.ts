/**
 * A process that sends to patrons without a ledger, to compare with: a job of BullMQ for each recipient, or a loop that marks whom it sent
 * to in a set. It reads each patron and sends through the same channel, and that is all. Prints "ready", and begins when told to.
 */
import { once } from "node:events";
import { type ConnectionOptions, Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import type { Address } from "../../../src/channels/channel.ts";
import { TelegramChannel } from "../../../src/channels/telegram/channel.ts";
import { composeAnnouncement } from "../../../src/conversation/announced.ts";
import { createChannelMemory } from "../../../src/conversation/channel-memory.ts";
import { loadAnnouncement } from "../../../src/outreach/announcements/announcement-store.ts";
import { parsePatron } from "../../../src/patrons/patron.ts";
import { type PatronId, parsePatronId, partitionPrefix } from "../../../src/store/keys.ts";
import { DESCRIPTIONS } from "../../channels/telegram/library.ts";
import { loadTurnTools } from "../../helpers/chat.ts";

/** What a peer is started with. */
export interface PeerOptions {
  readonly redisUrl: string;
  readonly apiRoot: string;
  readonly telegramToken: string;
  readonly announcement: string;
  readonly now: string;
  /** A worker for jobs, or a loop over its own recipients. */
  readonly kind: "jobs" | "loop";
  readonly recipients: readonly PatronId[];
  /** How many it sends to at a time. */
  readonly abreast: number;
}

const QUEUE = "peer";

async function main(options: PeerOptions): Promise<void> {
  process.stdin.on("close", () => process.exit());
  const redis = new Redis(options.redisUrl, { maxRetriesPerRequest: null });
  const tools = await loadTurnTools();
  const announcement = await loadAnnouncement(redis, options.announcement);
  const channel = new TelegramChannel({
    ...{
      token: options.telegramToken,
      apiRoot: options.apiRoot,
      memory: createChannelMemory(redis, "telegram"),
    },
    ...{ webhookSecret: "secret-of-the-test", descriptions: DESCRIPTIONS },
  });
  const send = async (id: PatronId) => {
    const { partition, number } = parsePatronId(id);
    const state = await redis.hget(`${partitionPrefix(partition)}patron:${number}`, "state");
    const patron = parsePatron(state ?? "");
    const address = Object.keys(patron.talks)[0] as Address; // patrons are stored with one
    const about = { id, address, announcement, now: options.now, revision: 12, tools };
    await channel.send(address, composeAnnouncement(patron, about).message);
  };
  console.log("ready");
  await once(process.stdin, "data");
  if (options.kind === "jobs") return takeJobs(redis, send, options);
  const left = options.recipients.values();
  const work = async () => {
    for (const id of left) {
      await send(id);
      await redis.sadd("sent", id);
    }
  };
  await Promise.all(Array.from({ length: options.abreast }, work));
}

async function takeJobs(
  redis: Redis,
  send: (id: PatronId) => Promise<void>,
  { recipients, abreast }: PeerOptions,
): Promise<void> {
  const connection = redis as ConnectionOptions;
  const opts = { removeOnComplete: true };
  const queue = new Queue(QUEUE, { connection });
  await queue.addBulk(recipients.map((id) => ({ name: "send", data: { id }, opts })));
  new Worker(QUEUE, async ({ data }) => send(data.id as PatronId), {
    ...{ connection: redis.duplicate() as ConnectionOptions, concurrency: abreast },
  });
}

void main(JSON.parse(process.argv[2] ?? "") as PeerOptions);
