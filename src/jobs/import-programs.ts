/**
 * The job that reads the sources of programs again and tells patrons what changed in programs they saved. Running it twice is
 * safe: the second time nothing has changed.
 */
import type { Queue } from "bullmq";
import type { Handlers } from "./queue.ts";

const NAME = "import-programs";
const EVERY_MS = 30 * 60_000;

/**
 * Has the sources read every half hour from now, by one process at a time however many there are. Whoever asks for it has just read
 * them: what was due already is due no more.
 */
export async function repeatImports(queue: Queue): Promise<void> {
  await queue.removeJobScheduler(NAME);
  const startDate = Date.now() + EVERY_MS;
  await queue.upsertJobScheduler(NAME, { every: EVERY_MS, startDate }, { name: NAME });
}

/** Does the job. */
export function importPrograms(importAll: () => Promise<void>): Handlers {
  return { [NAME]: importAll };
}
