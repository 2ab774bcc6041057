/**
 * What the conversation promises, proved with real processes on a real Redis: nothing is lost, nothing is answered twice and
 * everything is in order, whoever is killed and whenever. One suite for every kind of Redis.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import common from "../../locales/en/common.json";
import { eventOf, until } from "../helpers/conversation.ts";
import { erasure } from "./contract-erasure.ts";
import { killedRedis } from "./contract-killed-redis.ts";
import { killedWorkers } from "./contract-killed-workers.ts";
import { troubledPlatform } from "./contract-troubled-platform.ts";
import { type ContractStore, everything } from "./stores.ts";
import { upTo, WORKERS, World } from "./world.ts";

/** Runs the whole contract on one kind of Redis. */
export function conversationContract(name: string, startStore: () => Promise<ContractStore>): void {
  describe(`the conversation on ${name}`, () => {
    const world = new World();

    beforeAll(() => world.open(startStore), 60_000);
    afterAll(() => world.close(), 30_000);

    competition(world);
    describe("when a worker is killed", () => killedWorkers(world));
    describe("when the platform makes trouble", () => troubledPlatform(world));
    describe("when a patron is erased", () => erasure(world));
    describe("when Redis is killed", () => killedRedis(world));

    test("has nothing left to do once everything is answered", async () => {
      let left: readonly string[] = [];
      const isDone = async () => {
        left = (await everything(world.store)).filter((entry) => /^\S+:(inbox|outbox|busy)\b/.test(entry));
        return left.length === 0;
      };
      await until("empty inboxes and outboxes", isDone).catch(() => expect(left).toEqual([]));
    });
  });
}

function competition(world: World): void {
  test("answers every event once and in order, though each is delivered twice to two of four workers", async () => {
    const patrons = await Promise.all(upTo(6).map(() => world.met()));
    const doubts = world.doubts();
    await Promise.all(
      patrons.map(async (patron, index) => {
        const deliveries: (Promise<void> | undefined)[] = [];
        for (const number of upTo(60)) {
          const event = eventOf(patron, { kind: "said", text: `#${number}` });
          const apart = 1 + (number % (WORKERS - 1));
          const both = [index + number, index + number + apart].map((at) =>
            world.workers[at % WORKERS]?.accept(event),
          );
          deliveries.push(...both);
          // The second delivery may come late: the next event does not wait for it.
          await Promise.race(both);
        }
        await Promise.all(deliveries);
      }),
    );
    for (const patron of patrons) {
      await until(`60 answers to ${patron}`, () => world.heard(patron).length >= 60);
      expect(world.heard(patron)).toEqual(upTo(60));
    }
    expect(world.doubts()).toBe(doubts);
  });

  test("answers 50 messages that come at once in order, each once", async () => {
    const patron = await world.met();
    const [worker] = world.workers;
    await Promise.all(
      upTo(50).map((number) => worker?.accept(eventOf(patron, { kind: "said", text: `#${number}` }))),
    );
    await until("50 answers", () => world.heard(patron).length >= 50);
    expect(world.heard(patron)).toEqual(upTo(50));
  });

  test("answers a message whose turn throws with an apology, and the next one as usual", async () => {
    const patron = await world.met();
    expect(await world.ask(patron, "#1 !throws")).toBe(common.trouble);
    expect(await world.ask(patron, "#2")).not.toBe(common.trouble);
    expect(await world.ask(patron, "#3")).toContain("#3");
  });
}
