/**
 * What every channel keeps to, whatever its platform. A channel's own test makes a harness around an emulator of its
 * platform and hands it over: `channelContract("teams", startHarness)`.
 */
import type { Address, Channel, ChannelEvent, ChannelMessage } from "../../src/channels/channel.ts";
import { TooFast, Undeliverable } from "../../src/channels/channel.ts";
import { matchChoice } from "../../src/conversation/choices.ts";

/** How the platform was answered: it may forget the update, must not come again with it, or shall send it again. */
export type Answer = "taken" | "refused" | "again";

/** A message as the patron's app shows it. */
export interface Shown {
  /** All words of it, without buttons. */
  readonly text: string;
  readonly buttons: readonly { readonly label: string; tap(): Promise<Answer> }[];
}

/** A channel, started, with a patron at the other end of an emulated platform. */
export interface ChannelHarness {
  readonly channel: Channel;
  /** The patron's private chat; the channel has heard from it, or needs not. */
  readonly address: Address;
  /** What the channel handed over, oldest first. */
  readonly events: readonly ChannelEvent[];
  /** While true, `accept` rejects. */
  isStoreDown: boolean;
  /** Nothing comes twice by itself; absent where the platform may deliver an update again. */
  readonly deliversOnce?: true;
  /** Choices are a numbered list, and a tap is the typing of a number; absent where there are buttons. */
  readonly isTyped?: true;
  /** The patron writes. The same `update` is the same update delivered again. */
  say(text: string, update?: string): Promise<Answer>;
  /** The same, from someone who is not the platform; absent where nobody else can reach the channel. */
  forge?(text: string): Promise<Answer>;
  /** The platform tells the bot what the bot itself said; absent where it never does. */
  echo?(text: string): Promise<Answer>;
  /** What the patron's app shows of the bot, oldest first. */
  shown(): Promise<readonly Shown[]>;
  /** The platform fails the next send; absent where there is none to fail. */
  failNext?(how: "too fast" | "blocked" | "broken"): void;
  stop(): Promise<void>;
}

const LONG_TEXT = Array.from({ length: 400 }, (_, index) => `Lause numero ${index} on tässä näin.`).join(" ");

/** Makes a message; every one has an id of its own unless told. */
export function messageOf(text: string, given: Partial<ChannelMessage> = {}): ChannelMessage {
  count += 1;
  return { id: `m-${count}`, text, language: "fi", ...given };
}
let count = 0;

/** Gives events as the conversation takes them: where choices are typed, the number of one of the message is a tap on it. */
function taken({ events, isTyped }: ChannelHarness, message: ChannelMessage): readonly ChannelEvent[] {
  const { question = "", cards = [], choices = [] } = message;
  const offered = [...cards.flatMap((card) => card.choices), ...choices];
  return events.map((event) => {
    if (event.kind !== "said" || isTyped === undefined) return event;
    const { text: number, ...envelope } = event;
    // At an open question, too, where least counts as a pick.
    const value = matchChoice(number, offered, { open: true });
    return value === undefined ? event : { ...envelope, kind: "tapped", value, question };
  });
}

