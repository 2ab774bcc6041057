/** The same conversation as a person sees it: the playground's page in Chromium. With KUTSU_PICTURES set it is drawn for the docs. */
import type { Browser, Page } from "playwright-core";
import enFeedback from "../../../locales/en/feedback.json";
import enHome from "../../../locales/en/home.json";
import enProgram from "../../../locales/en/program.json";
import fiHome from "../../../locales/fi/home.json";
import { rootPath } from "../../../src/root.ts";
import { describeInChromium, launchChromium } from "../../helpers/chromium.ts";
import { PROGRAMS } from "../../helpers/services.ts";
import { type KutsuInPlayground, soon, startKutsuInPlayground } from "./kutsu-in-playground.ts";

jest.setTimeout(120_000);

/** The column of the page that the conversation is in. */
const CHAT = { x: 330, y: 48, width: 620, height: 1090 };

describeInChromium()("in the page of the Teams playground", () => {
  let kutsu: KutsuInPlayground;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [kutsu, browser] = await Promise.all([startKutsuInPlayground(soon(PROGRAMS)), launchChromium()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 1150 } });
    await page.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => route.abort());
  });
  afterAll(async () => {
    await browser.close();
    await kutsu.stop();
  });

  const say = async (text: string) => {
    await page.locator("[contenteditable=true]").first().click();
    await page.keyboard.type(text);
    await page.getByRole("button", { name: "Send Message" }).click();
  };
  // What was said before stays on the page: the newest is the last one.
  const see = (text: string) =>
    page
      .getByText(text.split("\n")[0] ?? "")
      .last()
      .waitFor();
  const tap = (label: string) => page.getByRole("button", { name: label, exact: true }).last().click();

  test("a patron is welcomed, finds a program, changes the language, gives feedback and is reminded", async () => {
    await page.goto(kutsu.playground.url);
    await see(enHome.welcome);
    await see(enHome.choice.feedback);

    await say("digital support");
    await see("Digital support");
    await tap(enProgram.details);
    await page
      .getByRole("link", { name: enProgram.calendar })
      .or(page.getByRole("button", { name: enProgram.calendar }))
      .last()
      .waitFor();

    await say("suomeksi");
    await say("hei");
    await see(fiHome.choice.feedback);
    await say("in English please");

    await say("I want to give feedback");
    await see(enFeedback.about.ask);
    await tap(enFeedback.about.library);
    await see(enFeedback.rating.ask);
    await tap("5");
    await see(enFeedback.comment.ask);
    await say("There was room for everyone");
    await see(enFeedback.answer.ask);
    await tap(enFeedback.answer.no);
    await tap(enFeedback.summary.send);
    await see(enFeedback.thanks);

    const text = "Story time begins tomorrow.";
    await kutsu.openChannel().send(kutsu.patron(), { id: "later", text, language: "en" });
    await see(text);
  });

  test("a picture of it is drawn for the docs, when asked for", async () => {
    await say("digital support");
    await see(enProgram.when);
    await say("I want to give feedback");
    await see(enFeedback.about.other);
    const path = process.env.KUTSU_PICTURES && rootPath("docs", "teams-chat.png");
    const picture = await page.screenshot({ clip: CHAT, ...(path && { path }) });
    expect(picture.length).toBeGreaterThan(10_000);
  });
});
