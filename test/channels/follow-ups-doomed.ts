/** Started to be killed: a process that does looks from the real queue halfway, says "hanging", and waits for its end. */
import { once } from "node:events";
import { Redis } from "ioredis";
import { ConversationStore } from "../../src/conversation/conversation-store.ts";
import { lookAtPatron } from "../../src/jobs/look-at-patron.ts";
import { startWorker } from "../../src/jobs/queue.ts";
import { createLog } from "../../src/log.ts";

/** What such a process is started with. */
export interface DoomedOptions {
  readonly socket: string;
  readonly now: string;
  /** After so long without a sign of life, the job and what it stored are others'. */
  readonly lockMs: number;
  /** Hangs before the look is stored, or once it is. */
  readonly hangs: "before" | "after";
}

async function main({ socket, now, lockMs, hangs }: DoomedOptions): Promise<void> {
  const redis = new Redis({ path: socket });
  const store = new ConversationStore(redis, { leaseMs: lockMs });
  console.log("ready");
  await once(process.stdin, "data");
  const handlers = lookAtPatron(async (patron, id) => {
    if (hangs === "after") await store.acceptDue(patron, id, now);
    console.log("hanging");
    await new Promise(() => undefined);
  });
  startWorker(redis, { handlers, log: createLog("silent"), lockMs });
}

void main(JSON.parse(process.argv[2] ?? "") as DoomedOptions);
