import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import en from "../../locales/en/console.json";
import fi from "../../locales/fi/console.json";
import type { FeedbackItem } from "../../src/feedback/feedback-item.ts";
import type { WithKey } from "../../src/staff/change-staff.ts";
import { findBarriers, tabTo, watchPage } from "../channels/web/browser.ts";
import { describeInChromium, launchChromium } from "../helpers/chromium.ts";
import { type ConsoleWorld, giveFeedback, startConsoleWorld } from "./console-world.ts";

jest.setTimeout(120_000);

const WORDS = { en, fi };
/** Where to leave pictures of the pages; none when absent. */
const PICTURES = process.env.KUTSU_PICTURES;

describeInChromium()("the console in a browser", () => {
  let browser: Browser;
  let world: ConsoleWorld;
  let who: WithKey;
  let item: FeedbackItem;
  beforeAll(async () => {
    [browser, world] = await Promise.all([launchChromium(), startConsoleWorld()]);
    who = await world.add("Liisa Lukija", "librarian", "admin");
    const { redis } = world.redis;
    const texts = [
      ["fi", "Satutunnilla oli liian vähän tilaa, mutta ohjaaja oli ihana.", 4],
      ["en", "More books in English for teenagers, please. The selection is very small.", 2],
      ["fi", "Kirjat pitäisi voida palauttaa myös yöllä.", undefined],
    ] as const;
    for (const [at, [language, text, rating]] of texts.entries())
      item = await giveFeedback(redis, { language, text, rating, partition: at, at: world.now() });
    // Enough for a second page.
    for (let more = 0; more < 30; more += 1)
      await giveFeedback(redis, { text: `Item ${more}`, partition: 20, at: "2026-11-01T08:00:00.000Z" });
  });
  afterEach(() => {
    expect(world.errors).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  async function open(language: "fi" | "en", colorScheme: "light" | "dark" = "light", width = 1280) {
    const context = await browser.newContext({
      ...{ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" },
      locale: language,
    });
    const page = await context.newPage();
    return { page, troubles: watchPage(page, world.url) };
  }

  async function signIn(page: Page, language: "fi" | "en") {
    await page.goto(`${world.url}/console/sign-in?language=${language}`);
    await page.locator("#name").fill(who.member.name);
    await page.locator("#key").fill(who.key);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${world.url}/console`);
  }

  describe.each(["fi", "en"] as const)("in %s", (language) => {
    test.each([
      ["light", 1280],
      ["dark", 1280],
      ["light", 360],
    ] as const)("has no barriers on any page (%s, %i wide)", async (colorScheme, width) => {
      const { page, troubles } = await open(language, colorScheme, width);
      const look = async (name: string) => {
        expect([name, await findBarriers(page)]).toEqual([name, []]);
        expect(await page.locator("html").getAttribute("lang")).toBe(language);
        // Nothing is wider than the screen: nobody scrolls sideways.
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
        if (PICTURES !== undefined)
          await page.screenshot({
            path: join(PICTURES, `${name}-${language}-${colorScheme}-${width}.png`),
            fullPage: true,
          });
      };
      await page.goto(`${world.url}/console/sign-in?language=${language}`);
      await look("sign-in");
      await page.locator("#name").fill("Nobody");
      await page.locator("#key").fill("wrong");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
      await look("sign-in-wrong");
      await signIn(page, language);
      await look("home");
      for (const [name, path] of [
        ["list", "/feedback"],
        ["list-narrowed", "/feedback?q=kirjat&status=new&from=2026-11-01"],
        ["list-last", "/feedback?page=2"],
        ["item", `/feedback/${item.id}`],
        ["account", "/account"],
        ["code-setup", "/account/code"],
        ["staff", "/staff"],
        ["missing", "/nothing"],
      ] as const) {
        await page.goto(`${world.url}/console${path}`);
        await look(name);
      }
      world.passMinutes(2);
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    test("can be used by keyboard alone: sign in, find, read, take, tag, note, sign out", async () => {
      const { signIn: words, item: says, nav, status, filter, signOut, told } = WORDS[language];
      const text = "Kirjat ovat aina väärässä hyllyssä.";
      await giveFeedback(world.redis.redis, { language: "fi", text, partition: 9, at: world.now() });
      const { page, troubles } = await open(language);
      await page.goto(`${world.url}/console?language=${language}`);
      await tabTo(page, "");
      await page.locator("#name").focus();
      await page.keyboard.type(who.member.name);
      await page.keyboard.press("Tab");
      await page.keyboard.type(who.key);
      await tabTo(page, words.go);
      await page.keyboard.press("Enter");
      await page.waitForURL(`${world.url}/console`);

      await tabTo(page, nav.feedback);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/console/feedback");
      await world.feedback.wordsRead();
      await page.locator("#q").focus();
      // Another form of the word than the one that was written.
      await page.keyboard.type("kirjojen");
      await tabTo(page, filter.go);
      await page.keyboard.press("Enter");
      await page.waitForURL("**q=kirjojen**");
      expect(await page.locator("mark").allInnerTexts()).toContain("Kirjat");
      expect(await page.locator(".items > li").count()).toBeLessThan(8);

      await page.locator(".items a").first().focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: says.transcript }).waitFor();
      await tabTo(page, says.take);
      await page.keyboard.press("Enter");
      await page.getByText(told.assign).waitFor();
      await page.getByText(who.member.name, { exact: false }).first().waitFor();
      await tabTo(page, status.done);
      await page.keyboard.press("Space");
      await page.getByText(told.status).waitFor();
      expect(await page.locator('button[aria-pressed="true"]').innerText()).toBe(status.done);
      await page.locator("#tags").fill(`aukiolo, ${language}`);
      await tabTo(page, says.saveTags);
      await page.keyboard.press("Enter");
      await page.getByText(told.tags).waitFor();
      await page.locator("#note").focus();
      await page.keyboard.type(`Kerrottu ${language}`);
      await tabTo(page, says.saveNote);
      await page.keyboard.press("Enter");
      await page.getByText(told.note).waitFor();
      expect(await page.locator(".notes").innerText()).toContain(`Kerrottu ${language}`);
      expect(await page.locator(".history li").count()).toBeGreaterThanOrEqual(3);
      expect(await findBarriers(page)).toEqual([]);
      if (PICTURES !== undefined)
        await page.screenshot({ path: join(PICTURES, `item-worked-on-${language}.png`), fullPage: true });

      await page.locator(".who button").focus();
      expect(await page.locator(".who button").innerText()).toBe(signOut);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/console/sign-in");
      await page.goBack();
      await page.waitForURL("**/console/sign-in**");
      expect(troubles).toEqual([]);
      await page.context().close();
    });
  });

  test("an admin adds an account, hands its key over, and it opens the console", async () => {
    const { page } = await open("en");
    await signIn(page, "en");
    await page.goto(`${world.url}/console/staff`);
    await page.locator("#name").fill("Uuno Uusi");
    await page.getByLabel(en.role.librarian).check();
    await page.getByRole("button", { name: en.staff.go }).click();
    const key = await page.locator(".secret").innerText();
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    expect(await page.locator(".secret").count()).toBe(0);
    const newcomer = await world.signedIn({ member: { ...who.member, name: "Uuno Uusi" }, key });
    expect((await newcomer.get("/console/feedback")).status).toBe(200);
    await page.context().close();
  });
});
