/**
 * What the conversation promises, proved with real processes on a real Redis: nothing is lost, nothing is answered twice and
 * everything is in order, whoever is killed and whenever. One suite for every kind of Redis.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import common from "../../locales/en/common.json";
import type { Address } from "../../src/channels/channel.ts";
import { parseFeedbackItem } from "../../src/feedback/feedback-item.ts";
import { parsePatron, talkOf } from "../../src/patrons/patron.ts";
import { partitionOfAddress, partitionPrefix } from "../../src/store/keys.ts";
import { COMMAND_TIMEOUT_MS } from "../../src/store/redis.ts";
import {
  type ContractStore,
  eventOf,
  everything,
  handOver,
  newAddress,
  numberOf,
  Platform,
  startWorker,
  until,
  type Worker,
  type WorkerOptions,
} from "../helpers/conversation.ts";

const WORKERS = 4;
/** Of workers that are meant to live: long enough for a machine that is busy with other things. */
const LEASE_MS = 3000;
/** Of workers that are meant to die: as soon as this the others take over. */
const SHORT_LEASE_MS = 400;
const SWEEP_EVERY_MS = 100;
const DOUBT = "sending a message in doubt again";

/** Runs the whole contract on one kind of Redis. */
export function conversationContract(name: string, startStore: () => Promise<ContractStore>): void {
  describe(`the conversation on ${name}`, () => {
    let store: ContractStore;
    let platform: Platform;
    const started: Worker[] = [];
    let workers: readonly Worker[] = [];

    async function start(options: Partial<WorkerOptions> = {}): Promise<Worker> {
      const { url } = store;
      const usual = { leaseMs: LEASE_MS, sweepEveryMs: SWEEP_EVERY_MS };
      const worker = await startWorker({ url, folder: platform.folder, ...usual, ...options });
      started.push(worker);
      return worker;
    }

    /** A worker that dies at its first turn, and sweeps nobody else's. */
    function startDoomed(dieAt: WorkerOptions["dieAt"]): Promise<Worker> {
      return start({ dieAt, leaseMs: SHORT_LEASE_MS, sweepEveryMs: 3_600_000 });
    }

    beforeAll(async () => {
      store = await startStore();
      platform = new Platform();
      workers = await Promise.all(Array.from({ length: WORKERS }, () => start()));
    }, 60_000);

    afterAll(async () => {
      await Promise.all(started.map((worker) => worker.kill()));
      await store?.stop();
      if (process.env.KEEP) {
        console.log(platform.folder);
      } else platform?.remove();
    }, 30_000);

    /** Texts that arrived, in order. */
    const received = (patron: Address) => platform.entries(patron).map(({ text }) => text);

    /** Says something and waits for the one message that answers it. */
    async function ask(patron: Address, text: string): Promise<string> {
      const before = received(patron).length;
      await handOver(eventOf(patron, { kind: "said", text }), workers);
      await until(`the answer to "${text}"`, () => received(patron).length > before);
      return received(patron).at(-1) ?? "";
    }

    /** A patron who has been greeted. */
    async function met(): Promise<Address> {
      const patron = newAddress();
      await handOver(eventOf(patron, { kind: "started" }), workers);
      await until("a greeting", () => received(patron).length === 1);
      return patron;
    }

    /** The numbers of what was said, as the answers hold them; first occurrences only where `once`. */
    function heard(patron: Address, { once = false } = {}): number[] {
      const numbers = received(patron)
        .flatMap((text) => /#(\d+)/.exec(text)?.[1] ?? [])
        .map(Number);
      return once ? [...new Set(numbers)] : numbers;
    }

    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

    test("answers every event once and in order, though each is delivered twice to two of four workers", async () => {
      const patrons = await Promise.all(upTo(6).map(met));
      const doubts = platform.logged(DOUBT);
      await Promise.all(
        patrons.map(async (patron, index) => {
          for (const number of upTo(60)) {
            const event = eventOf(patron, { kind: "said", text: `#${number}` });
            const [first, second] = [index + number, index + 2 * number + 1].map(
              (at) => workers[at % WORKERS],
            );
            await Promise.all([
              first?.accept(event),
              (first === second ? workers[(index + number + 1) % WORKERS] : second)?.accept(event),
            ]);
          }
        }),
      );
      for (const patron of patrons) {
        await until(`60 answers to ${patron}`, () => heard(patron).length >= 60);
        expect(heard(patron)).toEqual(upTo(60));
      }
      expect(platform.logged(DOUBT)).toBe(doubts);
    });

    test("answers 50 messages that come at once in order, each once", async () => {
      const patron = await met();
      await Promise.all(
        upTo(50).map((number) => workers[0]?.accept(eventOf(patron, { kind: "said", text: `#${number}` }))),
      );
      await until("50 answers", () => heard(patron).length >= 50);
      expect(heard(patron)).toEqual(upTo(50));
    });

    test("answers a message whose turn throws with an apology, and the next one as usual", async () => {
      const patron = await met();
      expect(await ask(patron, "#1 !throws")).toBe(common.trouble);
      expect(await ask(patron, "#2")).not.toBe(common.trouble);
      expect(await ask(patron, "#3")).toContain("#3");
    });

    describe("when a worker is killed", () => {
      /** A patron who gives feedback to a worker that is about to die. */
      async function leaveFeedback(dieAt: WorkerOptions["dieAt"]) {
        const doomed = await startDoomed(dieAt);
        const patron = await met();
        const doubts = platform.logged(DOUBT);
        const event = eventOf(patron, { kind: "said", text: "#1 !feedback lovely aino@example.com" });
        await Promise.allSettled([doomed.accept(event)]);
        await doomed.ended;
        return { patron, event, doubts };
      }

      async function feedbackOf(patron: Address): Promise<string[]> {
        const number = await numberOf(store, patron);
        const prefix = partitionPrefix(partitionOfAddress(patron));
        const ids = await store.redis.smembers(`${prefix}feedback-of:${number}`);
        const stored = await Promise.all(ids.map((id) => store.redis.get(`${prefix}feedback:${id}`)));
        return stored.map((json) => parseFeedbackItem(json ?? "")?.text ?? "");
      }

      test.each([
        { dieAt: "turn", where: "after it accepted", copies: 1, doubts: 0 },
        { dieAt: "send", where: "after it committed", copies: 1, doubts: 1 },
        { dieAt: "sent", where: "after it sent and before it settled", copies: 2, doubts: 1 },
      ] as const)(
        "$where, the event, its reply and its feedback are all there",
        async ({ dieAt, ...expected }) => {
          const { patron, event, doubts } = await leaveFeedback(dieAt);
          await until("the reply", () => heard(patron).length >= expected.copies);
          // The platform may have had no answer to its delivery: it delivers again.
          await handOver(event, workers);
          await ask(patron, "#2");
          expect(heard(patron)).toEqual([...upTo(expected.copies).map(() => 1), 2]);
          expect(platform.logged(DOUBT)).toBe(doubts + expected.doubts);
          expect(await feedbackOf(patron)).toEqual(["lovely"]);
        },
      );

      test("a worker that was only thought dead does not disturb the one that took over", async () => {
        const patron = await met();
        const slow = await start({ leaseMs: SHORT_LEASE_MS, sweepEveryMs: 3_600_000 });
        await slow.accept(eventOf(patron, { kind: "said", text: "#1 !slow:100" }));
        await until("the send to begin", () => platform.entries(patron, "begun").length === 2);
        slow.process.kill("SIGSTOP");
        await until("another to take over", () => heard(patron).length === 1);
        await ask(patron, "#2");
        slow.process.kill("SIGCONT");
        await handOver(eventOf(patron, { kind: "said", text: "#3" }), [slow]);
        await until("the answer to #3", () => heard(patron).includes(3));
        expect(heard(patron, { once: true })).toEqual([1, 2, 3]);
        expect(heard(patron).filter((number) => number > 1)).toEqual([2, 3]);
        await slow.kill();
      });
    });

    describe("when the platform makes trouble", () => {
      test("TooFast puts a message off as long as asked, and no later reply overtakes it", async () => {
        const patron = await met();
        await handOver(eventOf(patron, { kind: "said", text: "#1 !too-fast:700" }), workers);
        await until("a refusal", () => platform.entries(patron, "begun").length === 2);
        const refusedAt = platform.entries(patron, "begun").at(-1)?.at ?? 0;
        for (const number of [2, 3])
          await handOver(eventOf(patron, { kind: "said", text: `#${number}` }), workers.slice(number));
        await until("three answers", () => heard(patron).length >= 3);
        expect(heard(patron)).toEqual([1, 2, 3]);
        const [, first] = platform.entries(patron);
        expect((first?.at ?? 0) - refusedAt).toBeGreaterThanOrEqual(700);
      });

      test("an error of the platform is tried again, in order", async () => {
        const patron = await met();
        for (const text of ["#1 !fails", "#2 !fails", "#3"])
          await handOver(eventOf(patron, { kind: "said", text }), workers);
        await until("three answers", () => heard(patron).length >= 3);
        expect(heard(patron)).toEqual([1, 2, 3]);
      });

      test("a patron who cannot be reached is marked, and unmarked by the next message", async () => {
        const patron = await met();
        await handOver(eventOf(patron, { kind: "said", text: "#1 !gone" }), workers);
        await until("the mark", async () => !(await isReachable(patron)));
        expect(await ask(patron, "#2")).toContain("#2");
        expect(await isReachable(patron)).toBe(true);
        expect(heard(patron)).toEqual([2]);
      });

      async function isReachable(patron: Address): Promise<boolean> {
        const number = await numberOf(store, patron);
        const state = await store.redis.hget(
          `${partitionPrefix(partitionOfAddress(patron))}patron:${number}`,
          "state",
        );
        return talkOf(parsePatron(state ?? ""), patron).reachable;
      }

      test("a send that takes longer than the lease is given up before another worker begins it", async () => {
        const patron = await met();
        const taken = platform.logged("another process took over an outbox");
        const slow = await start({ leaseMs: SHORT_LEASE_MS, sweepEveryMs: 3_600_000 });
        await slow.accept(eventOf(patron, { kind: "said", text: `#1 !slow:${2 * SHORT_LEASE_MS}` }));
        await handOver(eventOf(patron, { kind: "said", text: "#2" }), workers);
        await until("both answers", () => heard(patron).includes(2));
        expect(heard(patron, { once: true })).toEqual([1, 2]);
        expect(platform.logged("another process took over an outbox")).toBe(taken);
        await slow.kill();
      });
    });

    describe("when a patron is erased", () => {
      /** A patron who has talked, and has given feedback and a way to be reached. */
      async function aboutToErase(): Promise<{ patron: Address; number: string }> {
        const patron = await met();
        const [comment, contact] = wordsOf(patron);
        await ask(patron, `!feedback ${comment} ${contact}`);
        const number = (await numberOf(store, patron)) ?? "";
        expect((await traces(patron, number)).length).toBeGreaterThan(5);
        return { patron, number };
      }

      /** What is stored of a patron, wherever it is. */
      async function traces(patron: Address, number: string): Promise<string[]> {
        const prefix = partitionPrefix(partitionOfAddress(patron));
        const id = new RegExp(`(?<![\\d-])${partitionOfAddress(patron)}-${number}(?!\\d)`);
        return (await everything(store)).filter((entry) => {
          const [key = ""] = entry.split(" = ");
          const isOwn = key.startsWith(prefix) && key.endsWith(`:${number}`);
          return (
            isOwn || id.test(entry) || [patron, ...wordsOf(patron)].some((words) => entry.includes(words))
          );
        });
      }

      /** A comment and a way to be reached that no other patron gives. */
      function wordsOf(patron: Address): readonly [string, string] {
        const name = patron.slice(patron.indexOf(":") + 1);
        return [`lovely-${name}`, `${name}@example.com`];
      }

      async function untilGone(patron: Address, number: string): Promise<void> {
        let left: string[] = [];
        const isGone = async () => {
          left = await traces(patron, number);
          return left.length === 0;
        };
        await until("an empty store", isGone, { withinMs: 5000 }).catch(() => expect(left).toEqual([]));
      }

      test("nothing is left once the goodbye is sent, and the next message is a stranger's", async () => {
        const { patron, number } = await aboutToErase();
        expect(await ask(patron, "!erase")).toBe(common.thanks);
        await untilGone(patron, number);
        await ask(patron, "#1");
        expect(await numberOf(store, patron)).not.toBe(number);
      });

      test.each(["send", "sent"] as const)("nothing is left when the worker dies at %s", async (dieAt) => {
        const doomed = await startDoomed(dieAt);
        const { patron, number } = await aboutToErase();
        await Promise.allSettled([doomed.accept(eventOf(patron, { kind: "said", text: "!erase" }))]);
        await doomed.ended;
        await untilGone(patron, number);
        expect(received(patron).at(-1)).toBe(common.thanks);
      });

      test("nothing is left when the goodbye cannot be delivered", async () => {
        const { patron, number } = await aboutToErase();
        const gone = await start({ platform: "gone" });
        await gone.accept(eventOf(patron, { kind: "said", text: "!erase" }));
        await untilGone(patron, number);
        await gone.kill();
      });

      test("a message that comes in meanwhile begins a new conversation, and nothing older is left", async () => {
        const { patron, number } = await aboutToErase();
        const slow = await start({ platform: "slow" });
        await slow.accept(eventOf(patron, { kind: "said", text: "!erase" }));
        await until(
          "the goodbye to begin",
          () => platform.entries(patron, "begun").at(-1)?.text === common.thanks,
        );
        await handOver(eventOf(patron, { kind: "said", text: "#1" }), workers);
        await until("the answer", () => received(patron).length === 4);
        const left = await traces(patron, number);
        expect(left.join("\n")).not.toMatch(/lovely|@example\.com|feedback/);
        await ask(patron, "#2");
        await ask(patron, "!erase");
        await untilGone(patron, number);
        await slow.kill();
      });
    });

    describe("when Redis goes down", () => {
      test("an event is refused soon, and answered once when it is delivered again after Redis is back", async () => {
        const patron = await met();
        await store.kill();
        const event = eventOf(patron, { kind: "said", text: "#1" });
        const begun = performance.now();
        const refusals = await Promise.allSettled(workers.map((worker) => worker.accept(event)));
        expect(refusals.map(({ status }) => status)).toEqual(workers.map(() => "rejected"));
        expect(performance.now() - begun).toBeLessThan(COMMAND_TIMEOUT_MS + 1000);
        await store.restart();
        await handOver(event, workers);
        await handOver(eventOf(patron, { kind: "said", text: "#2" }), workers);
        await until("the answer to #2", () => heard(patron).includes(2));
        expect(heard(patron)).toEqual([1, 2]);
      });

      test("kill -9 in the middle of traffic loses nothing, and the same workers go on in order", async () => {
        const patrons = await Promise.all(upTo(5).map(met));
        const doubts = platform.logged(DOUBT);
        const traffic = patrons.map(async (patron, index) => {
          for (const number of upTo(60)) {
            const order = [...workers.slice((index + number) % WORKERS), ...workers];
            await handOver(eventOf(patron, { kind: "said", text: `#${number}` }), order);
          }
        });
        await until("the middle", () => patrons.every((patron) => heard(patron).length >= 20));
        await store.kill();
        await store.restart();
        await Promise.all(traffic);
        for (const patron of patrons) {
          await until(`60 answers to ${patron}`, () => heard(patron, { once: true }).length >= 60);
          expect(heard(patron, { once: true })).toEqual(upTo(60));
        }
        const copies = patrons.flatMap((patron) => heard(patron)).length - 60 * patrons.length;
        expect(copies).toBeLessThanOrEqual(platform.logged(DOUBT) - doubts);
      });
    });
  });
}
