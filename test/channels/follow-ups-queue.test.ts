/** Looks at patrons on the real queue: when the moment comes, when it was scheduled twice, when the patron is gone, and when the process dies. */
import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Queue } from "bullmq";
import { createWakes, lookAtPatron } from "../../src/jobs/look-at-patron.ts";
import { openQueue, startWorker } from "../../src/jobs/queue.ts";
import { createLog } from "../../src/log.ts";
import type { Wake } from "../../src/outreach/wake.ts";
import { erasePatron } from "../../src/patrons/patron-data.ts";
import type { Shelf } from "../../src/programs/shelf.ts";
import type { PatronId } from "../../src/store/keys.ts";
import type { KutsuRedis } from "../../src/store/redis.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { type Child, startChild } from "../helpers/child.ts";
import { until } from "../helpers/conversation.ts";
import { ABOUT } from "./follow-ups.ts";
import type { DoomedOptions } from "./follow-ups-doomed.ts";
import { FINNISH } from "./follow-ups-fi.ts";
import type { FollowUpsWorkerOptions } from "./follow-ups-worker.ts";
import { comeTo, FollowedPatron, TestTime, USUAL } from "./follow-ups-world.ts";
import type { Opened } from "./transcript-kutsu.ts";
import { openTeams } from "./transcript-teams.ts";
import { openWeb } from "./transcript-web.ts";

const REMINDER = "the reminder of the day before";
const DUE = ABOUT[REMINDER].at;
/** Real time from when the patron is ready until the moment comes. */
const SOON_MS = 1_000;
const SAVE = FINNISH.find(({ name }) => name === REMINDER)?.before.filter((act) => act !== "wait") ?? [];

/** Time that stands still for the conversation, and has almost come to the reminder for the queue. */
class QueueTime extends TestTime {
  readonly sweepEveryMs = 0;
  queue: Queue | undefined;

  wakes(redis: KutsuRedis) {
    this.queue = openQueue(redis);
    return createWakes(this.queue, () => Date.parse(DUE) - SOON_MS);
  }
}

/** A patron who saved a program on a channel, with the queue that holds the look at them. */
interface Waiting {
  readonly opened: Opened;
  readonly patron: FollowedPatron;
  readonly time: QueueTime;
  readonly queue: Queue;
  /** The look that is scheduled. */
  readonly look: Wake;
}

