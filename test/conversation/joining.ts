/** What joining channels promises, on every kind of Redis: one patron on several addresses, and nobody else's. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import connect from "../../locales/fi/connect.json";
import type { Address } from "../../src/channels/channel.ts";
import { readHistory } from "../../src/conversation/history.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import { digestOfCode } from "../../src/patrons/join-code.ts";
import { findPatronOf } from "../../src/patrons/joining.ts";
import { parsePatron } from "../../src/patrons/patron.ts";
import { erasePatron } from "../../src/patrons/patron-data.ts";
import { parsePatronId, partitionOfAddress, partitionPrefix, wrongCodesKey } from "../../src/store/keys.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { JoinedLibrary, naming } from "./joined-library.ts";
import { type ContractStore, everything } from "./stores.ts";

let addresses = 0;

/** An address nobody has used. */
function stranger(channel = "telegram"): Address {
  addresses += 1;
  return `${channel}:${process.pid}${addresses}`;
}

/** Runs the suite on one kind of Redis. */
export function joiningContract(name: string, startStore: () => Promise<ContractStore>): void {
  describe(`joining channels on ${name}`, () => {
    let store: ContractStore;
    let tools: TurnTools;
    let library: JoinedLibrary;

    beforeAll(async () => {
      [store, tools] = await Promise.all([startStore(), loadTurnTools()]);
      library = new JoinedLibrary(store.redis, tools);
    }, 60_000);
    afterAll(() => store.stop(), 30_000);

    const stateOf = async (address: Address) => {
      const id = await findPatronOf(store.redis, address);
      if (id === undefined) return undefined;
      const { partition, number } = parsePatronId(id);
      const state = await store.redis.hget(`${partitionPrefix(partition)}patron:${number}`, "state");
      return { id, patron: parsePatron(state ?? "") };
    };
    const tracesOf = async (words: string) =>
      (await everything(store)).filter((entry) => entry.includes(words) && !entry.includes(":seen:"));
    /** As if an hour had passed since the last wrong code. */
    const forgetGuesses = async () => {
      await store.redis.del(wrongCodesKey());
    };

    test("a code makes one patron of two addresses, and both are told", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.say(owner, "kiinnostukset: jazz");
      const code = await library.code(owner);
      expect(await library.say(other, code.toLowerCase().replace("-", " "))).toContain(connect.join.ask);
      await library.tap(other, "yes");
      expect(library.texts(other).at(-1)).toContain("Telegram");
      expect(library.texts(owner).at(-1)).toContain("Kanavaasi yhdistettiin juuri toinen kanava");
      expect((await stateOf(other))?.id).toBe((await stateOf(owner))?.id);
      expect((await stateOf(owner))?.patron.addresses).toEqual([owner, other]);
      expect(await library.say(other, "mitä tiedät minusta")).toMatch(naming((await stateOf(owner))?.id));
    });

    test("a link joins as the code does", async () => {
      const [owner, other] = [stranger("web"), stranger()];
      const code = await library.code(owner);
      const shown = library.texts(owner).at(-1) ?? "";
      const payload = `connect:${code.replace("-", "")}`;
      expect(shown).toContain(
        `https://t.me/kutsu_test_bot?start=b-${Buffer.from(payload).toString("base64url")}`.slice(0, 33),
      );
      expect(shown).not.toContain("http://kutsu.test/?start");
      await library.start(other, payload);
      await library.tap(other, "yes");
      expect((await stateOf(other))?.id).toBe((await stateOf(owner))?.id);
    });

    test("what the second address had is gone, after it was said, and nothing of it is left", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.say(other, "asetukset");
      await library.tap(other, "interests");
      await library.say(other, "hologrammit");
      const before = await stateOf(other);
      expect(before?.patron.interests).toEqual(["hologrammit"]);
      const code = await library.code(owner);
      expect(await library.say(other, code)).toContain("poistetaan");
      await library.tap(other, "yes");
      expect(await tracesOf("hologrammit")).toEqual([]);
      const { partition, number } = parsePatronId(before?.id ?? "");
      expect(await store.redis.exists(`${partitionPrefix(partition)}patron:${number}`)).toBe(0);
    });

    test("nothing happens to either when the answer is no", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      const code = await library.code(owner);
      await library.say(other, code);
      expect(await library.tap(other, "no")).toContain(connect.join.kept);
      expect((await stateOf(other))?.id).not.toBe((await stateOf(owner))?.id);
      await library.say(other, code);
      await library.tap(other, "yes");
      expect((await stateOf(other))?.id).toBe((await stateOf(owner))?.id);
    });

    test("the transcript keeps no code, on neither side", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      const code = await library.code(owner);
      await library.say(other, code);
      const all = await everything(store);
      const kept = all.filter((entry) => entry.includes(":transcript:") && entry.includes(owner));
      expect(kept.join()).toContain(connect.code.kept);
      // Nor does anything else; only the dialog that waits for the yes knows it.
      const knowing = all.filter((entry) => entry.includes(code) || entry.includes(code.replace("-", "")));
      expect(knowing).toHaveLength(1);
      await library.tap(other, "no");
      expect(await tracesOf(code.replace("-", ""))).toEqual([]);
    });

    test("each address hears its own side, and a page shows its own side again", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.join(owner, other);
      const before = library.texts(owner).length;
      await library.say(other, "kiitos");
      expect(library.texts(owner)).toHaveLength(before);
      const history = await readHistory(store.redis, other);
      expect(history.some(({ text }) => text.includes("Tunnen sinut nyt myös tässä kanavassa"))).toBe(true);
      expect(history.at(-2)?.text).toBe("kiitos");
    });

    test("a dialog that was under way goes on on the other address", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      const code = await library.code(owner);
      await library.tap(owner, "done");
      await library.say(owner, "haluan antaa palautetta");
      await library.say(other, code);
      await library.tap(other, "yes");
      const resume = library.last(other)?.choices?.find(({ value }) => value === "resume:");
      expect(resume).toBeDefined();
      expect(await library.tap(other, "resume:")).toContain("Palataan siihen");
      const state = await stateOf(other);
      expect(state?.patron.talks[other]?.progress?.dialog).toBe("feedback");
    });

    test("later, too, what is under way elsewhere can go on here", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.join(owner, other);
      await library.say(owner, "haluan antaa palautetta");
      await library.say(other, "kanavat");
      expect(library.last(other)?.choices?.map(({ value }) => value)).toContain("continue:");
      await library.tap(other, "continue:");
      expect((await stateOf(other))?.patron.talks[other]?.progress?.dialog).toBe("feedback");
    });

    test("a removed address is told and starts as a new patron; the other keeps everything", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.join(owner, other);
      const { id } = (await stateOf(owner)) ?? {};
      await library.say(owner, "kanavat");
      const remove = library.last(owner)?.choices?.find(({ value }) => value.startsWith("remove:"));
      await library.tap(owner, remove?.value ?? "");
      expect(await library.tap(owner, "yes")).toContain("irrotettu");
      expect(library.texts(other).at(-1)).toContain("irrotettiin");
      expect(await stateOf(other)).toBeUndefined();
      await library.say(other, "hei");
      expect((await stateOf(other))?.id).not.toBe(id);
      expect((await stateOf(owner))?.patron.addresses).toBeUndefined();
      const { partition, number } = parsePatronId(id ?? "");
      expect(await store.redis.hkeys(`${partitionPrefix(partition)}patron:${number}`)).not.toContain(
        `joined:${other}`,
      );
    });

    test("a removed address sees nothing of what it said before, even if it still pointed there", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.join(owner, other);
      const { id } = (await stateOf(owner)) ?? {};
      await library.say(other, "kanavat");
      await library.tap(other, "leave");
      await library.tap(other, "yes");
      await store.redis.set(`${partitionPrefix(partitionOfAddress(other))}address:${other}`, id ?? "");
      expect(await readHistory(store.redis, other)).toEqual([]);
    });

    test("a removed address can be joined again", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.join(owner, other);
      await library.say(other, "kanavat");
      await library.tap(other, "leave");
      await library.tap(other, "yes");
      expect(await library.join(owner, other)).toContain("Tunnen sinut nyt myös tässä kanavassa");
      expect((await stateOf(other))?.id).toBe((await stateOf(owner))?.id);
    });

    test("the second address can leave by itself, and the first is told; it cannot shut the first out", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.join(owner, other);
      await library.say(other, "kanavat");
      const values = library.last(other)?.choices?.map(({ value }) => value) ?? [];
      expect(values.filter((value) => value.startsWith("remove:"))).toEqual([]);
      // A button that was made up does not help either.
      await library.tap(other, `remove:${Buffer.from(owner).toString("base64url")}`);
      expect((await stateOf(owner))?.patron.addresses).toEqual([owner, other]);
      await library.say(other, "kanavat");
      await library.tap(other, "leave");
      await library.tap(other, "yes");
      expect(library.texts(owner).at(-1)).toContain("Yksi kanavistasi irrotettiin");
      expect(await stateOf(other)).toBeUndefined();
      expect((await stateOf(owner))?.patron.talks[other]).toBeUndefined();
    });

    test("a first address that was silent for a month can be removed, and the patron lives on on the second", async () => {
      const [owner, other, third] = [stranger("web"), stranger(), stranger("slack")];
      await library.join(owner, other);
      const { id } = (await stateOf(owner)) ?? {};
      const removals = async () => {
        await library.say(other, "kanavat");
        return library.last(other)?.choices?.filter(({ value }) => value.startsWith("remove:")) ?? [];
      };
      library.pass(29 * 24 * 3_600_000);
      expect(await removals()).toEqual([]);
      library.pass(2 * 24 * 3_600_000);
      const [remove] = await removals();
      await library.tap(other, remove?.value ?? "");
      await library.tap(other, "yes");
      expect(library.texts(owner).at(-1)).toContain("irrotettiin");
      expect(await stateOf(owner)).toBeUndefined();
      expect((await stateOf(other))?.id).toBe(id);
      await library.say(owner, "hei");
      expect((await stateOf(owner))?.id).not.toBe(id);
      // It is a joined one still: it neither leaves nor joins elsewhere, but others join it, and it can be erased.
      expect(await library.say(other, await library.code(stranger("teams")))).toContain(connect.join.taken);
      await library.join(other, third);
      expect((await stateOf(third))?.id).toBe(id);
      await library.say(third, "unohda minut");
      await library.tap(third, "yes");
      expect([...(await tracesOf(other)), ...(await tracesOf(third))]).toEqual([]);
    });

    test("erasing on either address leaves nothing of the patron, and no way to them", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.join(owner, other);
      await library.say(other, "unohda minut");
      await library.tap(other, "yes");
      expect(await tracesOf(owner)).toEqual([]);
      expect(await tracesOf(other)).toEqual([]);
    });

    test("erasing at the desk does, too", async () => {
      const [owner, other] = [stranger(), stranger("web")];
      await library.join(owner, other);
      const { id } = (await stateOf(owner)) ?? {};
      expect(id && (await erasePatron(store.redis, id))).toBe(true);
      // The sweep tells the channels to forget them.
      await library.conversation.sweep();
      await library.conversation.settled();
      expect(await tracesOf(owner)).toEqual([]);
      expect(await tracesOf(other)).toEqual([]);
    });

    describe("nobody gets in who was not given a code:", () => {
      test("wrong, used, old and made-up codes get one answer", async () => {
        await forgetGuesses();
        const [owner, other, third] = [stranger(), stranger("web"), stranger("slack")];
        const used = await library.code(owner);
        await library.say(other, used);
        await library.tap(other, "yes");
        const old = await library.code(stranger());
        const { partition, key } = await codeKey(old);
        expect(partition).toBeGreaterThanOrEqual(0);
        await store.redis.del(key);
        for (const code of ["KX7M-9TQP", used, old]) {
          await library.say(third, code);
          expect(await library.tap(third, "yes")).toContain(connect.join.refused);
        }
        expect((await stateOf(third))?.id).not.toBe((await stateOf(owner))?.id);
      });

      const codeKey = async (code: string) => {
        const digest = digestOfCode(code.replace("-", ""));
        const found = (await everything(store)).find((entry) => entry.includes(`:code:${digest}`)) ?? "";
        const [key = ""] = found.split(" = ");
        return { key, partition: Number(/\{(\d+)\}/.exec(key)?.[1]) };
      };

      test("a code dies in ten minutes", async () => {
        const code = await library.code(stranger());
        const { key } = await codeKey(code);
        const ttl = await store.redis.ttl(key);
        expect(ttl).toBeGreaterThan(590);
        expect(ttl).toBeLessThanOrEqual(600);
      });

      test("a newer code ends the one before", async () => {
        await forgetGuesses();
        const [owner, other] = [stranger(), stranger("web")];
        const first = await library.code(owner);
        library.pass(1000);
        const second = await library.code(owner);
        expect(second).not.toBe(first);
        await library.say(other, first);
        expect(await library.tap(other, "yes")).toContain(connect.join.refused);
        await library.say(other, second);
        await library.tap(other, "yes");
        expect((await stateOf(other))?.id).toBe((await stateOf(owner))?.id);
      });

      test("five wrong codes an hour, and then even the right one is not looked at", async () => {
        await forgetGuesses();
        const [owner, guesser] = [stranger(), stranger("web")];
        const code = await library.code(owner);
        for (const guess of ["KX7M9TQ2", "KX7M9TQ3", "KX7M9TQ4", "KX7M9TQ5", "KX7M9TQ6"]) {
          await library.say(guesser, guess);
          await library.tap(guesser, "yes");
        }
        await library.say(guesser, code);
        expect(await library.tap(guesser, "yes")).toContain(connect.join.tooMany);
        expect((await stateOf(guesser))?.id).not.toBe((await stateOf(owner))?.id);
        // The code was not used up: its owner can still use it.
        const own = stranger("slack");
        await library.say(own, code);
        await library.tap(own, "yes");
        expect((await stateOf(own))?.id).toBe((await stateOf(owner))?.id);
      });

      test("a mistyped code is told to be wrong, and stands in no transcript", async () => {
        const guesser = stranger("web");
        for (const typed of ["ABCD-EFGH", "KX7M-0TQP"]) await library.say(guesser, typed);
        // Once the dialog about channels is open, small letters are a code, too.
        await library.say(guesser, "wxyz-abcd");
        expect(library.texts(guesser).slice(-1).join()).toContain(connect.join.refused);
        const kept = (await everything(store)).filter((entry) => entry.includes(":transcript:"));
        for (const typed of ["ABCD-EFGH", "KX7M-0TQP", "wxyz-abcd"]) expect(kept.join()).not.toContain(typed);
      });

      test("guesses from ever new addresses are stopped together", async () => {
        await store.redis.set(wrongCodesKey(), 500, "EX", 3600);
        const [owner, other] = [stranger(), stranger("web")];
        const code = await library.code(owner);
        await library.say(other, code);
        expect(await library.tap(other, "yes")).toContain(connect.join.tooMany);
        await forgetGuesses();
      });

      test("a right code is not counted as a guess", async () => {
        await forgetGuesses();
        const other = stranger("web");
        await library.join(stranger(), other);
        expect(await store.redis.get(wrongCodesKey(other))).toBe("0");
        expect(await store.redis.ttl(wrongCodesKey(other))).toBeGreaterThan(0);
      });

      test("of two who use a code at once, one is joined", async () => {
        await forgetGuesses();
        const owner = stranger();
        const code = await library.code(owner);
        const others = [stranger("web"), stranger("slack"), stranger("teams")];
        for (const other of others) await library.say(other, code);
        await Promise.all(others.map((other) => library.tap(other, "yes")));
        await library.settled();
        const { id, patron } = (await stateOf(owner)) ?? {};
        const ids = await Promise.all(others.map(async (other) => (await stateOf(other))?.id));
        expect(ids.filter((one) => one === id)).toHaveLength(1);
        expect(patron?.addresses).toHaveLength(2);
      });

      test("one's own code is told to be one's own, and is not used up", async () => {
        const [owner, other] = [stranger(), stranger("web")];
        const code = await library.code(owner);
        expect(await library.say(owner, code)).toContain(connect.join.own);
        await library.say(other, code);
        await library.tap(other, "yes");
        expect((await stateOf(other))?.id).toBe((await stateOf(owner))?.id);
      });

      test("the code of a patron who was erased is no code", async () => {
        await forgetGuesses();
        const [owner, other] = [stranger(), stranger("web")];
        const code = await library.code(owner);
        await library.say(owner, "unohda minut");
        await library.tap(owner, "yes");
        await library.say(other, code);
        expect(await library.tap(other, "yes")).toContain(connect.join.refused);
        await library.say(owner, "hei");
        expect((await stateOf(other))?.id).not.toBe((await stateOf(owner))?.id);
      });

      test("a group is refused, and so is asking for a code in one", async () => {
        const [owner, group] = [stranger(), stranger()];
        const code = await library.code(owner);
        expect(await library.say(group, code, "group")).toContain("kahden kesken");
        expect(await library.say(group, "yhdistä toinen kanava", "group")).toContain("kahden kesken");
        expect((await stateOf(group))?.id).not.toBe((await stateOf(owner))?.id);
      });

      test("an address that is joined already is not joined elsewhere", async () => {
        const [owner, other, third] = [stranger(), stranger("web"), stranger("slack")];
        await library.join(owner, other);
        const code = await library.code(third);
        expect(await library.say(other, code)).toContain(connect.join.taken);
        await library.say(other, "kyllä");
        expect((await stateOf(other))?.id).toBe((await stateOf(owner))?.id);
      });

      test("a redirect that the patron does not know is dropped, and the address is a stranger's", async () => {
        const [owner, thief] = [stranger(), stranger("web")];
        await library.say(owner, "hei");
        const { id } = (await stateOf(owner)) ?? {};
        const key = `${partitionPrefix(partitionOfAddress(thief))}address:${thief}`;
        await store.redis.set(key, id ?? "");
        expect(await readHistory(store.redis, thief)).toEqual([]);
        await library.say(thief, "mitä tiedät minusta");
        expect(library.texts(thief).join()).not.toMatch(naming(id));
        expect((await stateOf(thief))?.id).not.toBe(id);
        expect(await store.redis.get(key)).toMatch(/^\d+$/);
      });
    });

    describe("whatever goes wrong on the way:", () => {
      test("what an address says while it is removed is a stranger's", async () => {
        const [owner, other] = [stranger(), stranger("web")];
        await library.join(owner, other);
        const { id } = (await stateOf(owner)) ?? {};
        await library.say(owner, "kanavat");
        const remove = library.last(owner)?.choices?.find(({ value }) => value.startsWith("remove:"));
        await library.tap(owner, remove?.value ?? "");
        const question = library.last(owner)?.question ?? "";
        const yes = library.event(owner, { kind: "tapped", value: "yes", question });
        const late = library.event(other, { kind: "said", text: "mitä tiedät minusta" });
        await Promise.all([library.conversation.accept(yes), library.conversation.accept(late)]);
        await library.settled();
        const state = await stateOf(owner);
        expect([state?.id, Object.keys(state?.patron.talks ?? {})]).toEqual([id, [owner]]);
        expect((await stateOf(other))?.id).not.toBe(id);
        expect(library.texts(other).at(-1)).not.toMatch(naming(id));
        expect(library.texts(other).at(-1)).toMatch(naming((await stateOf(other))?.id));
      });

      test("the answer that joins, delivered twice, joins once", async () => {
        const [owner, other] = [stranger(), stranger("web")];
        const code = await library.code(owner);
        await library.say(other, code);
        const yes = library.event(other, {
          kind: "tapped",
          value: "yes",
          question: library.last(other)?.question ?? "",
        });
        await Promise.all([library.do(yes), library.do(yes)]);
        const before = library.texts(other).length;
        await library.do(yes);
        expect(library.texts(other)).toHaveLength(before);
        expect(library.texts(owner).filter((text) => text.includes("Kanavaasi yhdistettiin"))).toHaveLength(
          1,
        );
      });

      test("a process that dies after the code was used leaves it to the next, which joins", async () => {
        const [owner, other] = [stranger(), stranger("web")];
        const code = await library.code(owner);
        await library.say(other, code);
        const dying = new JoinedLibrary(dyingAfterRedeem(store), tools);
        const question = library.last(other)?.question ?? "";
        const yes = library.event(other, { kind: "tapped", value: "yes", question });
        await dying.do(yes);
        const { id } = (await stateOf(other)) ?? {};
        expect(id).not.toBe((await stateOf(owner))?.id);
        // The sweep of another process finds both patrons.
        await library.conversation.sweep();
        await library.settled();
        await untilSwept(library, async () => (await stateOf(other))?.id === (await stateOf(owner))?.id);
        await untilSwept(library, async () =>
          library.texts(owner).some((text) => text.includes("Kanavaasi yhdistettiin")),
        );
        expect(library.texts(owner).filter((text) => text.includes("Kanavaasi yhdistettiin"))).toHaveLength(
          1,
        );
      });

      test("what was said to the patron who was is answered by the one who is", async () => {
        const [owner, other] = [stranger(), stranger("web")];
        const code = await library.code(owner);
        await library.say(other, code);
        const question = library.last(other)?.question ?? "";
        const yes = library.event(other, { kind: "tapped", value: "yes", question });
        const later = ["kiitos", "mitä tiedät minusta"].map((text) =>
          library.event(other, { kind: "said", text }),
        );
        await Promise.all([yes, ...later].map((event) => library.conversation.accept(event)));
        await library.settled();
        const { id, patron } = (await stateOf(owner)) ?? {};
        expect(library.texts(other).join()).toMatch(naming(id));
        expect(patron?.addresses).toEqual([owner, other]);
        const left = (await everything(store)).filter((entry) =>
          /:(inbox|outbox|busy)/.test(entry.split(" = ")[0] ?? ""),
        );
        expect(left).toEqual([]);
      });
    });
  });
}

/** A connection that cannot commit: the process dies between using the code and saying so. */
function dyingAfterRedeem({ redis }: ContractStore): ContractStore["redis"] {
  return new Proxy(redis, {
    get(target, name) {
      if (name === "commitTurn") return () => Promise.reject(new Error("killed"));
      const member = Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

async function untilSwept(library: JoinedLibrary, isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200 && !(await isSo()); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await library.conversation.sweep();
    await library.settled();
  }
  expect(await isSo()).toBe(true);
}
