import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import enFeedback from "../locales/en/feedback.json";
import enHome from "../locales/en/home.json";
import enProgram from "../locales/en/program.json";
import enRecommend from "../locales/en/recommend.json";
import fiFeedback from "../locales/fi/feedback.json";
import fiHome from "../locales/fi/home.json";
import fiProgram from "../locales/fi/program.json";
import fiRecommend from "../locales/fi/recommend.json";
import { findBarriers, said, tabTo, type, waitForKutsu, watchPage } from "./channels/web/browser.ts";
import { describeInChromium, launchChromium } from "./helpers/chromium.ts";
import { temporaryFolder } from "./helpers/redis.ts";
import { type RunningKutsu, runKutsu, startKutsuProcess } from "./helpers/run-kutsu.ts";

jest.setTimeout(120_000);

const WORDS = {
  fi: {
    feedback: fiFeedback,
    home: fiHome,
    program: fiProgram,
    recommend: fiRecommend,
    question: "mitä tekemistä lapsille viikonloppuna?",
    comment: "Satutunnille mahtui hyvin mukaan",
  },
  en: {
    feedback: enFeedback,
    home: enHome,
    program: enProgram,
    recommend: enRecommend,
    question: "what's on for children at the weekend?",
    comment: "There was room for everyone at story time",
  },
};

describeInChromium()("a patron in the web chat of a running Kutsu", () => {
  const folder = temporaryFolder();
  const environment = { KUTSU_DATA: join(folder, "data") };
  let browser: Browser;
  let kutsu: RunningKutsu;
  beforeAll(async () => {
    [browser, kutsu] = await Promise.all([launchChromium(), startKutsuProcess(environment)]);
  });
  afterAll(async () => {
    await browser.close();
    await kutsu.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const lastOf = async (page: Page) => (await said(page)).at(-1) ?? "";
  const waitFor = (page: Page, text: string) =>
    page
      .locator(".message.kutsu")
      .last()
      .getByText(text.split("\n")[0] ?? "")
      .first()
      .waitFor();

  test.each(["fi", "en"] as const)(
    "has the whole conversation by keyboard alone, without barriers (%s)",
    async (language) => {
      const { feedback, home, program, recommend, question, comment } = WORDS[language];
      // Without motion, so that no contrast is measured while a message fades in.
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      const troubles = watchPage(page, kutsu.url);
      await page.goto(`${kutsu.url}/?language=${language}`);
      await waitForKutsu(page, 1);
      expect(await lastOf(page)).toContain("Kutsu");

      // A question in the patron's own words brings cards, and a card its details.
      await page.locator("textarea").focus();
      await type(page, question);
      await page.locator(".card").first().waitFor();
      expect(await page.locator(".card").count()).toBeGreaterThanOrEqual(2);
      expect(await page.locator(".card").first().innerText()).toContain(program.when);
      expect(await findBarriers(page)).toEqual([]);
      await tabTo(page, program.details);
      await page.keyboard.press("Enter");
      await waitFor(page, recommend.details.ask);
      await page.getByRole("link", { name: program.calendar }).waitFor();

      // Feedback to the end: rating by button, comment by typing.
      await page.locator("textarea").focus();
      await type(page, language === "fi" ? "haluan antaa palautetta" : "I want to give feedback");
      await waitFor(page, feedback.about.ask);
      await tabTo(page, feedback.about.library);
      await page.keyboard.press("Space");
      await waitFor(page, feedback.rating.ask);
      await tabTo(page, "5");
      await page.keyboard.press("Enter");
      await waitFor(page, feedback.comment.ask);
      await page.locator("textarea").focus();
      await type(page, comment);
      await waitFor(page, feedback.answer.ask);
      await tabTo(page, feedback.answer.no);
      await page.keyboard.press("Enter");
      await waitFor(page, comment);
      await tabTo(page, feedback.summary.send);
      await page.keyboard.press("Enter");
      await waitFor(page, feedback.thanks);
      expect(await findBarriers(page)).toEqual([]);

      // After a reload everything is there, once.
      const before = await said(page);
      await page.reload();
      await waitFor(page, feedback.thanks);
      expect(await said(page)).toEqual(before);

      const { stdout } = await runKutsu(["feedback", "list", "--json"], { environment });
      const given = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(given.filter((item) => item.language === language)).toEqual([
        expect.objectContaining({ about: "library", rating: 5, text: comment, mayAnswer: false, language }),
      ]);
      expect(home.choice.feedback).not.toBe("");
      expect(troubles).toEqual([]);
      await context.close();
    },
  );

  test("the language switch changes page and conversation", async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${kutsu.url}/?language=fi`);
    await waitForKutsu(page, 1);
    await page.getByRole("button", { name: "In English" }).click();
    await waitForKutsu(page, 2);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await lastOf(page)).toContain("English");
    await page.context().close();
  });

  test("what is stored can be fetched through the chat, and is gone after an erase", async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${kutsu.url}/?language=en`);
    await waitForKutsu(page, 1);
    await page.locator("textarea").focus();
    await type(page, "my data");
    await page.getByRole("button", { name: "Download my data" }).click();
    const link = page.locator(".message.kutsu").last().getByText("/my-data/");
    await link.waitFor();
    const url = /http:\S+\/my-data\/\S+/.exec(await lastOf(page))?.[0] ?? "";
    const data = (await (await fetch(url)).json()) as { transcript: unknown[] };
    expect(data.transcript.length).toBeGreaterThanOrEqual(2);
    await page.locator("textarea").focus();
    await type(page, "forget me");
    await page.getByRole("button", { name: /^Yes/ }).click();
    await page.locator(".message.kutsu").last().getByText("deleted").waitFor();
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${kutsu.url}/my-data/1-1.99999999999.forged`)).status).toBe(404);
    await page.context().close();
  });
});
