/**
 * The job that looks at one patron when the moment has come. Running it twice is safe: the look enters the patron's inbox once
 * for each id, and what is sent is decided there.
 */
import type { Queue } from "bullmq";
import { patronOfWake, type Wakes } from "../outreach/wake.ts";
import type { PatronId } from "../store/keys.ts";
import { ATTEMPTS, type Handlers } from "./queue.ts";

/** Short, because every patron has one. */
const NAME = "look";

/** Schedules looks on the queue; the id of the job is that of the look. */
export function createWakes(queue: Queue, clock: () => number = Date.now): Wakes {
  return {
    schedule: async ({ id, at, instead }) => {
      const delay = Math.max(0, Date.parse(at) - clock());
      await queue.add(NAME, {}, { attempts: ATTEMPTS, jobId: id, delay });
      // One that is being done already cannot be taken away, and finds nothing to do.
      if (instead !== undefined && instead !== id) await queue.remove(instead).catch(() => 0);
    },
  };
}

/** Does the job. */
export function lookAtPatron(accept: (patron: PatronId, id: string) => Promise<void>): Handlers {
  return {
    [NAME]: async ({ id = "" }) => accept(patronOfWake(id), id),
  };
}
