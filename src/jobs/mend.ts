/**
 * The job that mends, once a day, what a lost connection or a lost queue may have left: segments that differ from the profiles, and
 * looks that never came. Running it twice is safe: the second time there is nothing to mend.
 */
import type { Queue } from "bullmq";
import type { Handlers } from "./queue.ts";

const NAME = "mend";
/** In the night, when little else is done. */
const PATTERN = "0 30 3 * * *";

/** Has everything looked through every night, by one process however many there are. */
export async function repeatMending(queue: Queue, timeZone: string): Promise<void> {
  await queue.upsertJobScheduler(NAME, { pattern: PATTERN, tz: timeZone }, { name: NAME });
}

/** Does the job. */
export function mendAll(mend: () => Promise<void>): Handlers {
  return { [NAME]: mend };
}
