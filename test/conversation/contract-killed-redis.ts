/** The contract when Redis is killed: what was accepted is answered, what was not is refused soon. */
import { expect, test } from "@jest/globals";
import { COMMAND_TIMEOUT_MS } from "../../src/store/redis.ts";
import { eventOf, handOver, until } from "../helpers/conversation.ts";
import { upTo, WORKERS, type World } from "./world.ts";

/** Kills Redis. */
export function killedRedis(world: World): void {
  test("an event is refused soon, and answered once when it is delivered again after Redis is back", async () => {
    const patron = await world.met();
    await world.store.kill();
    const event = eventOf(patron, { kind: "said", text: "#1" });
    const begun = performance.now();
    const refusals = await Promise.allSettled(world.workers.map((worker) => worker.accept(event)));
    expect(refusals.map(({ status }) => status)).toEqual(world.workers.map(() => "rejected"));
    expect(performance.now() - begun).toBeLessThan(COMMAND_TIMEOUT_MS + 1000);
    await world.store.restart();
    await handOver(event, world.workers);
    await world.say(patron, "#2");
    await until("the answer to #2", () => world.heard(patron).includes(2));
    expect(world.heard(patron)).toEqual([1, 2]);
  });

  test("kill -9 in the middle of traffic loses nothing, and the same workers go on in order", async () => {
    const patrons = await Promise.all(upTo(5).map(() => world.met()));
    const doubts = world.doubts();
    const traffic = patrons.map(async (patron, index) => {
      for (const number of upTo(60)) {
        const order = [...world.workers.slice((index + number) % WORKERS), ...world.workers];
        await world.say(patron, `#${number}`, order);
      }
    });
    await until("the middle", () => patrons.every((patron) => world.heard(patron).length >= 20));
    await world.store.kill();
    await world.store.restart();
    await Promise.all(traffic);
    for (const patron of patrons) {
      await until(`60 answers to ${patron}`, () => world.heard(patron, { once: true }).length >= 60);
      expect(world.heard(patron, { once: true })).toEqual(upTo(60));
    }
    const copies = patrons.flatMap((patron) => world.heard(patron)).length - 60 * patrons.length;
    expect(copies).toBeLessThanOrEqual(world.doubts() - doubts);
  });
}
