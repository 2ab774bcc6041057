import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { describeInChromium, launchChromium } from "../../helpers/chromium.ts";
import { findBarriers, said, tabTo, type, waitForKutsu, watchPage } from "./browser.ts";
import { type EchoLibrary, startEchoLibrary } from "./echo-library.ts";

describeInChromium()("the page in a browser", () => {
  let browser: Browser;
  let library: EchoLibrary;
  let troubles: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    library = await startEchoLibrary({
      banner: (language) => `sample ${language}`,
      rateLimit: { burst: 6, perSecond: 10 },
    });
  });
  afterEach(async () => {
    library.isDown = false;
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(troubles).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await library.close();
  });

  async function open(
    path = "/?language=fi",
    options: BrowserContextOptions = {},
    at = library,
  ): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    troubles = watchPage(page, at.url);
    await page.goto(at.url + path);
    await waitForKutsu(page, 1);
    return page;
  }

  const WORDS = {
    fi: { skip: "Siirry kirjoittamaan viestiä", find: "Etsi ohjelmaa", more: "Kerro lisää", said: "Sanoit" },
    en: { skip: "Skip to writing a message", find: "Find a program", more: "Tell me more", said: "You said" },
  };

  test.each(["fi", "en"] as const)("a whole conversation needs only the keyboard (%s)", async (language) => {
    const words = WORDS[language];
    const page = await open(`/?language=${language}`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.innerText")).toBe(words.skip);
    await page.keyboard.press("Enter");
    await type(page, "moi");
    await waitForKutsu(page, 2);
    await page.keyboard.type("yksi");
    await page.keyboard.press("Shift+Enter");
    await type(page, "kaksi");
    await waitForKutsu(page, 3);
    await page.reload();
    await waitForKutsu(page, 3);
    await tabTo(page, words.find);
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineWidth")).toBe("3px");
    await page.keyboard.press("Space");
    await page.locator(".card").first().waitFor();
    // The place of the keyboard is not lost when a choice is used: the cards come next.
    await tabTo(page, words.more);
    await page.keyboard.press("Enter");
    await waitForKutsu(page, 5);
    expect((await said(page)).slice(1)).toEqual([
      "moi",
      `${words.said}: moi`,
      "yksi\nkaksi",
      `${words.said}: yksi\nkaksi`,
      words.find,
      language === "fi" ? "Löysin kaksi ohjelmaa tälle viikolle." : "I found two programs this week.",
      // A tap on a program's card says which program.
      "Satutunti Kallion kirjastossa",
      `${words.said}: details:1`,
    ]);
  });

  const LOOKS = [
    ["fi", "light", 1280],
    ["en", "light", 1280],
    ["fi", "dark", 1280],
    ["en", "dark", 1280],
    ["fi", "light", 320],
    ["en", "dark", 320],
  ] as const;
  test.each(LOOKS)("nothing bars anyone in %s, %s, %d pixels wide", async (language, colorScheme, width) => {
    const page = await open(`/?language=${language}`, {
      colorScheme,
      reducedMotion: "reduce",
      viewport: { width, height: 640 },
    });
    await page.getByRole("button", { name: WORDS[language].find }).click();
    await page.locator(".card").first().waitFor();
    await page
      .locator("#text")
      .fill(`${"pitkäsana".repeat(20)} https://kirjasto.example/${"osoite".repeat(20)}`);
    await page.keyboard.press("Enter");
    await waitForKutsu(page, 3);
    const [scroll = 0, inner = 0] = await page.evaluate<number[]>(
      "[document.documentElement.scrollWidth, innerWidth]",
    );
    expect(scroll).toBeLessThanOrEqual(inner);
    expect(await findBarriers(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await page.locator("#end").click();
    expect(await findBarriers(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
  });

  test("nothing moves for those who ask for it", async () => {
    const page = await open("/", { reducedMotion: "reduce" });
    const animations = await page.evaluate(
      "['.message', '.dots i'].map((name) => getComputedStyle(document.querySelector(name)).animationName)",
    );
    expect(animations).toEqual(["none", "none"]);
  });

  test("the history and the used choices are there after a reload, and Kutsu greets once", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Etsi ohjelmaa" }).click();
    await waitForKutsu(page, 2);
    const before = await said(page);
    const greetings = library.events.filter(({ kind }) => kind === "started").length;
    await page.reload();
    await waitForKutsu(page, 2);
    expect(await said(page)).toEqual(before);
    expect(library.events.filter(({ kind }) => kind === "started").length).toBe(greetings);
    const used = page.locator(".choices button.chosen");
    expect(await used.textContent()).toContain("Etsi ohjelmaa");
    expect(await used.getAttribute("aria-disabled")).toBe("true");
    expect(await page.getByRole("button", { name: "Asetukset" }).isDisabled()).toBe(true);
  });

  test("a program is an article with its facts as a list, in the language of each", async () => {
    const page = await open("/?language=en");
    await page.getByRole("button", { name: "Find a program" }).click();
    const card = page.getByRole("article", { name: "Satutunti Kallion kirjastossa" });
    await card.waitFor();
    expect(await card.locator("dt").allInnerTexts()).toEqual(["When", "Where", "For whom", "Price"]);
    expect(await card.locator("h3").getAttribute("lang")).toBe("fi");
    expect(await page.locator(".kutsu .cards").getAttribute("lang")).toBe("en");
    expect(await card.getByRole("link", { name: "Add to calendar" }).getAttribute("href")).toContain(
      "/programs/a25vd24.ics?language=en",
    );
  });

  test("each message of Kutsu enters the live region once, even when it is sent again", async () => {
    const page = await open();
    const log = page.getByRole("log");
    expect(await log.getAttribute("aria-live")).toBe("polite");
    await page.waitForFunction("document.getElementById('log').getAttribute('aria-busy') === 'false'");
    await page.evaluate(`
        window.added = [];
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes) for (const node of addedNodes) added.push(node.className);
        }).observe(document.getElementById("log"), { childList: true, subtree: true });
      `);
    const from = library.events.at(-1)?.from ?? "web:";
    const message = await library.say(from, { text: "Muistutus", language: "fi" });
    await library.channel.send(from, message);
    await library.say(from, { text: "Toinen", language: "fi" });
    await waitForKutsu(page, 3);
    expect(await page.evaluate("added")).toEqual(["message kutsu", "message kutsu"]);
  });

  test("the language is switched in place and Kutsu is told", async () => {
    const page = await open();
    await page.getByRole("button", { name: "In English" }).click();
    await waitForKutsu(page, 2);
    expect(library.events.at(-1)).toMatchObject({
      kind: "tapped",
      value: "language:en",
      question: "settings",
    });
    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(await page.title()).toBe("Kutsu – your library invites you");
    expect(await page.locator("#banner").textContent()).toBe("sample en");
    expect(await page.getByRole("button", { name: "End and clear" }).isVisible()).toBe(true);
    expect(await page.locator(".kutsu .says").last().getAttribute("lang")).toBe("en");
    expect(await page.locator(".kutsu .says").first().getAttribute("lang")).toBe("fi");
    await page.reload();
    await waitForKutsu(page, 2);
    expect(await page.getAttribute("html", "lang")).toBe("en");
    // When the patron changes language in the talk itself, the page follows Kutsu.
    await library.say(library.events.at(-1)?.from ?? "web:", { text: "Jatketaan suomeksi.", language: "fi" });
    await page.waitForFunction("document.documentElement.lang === 'fi'");
  });

  test("a deep link tells Kutsu what it carried, once", async () => {
    const page = await open("/?language=fi&start=p-17");
    expect(library.events.at(-1)).toMatchObject({ kind: "started", payload: "p-17" });
    const count = library.events.length;
    await page.reload();
    await waitForKutsu(page, 1);
    expect(library.events.length).toBe(count);
  });

  test("a second tab shows the same conversation and its used choices", async () => {
    const page = await open();
    const other = await page.context().newPage();
    await other.goto(`${library.url}/?language=fi`);
    await waitForKutsu(other, 1);
    await page.getByRole("button", { name: "Etsi ohjelmaa" }).click();
    await waitForKutsu(other, 2);
    expect(await said(other)).toEqual(await said(page));
    expect(await other.locator(".choices button.chosen").textContent()).toContain("Etsi ohjelmaa");
  });

  async function smallTargets(page: Page): Promise<string[]> {
    return page.evaluate<string[]>(`
        [...document.querySelectorAll("button, .links a, textarea")]
          .filter((element) => element.offsetParent !== null)
          .map((element) => ({ element, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 43.9 || box.width < 43.9)
          .map(({ element, box }) => element.outerHTML.slice(0, 80) + " " + box.width + "x" + box.height)
      `);
  }
});
