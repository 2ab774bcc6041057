/** The contract when a patron is erased: once the goodbye is sent nothing of them is left, whatever happens meanwhile. */
import { expect, test } from "@jest/globals";
import common from "../../locales/en/common.json";
import type { Address } from "../../src/channels/channel.ts";
import { partitionOfAddress, partitionPrefix } from "../../src/store/keys.ts";
import { eventOf, until } from "../helpers/conversation.ts";
import { everything, numberOf } from "./stores.ts";
import type { World } from "./world.ts";

/** Erases patrons. */
export function erasure(world: World): void {
  /** A patron who has talked, and has given feedback and a way to be reached. */
  async function aboutToErase(): Promise<{ patron: Address; number: string }> {
    const patron = await world.met();
    const [comment, contact] = wordsOf(patron);
    await world.ask(patron, `!feedback ${comment} ${contact}`);
    const number = (await numberOf(world.store, patron)) ?? "";
    expect((await traces(patron, number)).length).toBeGreaterThan(5);
    return { patron, number };
  }

  /** What is stored of a patron, wherever it is. */
  async function traces(patron: Address, number: string): Promise<string[]> {
    const prefix = partitionPrefix(partitionOfAddress(patron));
    const id = new RegExp(`(?<![\\d-])${partitionOfAddress(patron)}-${number}(?!\\d)`);
    return (await everything(world.store)).filter((entry) => {
      const [key = ""] = entry.split(" = ");
      const isOwn = key.startsWith(prefix) && key.endsWith(`:${number}`);
      return isOwn || id.test(entry) || [patron, ...wordsOf(patron)].some((words) => entry.includes(words));
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
    expect(await world.ask(patron, "!erase")).toBe(common.thanks);
    await untilGone(patron, number);
    await world.ask(patron, "#1");
    expect(await numberOf(world.store, patron)).not.toBe(number);
  });

  test.each(["send", "sent"] as const)("nothing is left when the worker dies at %s", async (dieAt) => {
    const doomed = await world.startBrief({ dieAt });
    const { patron, number } = await aboutToErase();
    await Promise.allSettled([doomed.accept(eventOf(patron, { kind: "said", text: "!erase" }))]);
    await doomed.ended;
    await untilGone(patron, number);
    expect(world.received(patron).at(-1)).toBe(common.thanks);
  });

  test("nothing is left when the goodbye cannot be delivered", async () => {
    const { patron, number } = await aboutToErase();
    const gone = await world.start({ platform: "gone" });
    await world.say(patron, "!erase", [gone]);
    await untilGone(patron, number);
    await gone.kill();
  });

  test("a message that comes in meanwhile begins a new conversation, and nothing older is left", async () => {
    const { patron, number } = await aboutToErase();
    const slow = await world.start({ platform: "slow" });
    await world.say(patron, "!erase", [slow]);
    await until(
      "the goodbye to begin",
      () => world.platform.entries(patron, "begun").at(-1)?.text === common.thanks,
    );
    await world.say(patron, "#1");
    await until("the answer", () => world.received(patron).length === 4);
    const left = await traces(patron, number);
    expect(left.join("\n")).not.toMatch(/lovely|@example\.com|feedback/);
    await world.ask(patron, "#2");
    await world.ask(patron, "!erase");
    await untilGone(patron, number);
    await slow.kill();
  });
}
