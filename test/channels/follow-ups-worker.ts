/** Started to do what a killed process left: it does looks from the real queue, says "done" after each, and talks on Teams. */
import { once } from "node:events";
import { Redis } from "ioredis";
import { TeamsChannel } from "../../src/channels/teams/channel.ts";
import { createChannelMemory } from "../../src/conversation/channel-memory.ts";
import { Conversation } from "../../src/conversation/conversation.ts";
import { createWakes, lookAtPatron } from "../../src/jobs/look-at-patron.ts";
import { openQueue, startWorker } from "../../src/jobs/queue.ts";
import { createLog } from "../../src/log.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { USUAL } from "./follow-ups-world.ts";
import { cloudAt, TEAMS_SETTINGS } from "./teams/teams-service.ts";

/** What such a process is started with. */
export interface FollowUpsWorkerOptions {
  readonly socket: string;
  readonly teamsUrl: string;
  readonly now: string;
  /** As in a worker of the queue. */
  readonly lockMs: number;
}

const SWEEP_EVERY_MS = 200;

async function main({ socket, teamsUrl, now, lockMs }: FollowUpsWorkerOptions): Promise<void> {
  const redis = new Redis({ path: socket });
  const log = createLog("silent");
  const memory = createChannelMemory(redis, "transcript");
  const cloud = cloudAt(teamsUrl);
  const conversation = new Conversation({
    ...{ redis, log, clock: () => now, sweepEveryMs: SWEEP_EVERY_MS },
    channels: [new TeamsChannel({ settings: TEAMS_SETTINGS, development: false, memory, cloud })],
    turnTools: await loadTurnTools(USUAL),
    wakes: createWakes(openQueue(redis), () => Date.parse(now)),
  });
  console.log("ready");
  await once(process.stdin, "data");
  await conversation.start();
  const handlers = lookAtPatron(async (patron, id) => {
    await conversation.acceptDue(patron, id);
    console.log("done");
  });
  startWorker(redis, { handlers, log, lockMs });
}

void main(JSON.parse(process.argv[2] ?? "") as FollowUpsWorkerOptions);