const closing: (() => Promise<unknown>)[] = [];
let shelf: Shelf;
let turnTools: Awaited<ReturnType<typeof loadTurnTools>>;
beforeAll(async () => {
  turnTools = await loadTurnTools(USUAL);
  shelf = turnTools.programs as Shelf; // as loadTurnTools makes it
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function waitingOn(open: typeof openWeb | typeof openTeams): Promise<Waiting> {
  const time = new QueueTime();
  const opened = await open(turnTools, time);
  closing.push(() => opened.stop());
  const patron = new FollowedPatron(opened, { time, shelf });
  await comeTo(patron, SAVE);
  const { queue } = time;
  const look = opened.inside.wakes.scheduled.at(-1);
  if (queue === undefined || look === undefined) throw new Error("Cannot wait for a look: none is scheduled");
  closing.push(() => queue.close());
  return { opened, patron, time, queue, look };
}

/** Does the looks of the queue in this process, from now on. */
function work(
  { opened, time }: Waiting,
  look: (patron: PatronId, id: string) => Promise<void> = opened.inside.look,
): void {
  time.now = DUE;
  const log = createLog("silent");
  const worker = startWorker(opened.inside.redis, { handlers: lookAtPatron(look), log });
  closing.push(() => worker.close());
}

const isDone =
  (queue: Queue, { id }: Wake) =>
  async () =>
    (await queue.getJob(id)) === undefined;

test("a look that was scheduled twice reaches the patron once, and no sooner than its time", async () => {
  const waiting = await waitingOn(openWeb);
  const { opened, patron, queue, look } = waiting;
  expect(look.at).toBe(DUE);
  await createWakes(queue, () => Date.parse(DUE) - SOON_MS).schedule(look);
  const [job, ...others] = await queue.getDelayed();
  expect(others).toEqual([]);
  expect(job?.delay).toBe(SOON_MS);
  const before = opened.sent.length;
  const dueMs = (job?.timestamp ?? 0) + SOON_MS;
  const doneMs: number[] = [];
  work(waiting, async (patron, id) => {
    doneMs.push(Date.now());
    await opened.inside.look(patron, id);
  });
  await until("the look done", isDone(queue, look));
  expect(doneMs).toHaveLength(1);
  expect(doneMs[0]).toBeGreaterThanOrEqual(dueMs);
  expect((await patron.hear()).text).toContain("Muistutus: tapahtuma, jonka tallensit, on huomenna.");
  expect(opened.sent).toHaveLength(before + 1);
  // What comes next waits for its time.
  expect((await queue.getDelayed()).map(({ id }) => id)).toEqual([opened.inside.wakes.scheduled.at(-1)?.id]);
  expect(await queue.getFailedCount()).toBe(0);
});

describe("a patron who is erased while a look is due", () => {
  test("is written to no more, and does not come back", async () => {
    const waiting = await waitingOn(openWeb);
    const { opened, patron, queue, look } = waiting;
    await patron.say("poista tietoni");
    await patron.tap("Kyllä, poista kaikki");
    expect(await patron.isStored()).toBe(false);
    const before = opened.sent.length;
    work(waiting);
    await until("the look done", isDone(queue, look));
    expect(opened.sent).toHaveLength(before);
    expect(await patron.isStored()).toBe(false);
    expect(await queue.getJobCountByTypes("delayed", "failed", "waiting")).toBe(0);
  });

  test("while it is being done is written to no more either", async () => {
    const waiting = await waitingOn(openWeb);
    const { opened, patron, queue, look } = waiting;
    const before = opened.sent.length;
    work(waiting, async (id, look) => {
      await erasePatron(opened.inside.redis, id);
      await opened.inside.look(id, look);
    });
    await until("the look done", isDone(queue, look));
    expect(opened.sent).toHaveLength(before);
    expect(await patron.isStored()).toBe(false);
    expect(await queue.getJobCountByTypes("delayed", "failed", "waiting")).toBe(0);
  });
});

test("a look is done by a process that never heard of the patron when others were killed over it", async () => {
  const waiting = await waitingOn(openTeams);
  const { opened, patron, queue, look } = waiting;
  const { service } = opened as Awaited<ReturnType<typeof openTeams>>;
  const common = { socket: socketOf(opened), now: DUE, lockMs: 300 };
  const start = (file: string, options: DoomedOptions | FollowUpsWorkerOptions) => {
    const child = startChild(`channels/${file}`, JSON.stringify(options));
    closing.push(() => child.kill());
    return child;
  };
  const doomed = (["before", "after"] as const).map((hangs) =>
    start("follow-ups-doomed.ts", { ...common, hangs }),
  );
  const last = start("follow-ups-worker.ts", { ...common, teamsUrl: service.url });
  const posted = () => service.posted.filter(({ activity }) => activity.type === "message").length;
  const before = posted();
  await Promise.all([...doomed, last].map((child) => untilLine(child, "ready")));
  for (const child of doomed) {
    begin(child);
    await untilLine(child, "hanging");
    await child.kill("SIGKILL");
  }
  begin(last);
  await untilLine(last, "done");
  await until("a reminder in Teams", () => posted() > before);
  await until("the look done", isDone(queue, look));
  expect((await patron.hear()).text).toContain("Muistutus: tapahtuma, jonka tallensit, on huomenna.");
  expect(posted()).toBe(before + 1);
});

function begin({ process }: Child): void {
  process.stdin?.write("begin\n");
}

async function untilLine(child: Child, line: string): Promise<void> {
  while ((await child.nextLine()) !== line);
}

function socketOf({ inside: { redis } }: Opened): string {
  return String((redis.options as { readonly path?: string }).path);
}