/** Declares the tests of the contract. `makeHarness` is called once for each. */
export function channelContract(name: string, makeHarness: () => Promise<ChannelHarness>): void {
  describe(`${name} keeps the contract of channels:`, () => {
    let harness: ChannelHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.stop());

    test("what a patron says is handed over as it was said, in order", async () => {
      expect(await harness.say("Hei, mitä *tänään* on?")).toBe("taken");
      expect(await harness.say("<b>Entä</b> huomenna & ylihuomenna?")).toBe("taken");
      expect(harness.events).toEqual([
        expect.objectContaining({
          kind: "said",
          text: "Hei, mitä *tänään* on?",
          from: harness.address,
          scope: "private",
        }),
        expect.objectContaining({ kind: "said", text: "<b>Entä</b> huomenna & ylihuomenna?" }),
      ]);
      const [first, second] = harness.events;
      expect(first?.id).not.toBe(second?.id);
      expect(first?.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    });

    test("the same update delivered twice has the same id", async () => {
      if (harness.deliversOnce) return;
      await harness.say("kerran", "1001");
      await harness.say("kerran", "1001");
      await harness.say("kerran", "1002");
      const ids = harness.events.map(({ id }) => id);
      // A channel may leave out what it knows to be a repeat.
      expect(new Set(ids).size).toBe(2);
    });

    test("what does not come from the platform is refused", async () => {
      if (harness.forge === undefined) return;
      expect(await harness.forge("tämä ei ole alustalta")).toBe("refused");
      expect(harness.events).toEqual([]);
    });

    test("what the bot itself said is not heard", async () => {
      if (harness.echo === undefined) return;
      expect(await harness.echo("Olen Kutsu.")).toBe("taken");
      expect(harness.events).toEqual([]);
    });

    test("while the store is down the platform is told to come again, and is heard then", async () => {
      harness.isStoreDown = true;
      expect(await harness.say("tallenna tämä", "2001")).toBe("again");
      harness.isStoreDown = false;
      expect(await harness.say("tallenna tämä", "2001")).toBe("taken");
      expect(harness.events).toEqual([expect.objectContaining({ kind: "said", text: "tallenna tämä" })]);
    });

    test("a long text arrives whole and in order", async () => {
      await harness.channel.send(harness.address, messageOf(LONG_TEXT));
      const words = (await harness.shown()).map(({ text }) => text).join(" ");
      expect(words.split(/\s+/).filter((word) => word !== "")).toEqual(LONG_TEXT.split(/\s+/));
    });

    test("text that looks like formatting is shown as it is", async () => {
      const text = "Hinta *5 €* & _alle 3 v_ <ilmaiseksi> [linkki](x) `koodi`";
      await harness.channel.send(harness.address, messageOf(text));
      expect((await harness.shown()).map((one) => one.text).join("")).toContain(text);
    });

    test("a tap brings back the value and the question of its choice, however long the value", async () => {
      const long = `open:program:${"x".repeat(280)}`;
      const choices = [
        { label: "Kyllä", value: "yes" },
        { label: "Näytä lisää", value: long },
      ];
      const message = messageOf("Sopiiko?", { question: "t-17", choices });
      await harness.channel.send(harness.address, message);
      const buttons = (await harness.shown()).flatMap((one) => one.buttons);
      expect(buttons.map(({ label }) => label)).toEqual(["Kyllä", "Näytä lisää"]);
      for (const button of buttons) expect(await button.tap()).toBe("taken");
      expect(taken(harness, message)).toEqual([
        expect.objectContaining({ kind: "tapped", value: "yes", question: "t-17", from: harness.address }),
        expect.objectContaining({ kind: "tapped", value: long, question: "t-17" }),
      ]);
    });

    test("a program is shown with its facts, its reasons and its choices", async () => {
      const card = {
        title: "Satutunti",
        facts: [{ label: "Milloin", text: "la 21.11. klo 10.30" }],
        text: "Tule kuuntelemaan satuja.",
        why: "Sopii lapsille.",
        notes: ["Vain suomeksi"],
        links: [{ label: "Kalenteriin", url: "https://kutsu.example.org/calendar/1.ics" }],
        choices: [{ label: "Lisätietoja", value: "open:details" }],
      };
      const message = messageOf("Löysin tämän:", { question: "t-18", cards: [card] });
      await harness.channel.send(harness.address, message);
      const shown = await harness.shown();
      const words = shown.map(({ text }) => text).join("\n");
      for (const part of [
        "Löysin tämän:",
        "Satutunti",
        "Milloin",
        "la 21.11. klo 10.30",
        "Sopii lapsille.",
      ]) {
        expect(words).toContain(part);
      }
      const button = shown
        .flatMap(({ buttons }) => buttons)
        .find(({ label }) => label.includes("Lisätietoja") || label.includes("Satutunti"));
      await button?.tap();
      expect(taken(harness, message).at(-1)).toMatchObject({
        kind: "tapped",
        value: "open:details",
        question: "t-18",
      });
    });

    test("every choice is its own, however many a card has", async () => {
      const cardWith = (title: string, ...labels: readonly string[]) => ({
        ...{ title, facts: [], notes: [], links: [] },
        choices: labels.map((label) => ({ label, value: `value of ${label}` })),
      });
      const cards = [
        cardWith("Peruttu"),
        cardWith("Satutunti", "Lisätietoja", "Muistuta"),
        cardWith("Jazzilta", "Kuuntele"),
      ];
      const choices = [{ label: "Hae muuta", value: "value of Hae muuta" }];
      const values = [...cards.flatMap((card) => card.choices), ...choices].map(({ value }) => value);
      for (const [index, value] of values.entries()) {
        const message = messageOf("Löysin nämä:", { question: `t-${index}`, cards, choices });
        await harness.channel.send(harness.address, message);
        const buttons = (await harness.shown()).flatMap((one) => one.buttons).slice(-values.length);
        expect(buttons).toHaveLength(values.length);
        await buttons[index]?.tap();
        const tap = { kind: "tapped", value, question: `t-${index}` };
        expect(taken(harness, message).at(-1)).toMatchObject(tap);
      }
    });

    test.each([
      ["too fast", TooFast],
      ["blocked", Undeliverable],
      ["broken", Error],
    ] as const)("a platform that is %s is told apart, and the next message arrives", async (how, kind) => {
      if (harness.failNext === undefined) return;
      harness.failNext(how);
      const sending = harness.channel.send(harness.address, messageOf("ensin"));
      const error = await sending.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(kind);
      if (how === "broken") expect(error instanceof TooFast || error instanceof Undeliverable).toBe(false);
      if (error instanceof TooFast) expect(error.retryAfterMs).toBeGreaterThan(0);
      await harness.channel.send(harness.address, messageOf("sitten"));
      expect((await harness.shown()).map(({ text }) => text).join(" ")).toBe("sitten");
    });
  });
}
