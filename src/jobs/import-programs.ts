/**
 * The job that reads the sources of programs again and tells patrons what changed in programs they saved. Running it twice is
 * safe: the second time nothing has changed.
 */
import type { Queue } from "bullmq";
import type { Handlers } from "./queue.ts";

const NAME = "import-programs";
const EVERY_MS = 30 * 60_000;

/** Has the sources read every half hour, by one process at a time however many there are. */
export async function repeatImports(queue: Queue): Promise<void> {
  await queue.upsertJobScheduler(NAME, { every: EVERY_MS }, { name: NAME });
}

/** Does the job. */
export function importPrograms(importAll: () => Promise<void>): Handlers {
  return { [NAME]: importAll };
}
