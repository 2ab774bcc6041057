/** The contract when a worker is killed at any point of a turn: another one finishes, and nothing is lost. */
import { expect, test } from "@jest/globals";
import type { Address } from "../../src/channels/channel.ts";
import { parseFeedbackItem } from "../../src/feedback/feedback-item.ts";
import { partitionOfAddress, partitionPrefix } from "../../src/store/keys.ts";
import { eventOf, handOver, until, type WorkerOptions } from "../helpers/conversation.ts";
import { numberOf } from "./stores.ts";
import { upTo, type World } from "./world.ts";

/** Kills workers. */
export function killedWorkers(world: World): void {
  /** A patron who gives feedback to a worker that is about to die. */
  async function leaveFeedback(dieAt: WorkerOptions["dieAt"]) {
    const doomed = await world.startBrief({ dieAt });
    const patron = await world.met();
    const doubts = world.doubts();
    const event = eventOf(patron, { kind: "said", text: "#1 !feedback lovely aino@example.com" });
    await Promise.allSettled([doomed.accept(event)]);
    await doomed.ended;
    return { patron, event, doubts };
  }

  async function feedbackOf(patron: Address): Promise<string[]> {
    const number = await numberOf(world.store, patron);
    const prefix = partitionPrefix(partitionOfAddress(patron));
    const ids = await world.store.redis.smembers(`${prefix}feedback-of:${number}`);
    const stored = await Promise.all(ids.map((id) => world.store.redis.get(`${prefix}feedback:${id}`)));
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
      await until("the reply", () => world.heard(patron).length >= expected.copies);
      // The platform may have had no answer to its delivery: it delivers again.
      await handOver(event, world.workers);
      await world.ask(patron, "#2");
      expect(world.heard(patron)).toEqual([...upTo(expected.copies).map(() => 1), 2]);
      expect(world.doubts()).toBe(doubts + expected.doubts);
      expect(await feedbackOf(patron)).toEqual(["lovely"]);
    },
  );

  test("a worker that was only thought dead does not disturb the one that took over", async () => {
    const patron = await world.met();
    const slow = await world.startBrief();
    await slow.accept(eventOf(patron, { kind: "said", text: "#1 !slow:100" }));
    await until("the send to begin", () => world.platform.entries(patron, "begun").length === 2);
    slow.process.kill("SIGSTOP");
    await until("another to take over", () => world.heard(patron).length === 1);
    await world.ask(patron, "#2");
    slow.process.kill("SIGCONT");
    await world.say(patron, "#3", [slow]);
    await until("the answer to #3", () => world.heard(patron).includes(3));
    expect(world.heard(patron, { once: true })).toEqual([1, 2, 3]);
    expect(world.heard(patron).filter((number) => number > 1)).toEqual([2, 3]);
    await slow.kill();
  });
}
