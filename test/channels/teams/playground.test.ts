/** A patron's whole conversation in Microsoft's own playground, without a browser. */
import enFeedback from "../../../locales/en/feedback.json";
import enHome from "../../../locales/en/home.json";
import enProgram from "../../../locales/en/program.json";
import fiHome from "../../../locales/fi/home.json";
import { until } from "../../helpers/conversation.ts";
import { PROGRAMS } from "../../helpers/services.ts";
import { type KutsuInPlayground, soon, startKutsuInPlayground } from "./kutsu-in-playground.ts";
import type { Playground } from "./playground.ts";

jest.setTimeout(90_000);

/** The line of a text that is sure to be said as it stands. */
const firstLine = (text: string) => text.split("\n")[0] ?? "";

describe("in the Teams playground", () => {
  let kutsu: KutsuInPlayground;
  let playground: Playground;
  let heard: KutsuInPlayground["heard"];
  beforeAll(async () => {
    kutsu = await startKutsuInPlayground(soon(PROGRAMS));
    ({ playground, heard } = kutsu);
  });
  afterAll(() => kutsu.stop());

  /** Does something and waits for an answer that says this. */
  const answerTo = async (doing: Promise<void>, text: string) => {
    const after = playground.messages.length;
    await doing;
    return playground.hears(firstLine(text), after);
  };
  test("a patron is welcomed, with buttons", async () => {
    await answerTo(playground.install(), enHome.welcome);
    await playground.hears(enHome.choice.feedback, 0);
    expect(heard).toEqual([
      expect.objectContaining({ kind: "started", scope: "private", language: "en-US" }),
    ]);
  });

  test("a question in the patron's own words brings a program card, and its button the details", async () => {
    const message = await answerTo(playground.say("digital support"), enProgram.when);
    const [card] = message.attachments?.map(({ content }) => content) ?? [];
    expect(card?.body[0]?.text).toBe("Digital support");
    expect(card?.fallbackText).toContain("Digital support");
    const after = playground.messages.length;
    await playground.tap(enProgram.details);
    const details = await playground.hears(enProgram.calendar, after);
    const actions = details.attachments?.flatMap(({ content }) => content.actions ?? []) ?? [];
    expect(actions.find(({ title }) => title === enProgram.calendar)?.url).toMatch(/^http/);
    expect(heard.at(-1)).toMatchObject({ kind: "tapped" });
  });

  test("the language is changed, and back", async () => {
    await answerTo(playground.say("suomeksi"), "suomea");
    await answerTo(playground.say("hei"), fiHome.choice.feedback);
    await answerTo(playground.say("in English"), "English");
  });

  test("feedback is given to the end, by buttons and by typing", async () => {
    const comment = "There was room for everyone at story time";
    await answerTo(playground.say("I want to give feedback"), enFeedback.about.ask);
    await playground.tap(enFeedback.about.library);
    await playground.hears(firstLine(enFeedback.rating.ask), 0);
    await playground.tap("5");
    await playground.hears(firstLine(enFeedback.comment.ask), 0);
    await answerTo(playground.say(comment), enFeedback.answer.ask);
    await playground.tap(enFeedback.answer.no);
    await playground.hears(comment, 0);
    await playground.tap(enFeedback.summary.send);
    await playground.hears(firstLine(enFeedback.thanks), 0);
  });

  test("in a group only a call by name is answered, for all to see", async () => {
    const before = heard.length;
    await playground.sayInGroup("see you at the library", { mention: false });
    const answer = await answerTo(playground.sayInGroup("in English please", { mention: true }), "English");
    expect(playground.isInPersonalChat(answer)).toBe(false);
    expect(heard.slice(before)).toEqual([
      expect.objectContaining({ kind: "said", text: "in English please", scope: "group" }),
    ]);
  });

  test("a message reaches the patron by itself, even after a restart", async () => {
    const restarted = kutsu.openChannel();
    const text = "Story time begins tomorrow.";
    const before = playground.messages.length;
    await restarted.typing(kutsu.patron());
    await restarted.send(kutsu.patron(), { id: "later", text, language: "en" });
    const message = await playground.hears(text, before);
    expect(playground.isInPersonalChat(message)).toBe(true);
  });

  test("a patron who removes the bot cannot be reached", async () => {
    await playground.uninstall();
    const isTold = () => heard.some((event) => event.kind === "reachability" && !event.reachable);
    await until("the patron to be unreachable", isTold);
  });
});
