/** The contract when a platform refuses, fails or is slow: order is kept and everything arrives in the end. */
import { expect, test } from "@jest/globals";
import type { Address } from "../../src/channels/channel.ts";
import { parsePatron, talkOf } from "../../src/patrons/patron.ts";
import { partitionOfAddress, partitionPrefix } from "../../src/store/keys.ts";
import { until } from "../helpers/conversation.ts";
import { numberOf } from "./stores.ts";
import { SHORT_LEASE_MS, type World } from "./world.ts";

/** Makes the platform refuse, fail and wait. */
export function troubledPlatform(world: World): void {
  test("TooFast puts a message off as long as asked, and no later reply overtakes it", async () => {
    const patron = await world.met();
    await world.say(patron, "#1 !too-fast:700");
    await until("a refusal", () => world.platform.entries(patron, "begun").length === 2);
    const refusedAt = world.platform.entries(patron, "begun").at(-1)?.at ?? 0;
    for (const number of [2, 3]) await world.say(patron, `#${number}`, world.workers.slice(number));
    await until("three answers", () => world.heard(patron).length >= 3);
    expect(world.heard(patron)).toEqual([1, 2, 3]);
    const [, first] = world.platform.entries(patron);
    expect((first?.at ?? 0) - refusedAt).toBeGreaterThanOrEqual(700);
  });

  test("an error of the platform is tried again, in order", async () => {
    const patron = await world.met();
    for (const text of ["#1 !fails", "#2 !fails", "#3"]) await world.say(patron, text);
    await until("three answers", () => world.heard(patron).length >= 3);
    expect(world.heard(patron)).toEqual([1, 2, 3]);
  });

  test("a patron who cannot be reached is marked, and unmarked by the next message", async () => {
    const patron = await world.met();
    await world.say(patron, "#1 !gone");
    await until("the mark", async () => !(await isReachable(patron)));
    expect(await world.ask(patron, "#2")).toContain("#2");
    expect(await isReachable(patron)).toBe(true);
    expect(world.heard(patron)).toEqual([2]);
  });

  test("a send that takes longer than the lease is given up before another worker begins it", async () => {
    const patron = await world.met();
    const takenOver = () => world.platform.logged("another process took over an outbox");
    const before = takenOver();
    const slow = await world.startBrief();
    await world.say(patron, `#1 !slow:${2 * SHORT_LEASE_MS}`, [slow]);
    await world.say(patron, "#2");
    await until("both answers", () => world.heard(patron).includes(2));
    expect(world.heard(patron, { once: true })).toEqual([1, 2]);
    expect(takenOver()).toBe(before);
    await slow.kill();
  });

  async function isReachable(patron: Address): Promise<boolean> {
    const number = await numberOf(world.store, patron);
    const key = `${partitionPrefix(partitionOfAddress(patron))}patron:${number}`;
    const state = await world.store.redis.hget(key, "state");
    return talkOf(parsePatron(state ?? ""), patron).reachable;
  }
}
