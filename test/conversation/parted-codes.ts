/** What becomes of a code when a channel is parted, on every kind of Redis: nobody gets a profile from who has left it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import connect from "../../locales/fi/connect.json";
import links from "../../locales/fi/links.json";
import type { Address } from "../../src/channels/channel.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { digestOfCode } from "../../src/patrons/join-code.ts";
import { findPatronOf } from "../../src/patrons/joining.ts";
import { type Patron, parsePatron, storedPatron } from "../../src/patrons/patron.ts";
import { erasePatron } from "../../src/patrons/patron-data.ts";
import { parsePatronId, partitionOfAddress, partitionPrefix, wrongCodesKey } from "../../src/store/keys.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { JoinedLibrary, naming } from "./joined-library.ts";
import { type ContractStore, everything } from "./stores.ts";

let addresses = 0;

/** An address nobody has used. */
function stranger(channel: string): Address {
  addresses += 1;
  return `${channel}:p${process.pid}${addresses}`;
}

/** An address nobody has used in the partition of another. */
function neighbour(of: Address, channel: string): Address {
  for (;;) {
    const address = stranger(channel);
    if (partitionOfAddress(address) === partitionOfAddress(of)) return address;
  }
}

/** Runs the suite on one kind of Redis. */
export function partedCodesContract(name: string, startStore: () => Promise<ContractStore>): void {
  describe(`codes of parted channels on ${name}`, () => {
    let store: ContractStore;
    let tools: TurnTools;
    let library: JoinedLibrary;
    let owner: Address;
    let other: Address;
    let third: Address;

    beforeAll(async () => {
      [store, tools] = await Promise.all([startStore(), loadTurnTools()]);
      library = new JoinedLibrary(store.redis, tools);
    }, 60_000);
    afterAll(() => store.stop(), 30_000);
    beforeEach(async () => {
      await store.redis.del(wrongCodesKey());
      [owner, other, third] = [stranger("telegram"), stranger("web"), stranger("slack")];
    });

    const stateOf = async (address: Address) => {
      const id = await findPatronOf(store.redis, address);
      if (id === undefined) return undefined;
      const { partition, number } = parsePatronId(id);
      const key = `${partitionPrefix(partition)}patron:${number}`;
      return { id, key, patron: parsePatron((await store.redis.hget(key, "state")) ?? "") };
    };
    const remove = async (from: Address, channel: string) => {
      await library.say(from, "kanavat");
      const choice = library
        .last(from)
        ?.choices?.find(({ value, label }) => value.startsWith("remove:") && label.includes(channel));
      await library.tap(from, choice?.value ?? "");
      return library.tap(from, "yes");
    };
    const leave = async (from: Address) => {
      await library.say(from, "kanavat");
      await library.tap(from, "leave");
      return library.tap(from, "yes");
    };
    const use = async (from: Address, code: string) => {
      await library.say(from, code);
      return library.tap(from, "yes");
    };
    const storedCodes = async (...codes: readonly string[]) => {
      const digests = codes.map((code) => digestOfCode(code.replace("-", "")));
      return (await everything(store)).filter((entry) => digests.some((digest) => entry.includes(digest)));
    };
    /** The owner has the profile, alone, and whoever tried to get it is somebody else. */
    const expectKept = async (id: string | undefined, ...strangers: readonly Address[]) => {
      const state = await stateOf(owner);
      expect([state?.id, state?.patron.addresses, Object.keys(state?.patron.talks ?? {})]).toEqual([
        id,
        undefined,
        [owner],
      ]);
      expect(state?.patron.invited).toBeUndefined();
      for (const address of strangers) {
        expect(await library.say(address, "mitä tiedät minusta")).not.toMatch(naming(id));
        expect((await stateOf(address))?.id).not.toBe(id);
      }
      expect(await library.say(owner, "mitä tiedät minusta")).toMatch(naming(id));
    };

    test("a code asked for on a channel that is removed joins nobody, and the first keeps its profile", async () => {
      await library.say(owner, "kiinnostukset: jazz");
      await library.join(owner, other);
      const { id } = (await stateOf(owner)) ?? {};
      const code = await library.code(other);
      expect(await storedCodes(code)).toHaveLength(2);
      expect(await remove(owner, "verkkosivun")).toContain("irrotettu");
      expect(await storedCodes(code)).toEqual([]);
      expect(await use(third, code)).toContain(connect.join.refused);
      await expectKept(id, third, other);
    });

    test("a code asked for on a channel that leaves by itself joins nobody", async () => {
      await library.join(owner, other);
      const { id } = (await stateOf(owner)) ?? {};
      const code = await library.code(other);
      await leave(other);
      expect(await storedCodes(code)).toEqual([]);
      expect(await use(third, code)).toContain(connect.join.refused);
      await expectKept(id, third, other);
    });

    test("of two codes, asked for on two channels, neither holds once one was parted; a new one does", async () => {
      await library.join(owner, other);
      const { id } = (await stateOf(owner)) ?? {};
      const first = await library.code(owner);
      library.pass(1000);
      const second = await library.code(other);
      // The one before went at once.
      expect(await storedCodes(first)).toEqual([]);
      await remove(owner, "verkkosivun");
      expect(await use(third, second)).toContain(connect.join.refused);
      expect(await use(third, first)).toContain(connect.join.refused);
      await expectKept(id, third, other);
      await library.join(owner, third);
      expect((await stateOf(third))?.id).toBe(id);
    });

    test.each(["in the chat", "at the desk"])(
      "no code of a patron who was erased %s is left, or joins anybody",
      async (where) => {
        await library.join(owner, other);
        const { id, key } = (await stateOf(owner)) ?? {};
        const code = await library.code(other);
        if (where === "at the desk") {
          await erasePatron(store.redis, id ?? "0-0");
          await library.conversation.sweep();
          await library.conversation.settled();
        } else {
          await library.say(owner, "unohda minut");
          await library.tap(owner, "yes");
        }
        expect(await storedCodes(code)).toEqual([]);
        expect(await use(third, code)).toContain(connect.join.refused);
        expect(await store.redis.exists(key ?? "")).toBe(0);
        expect((await stateOf(third))?.id).not.toBe(id);
      },
    );

    test("a code whose asker does not belong to the patron is refused by the store, too", async () => {
      await library.join(owner, other);
      const { id, key = "" } = (await stateOf(owner)) ?? {};
      const code = await library.code(other);
      await store.redis.hdel(key, `joined:${other}`);
      expect(await use(third, code)).toContain(connect.join.refused);
      expect(await store.redis.hkeys(key)).not.toContain(`joined:${third}`);
      expect((await stateOf(owner))?.id).toBe(id);
    });

    test("who used a code before its asker was parted, but comes to the profile after, is told and is nobody's", async () => {
      await library.join(owner, other);
      const { id, key = "" } = (await stateOf(owner)) ?? {};
      const code = await library.code(other);
      await library.say(third, code);
      // As if the parting had stood in the inbox before the word that the code was used.
      const { patron } = (await stateOf(owner)) ?? {};
      const { [other]: _gone, ...talks } = patron?.talks ?? {};
      const parted = { ...patron, addresses: undefined, talks } as Patron;
      await store.redis.hset(key, "state", storedPatron(parted));
      await library.tap(third, "yes");
      expect(library.texts(third).at(-1)).toContain("Koodi ei kelpaa");
      expect(library.texts(other).at(-1)).not.toContain("yhdistettiin");
      expect(await store.redis.hkeys(key)).not.toContain(`joined:${third}`);
      const state = await stateOf(owner);
      expect([state?.id, Object.keys(state?.patron.talks ?? {})]).toEqual([id, [owner]]);
      expect(await library.say(third, "mitä tiedät minusta")).not.toMatch(naming(id));
    });

    test("every other channel is told of a join", async () => {
      await library.join(owner, other);
      await library.join(other, third);
      for (const address of [owner, other]) {
        const told = library.texts(address).filter((text) => text.includes("juuri toinen kanava: Slack"));
        expect(told).toHaveLength(1);
      }
      expect(library.last(owner)?.choices?.map(({ value }) => value)).toEqual(["open:connect"]);
      expect((await stateOf(owner))?.patron.addresses).toEqual([owner, other, third]);
    });

    test("an address that points to a patron who does not know it is answered as a stranger", async () => {
      await library.join(owner, other);
      const { id, key = "", patron } = (await stateOf(owner)) ?? {};
      const { [other]: _gone, ...talks } = patron?.talks ?? {};
      const without = { ...patron, addresses: undefined, talks } as Patron;
      await store.redis.hset(key, "state", storedPatron(without));
      expect(await library.say(other, "mitä tiedät minusta")).not.toMatch(naming(id));
      expect(library.texts(other).at(-1)).toMatch(naming((await stateOf(other))?.id));
      expect((await stateOf(other))?.id).not.toBe(id);
    });

    test("a first address that was shut out is answered as a stranger, too", async () => {
      await library.join(owner, other);
      const { id, key = "", patron } = (await stateOf(owner)) ?? {};
      const { [owner]: _gone, ...talks } = patron?.talks ?? {};
      await store.redis.hset(
        key,
        "state",
        storedPatron({ ...patron, addresses: ["", other], talks } as Patron),
      );
      expect(await library.say(owner, "mitä tiedät minusta")).not.toMatch(naming(id));
      expect(library.texts(owner).at(-1)).toMatch(naming((await stateOf(owner))?.id));
      expect((await stateOf(other))?.id).toBe(id);
    });

    test("what a neighbour in the partition says while it is removed, or joins, is answered", async () => {
      const near = neighbour(owner, "web");
      const code = await library.code(owner);
      await library.say(near, code);
      const yes = library.event(near, {
        kind: "tapped",
        value: "yes",
        question: library.last(near)?.question ?? "",
      });
      const later = library.event(near, { kind: "said", text: "mitä tiedät minusta" });
      await Promise.all([yes, later].map((event) => library.conversation.accept(event)));
      await library.settled();
      const { id } = (await stateOf(owner)) ?? {};
      expect(library.texts(near).join()).toMatch(naming(id));
      await library.say(near, "kanavat");
      await library.tap(near, "leave");
      const leaves = library.event(near, {
        kind: "tapped",
        value: "yes",
        question: library.last(near)?.question ?? "",
      });
      const last = library.event(near, { kind: "said", text: "mitä tiedät minusta" });
      await Promise.all([leaves, last].map((event) => library.conversation.accept(event)));
      await library.settled();
      const own = (await stateOf(near))?.id;
      expect(own).toBeDefined();
      expect(own).not.toBe(id);
      expect(library.texts(near).at(-1)).toContain(own);
      // The same event once more is a repeat.
      const before = library.texts(near).length;
      await library.do(last);
      expect(library.texts(near)).toHaveLength(before);
    });

    test("the calendar's address that a removed channel had holds no more, and the others are told", async () => {
      await library.join(owner, other);
      await library.say(other, "kalenteri");
      await library.tap(other, "show");
      expect((await stateOf(owner))?.patron.calendar).toEqual({ version: 1 });
      expect(await remove(owner, "verkkosivun")).toContain(links.parted.calendar);
      expect((await stateOf(owner))?.patron.calendar).toEqual({ version: 2 });
    });
  });
}
