import type { Browser, BrowserContext, Page } from "playwright-core";
import { describeInChromium, launchChromium } from "../../helpers/chromium.ts";
import { said, type, waitForKutsu } from "./browser.ts";
import { type EchoLibrary, startEchoLibrary } from "./echo-library.ts";

describeInChromium()("the page when something goes wrong or ends", () => {
  let browser: Browser;
  let context: BrowserContext;
  const libraries: EchoLibrary[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 800, height: 800 } });
  });
  afterEach(async () => {
    await context.close();
    await Promise.all(libraries.splice(0).map((library) => library.close()));
  });
  afterAll(() => browser.close());

  async function open(
    options: Parameters<typeof startEchoLibrary>[0] = {},
  ): Promise<{ library: EchoLibrary; page: Page }> {
    const library = await startEchoLibrary(options);
    libraries.push(library);
    return { library, page: await openPage(library) };
  }

  async function openPage(library: EchoLibrary): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${library.url}/?language=fi`);
    await waitForKutsu(page, 1);
    return page;
  }

  const textsOf = (library: EchoLibrary): string[] =>
    library.events.flatMap((event) => (event.kind === "said" ? [event.text] : []));

  test("messages written offline are kept, shown as waiting, and sent in order when the connection is back", async () => {
    const { library, page } = await open();
    await context.setOffline(true);
    await page.locator("#text").focus();
    await type(page, "yksi");
    await type(page, "kaksi");
    await page.locator('.patron[data-state="waiting"]').nth(1).waitFor();
    expect(await page.getByRole("status").textContent()).toContain("tallessa");
    expect(textsOf(library)).toEqual([]);
    await context.setOffline(false);
    await waitForKutsu(page, 3);
    expect(textsOf(library)).toEqual(["yksi", "kaksi"]);
    expect(await page.locator('.patron[data-state="waiting"]').count()).toBe(0);
    await page.waitForFunction("document.getElementById('status').textContent === ''");
  });

  test("what is written before the conversation is open stays in the field", async () => {
    const { library } = await open();
    await context.clearCookies();
    const page = await context.newPage();
    await page.route("**/web/session", (route) => route.abort());
    await page.goto(`${library.url}/?language=fi`);
    await page.waitForFunction("document.getElementById('status').textContent !== ''");
    expect(await page.getByRole("button", { name: "Lopeta ja tyhjennä" }).isDisabled()).toBe(true);
    await page.locator("#text").fill("odota");
    await page.keyboard.press("Enter");
    expect(await page.locator("#text").inputValue()).toBe("odota");
    await page.unroute("**/web/session");
    await waitForKutsu(page, 1);
    await page.keyboard.press("Enter");
    await waitForKutsu(page, 2);
    expect(textsOf(library)).toEqual(["odota"]);
  });

  test("a message the store could not take is kept over a reload and sent once", async () => {
    const { library, page } = await open();
    library.isDown = true;
    await page.locator("#text").fill("säilyykö");
    await page.keyboard.press("Enter");
    await page.locator('.patron[data-state="waiting"]').waitFor();
    expect(await page.getByRole("status").textContent()).toContain("En voi juuri nyt");
    await page.reload();
    await page.locator('.patron[data-state="waiting"]').waitFor();
    library.isDown = false;
    await waitForKutsu(page, 2);
    expect(textsOf(library)).toEqual(["säilyykö"]);
    await page.reload();
    await waitForKutsu(page, 2);
    expect((await said(page)).slice(1)).toEqual(["säilyykö", "Sanoit: säilyykö"]);
    expect(textsOf(library)).toEqual(["säilyykö"]);
  });

  test("a flood is slowed and nothing of it is lost", async () => {
    const { library, page } = await open({ rateLimit: { burst: 5, perSecond: 20 } });
    const words = Array.from({ length: 20 }, (_, index) => `viesti ${index}`);
    await page.locator("#text").focus();
    for (const each of words) await type(page, each);
    await waitForKutsu(page, words.length + 1);
    expect(textsOf(library)).toEqual(words);
  });

  test("a lost connection is told, comes back by itself, and nothing said meanwhile is missed or doubled", async () => {
    const { library, page } = await open();
    const from = library.events[0]?.from ?? "web:";
    await library.say(from, { text: "ennen", language: "fi" });
    await waitForKutsu(page, 2);
    await context.setOffline(true);
    // An offline browser keeps open streams, so the server cuts them.
    library.server.restify.server.closeAllConnections();
    await page.waitForFunction("document.getElementById('status').textContent !== ''");
    await library.say(from, { text: "poissa", language: "fi" });
    await context.setOffline(false);
    await waitForKutsu(page, 3);
    expect((await said(page)).slice(1)).toEqual(["ennen", "poissa"]);
  });

  test("a message that the server refuses is marked and does not hold up the next", async () => {
    const { library, page } = await open();
    await page.route("**/web/messages", async (route) => {
      const isBad = route.request().postData()?.includes("kelvoton");
      await (isBad ? route.fulfill({ status: 400, body: "{}" }) : route.continue());
    });
    await page.locator("#text").focus();
    await type(page, "kelvoton");
    await type(page, "kelpo");
    await waitForKutsu(page, 2);
    expect(textsOf(library)).toEqual(["kelpo"]);
    expect(await page.locator('.patron[data-state="failed"]').textContent()).toContain("ei voitu lähettää");
  });

  test("End and clear asks first, then clears every tab and starts anew only when asked", async () => {
    const { library, page } = await open();
    const other = await openPage(library);
    await page.locator("#text").fill("salaisuus");
    await page.keyboard.press("Enter");
    await waitForKutsu(other, 2);
    await page.getByRole("button", { name: "Lopeta ja tyhjennä" }).click();
    await page.getByRole("button", { name: "Jatka keskustelua" }).click();
    expect(await said(page)).toContain("salaisuus");
    await page.getByRole("button", { name: "Lopeta ja tyhjennä" }).click();
    const events = library.events.length;
    await page.getByRole("dialog").getByRole("button", { name: "Lopeta ja tyhjennä" }).click();
    for (const tab of [page, other]) {
      await tab.getByRole("heading", { name: "Keskustelu on tyhjennetty" }).waitFor();
      expect(await tab.content()).not.toContain("salaisuus");
      expect(await tab.evaluate("JSON.stringify({ ...sessionStorage })")).toBe("{}");
    }
    expect((await context.cookies()).filter(({ value }) => value !== "")).toEqual([]);
    expect(library.events.length).toBe(events);
    await page.getByRole("button", { name: "Aloita uusi keskustelu" }).click();
    await waitForKutsu(page, 1);
    expect(library.events.at(-1)).toMatchObject({ kind: "started" });
    expect(library.events.at(-1)?.from).not.toBe(library.events[0]?.from);
    expect(await page.content()).not.toContain("salaisuus");
  });

  test("End and clear clears at once when the server cannot be reached, and the conversation never comes back", async () => {
    const { library, page } = await open();
    const other = await openPage(library);
    await page.locator("#text").fill("salaisuus");
    await page.keyboard.press("Enter");
    await waitForKutsu(other, 2);
    const [from] = library.events.map((event) => event.from);
    await library.close();
    await page.getByRole("button", { name: "Lopeta ja tyhjennä" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Lopeta ja tyhjennä" }).click();
    for (const tab of [page, other]) {
      await tab.getByRole("heading", { name: "Keskustelu on tyhjennetty" }).waitFor();
      expect(await tab.content()).not.toContain("salaisuus");
    }
    const { port, store } = library;
    const restarted = await startEchoLibrary({ port, store });
    libraries.push(restarted);
    // The next patron opens the page anew, in a tab of their own.
    const next = await openPage(restarted);
    expect(await next.content()).not.toContain("salaisuus");
    expect(restarted.events.map((event) => event.kind)).toEqual(["started"]);
    expect(restarted.events[0]?.from).not.toBe(from);
    expect(await next.evaluate("localStorage.getItem('kutsu.ended')")).toBeNull();
    await page.getByRole("button", { name: "Aloita uusi keskustelu" }).click();
    await waitForKutsu(page, 1);
    expect(await page.content()).not.toContain("salaisuus");
  });

  test("End and clear does not wait for a server that does not answer", async () => {
    const { page } = await open();
    await page.locator("#text").fill("salaisuus");
    await page.keyboard.press("Enter");
    await waitForKutsu(page, 2);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/web/end", async (route) => {
      await held;
      await route.abort();
    });
    await page.getByRole("button", { name: "Lopeta ja tyhjennä" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Lopeta ja tyhjennä" }).click();
    await page.getByRole("heading", { name: "Keskustelu on tyhjennetty" }).waitFor({ timeout: 3000 });
    await page.getByRole("button", { name: "Aloita uusi keskustelu" }).click();
    await waitForKutsu(page, 1);
    expect(await page.content()).not.toContain("salaisuus");
    release();
  });

  test("a conversation left idle while the server is away is cleared from the page", async () => {
    const { library, page } = await open({ idleTimeoutMs: 3000 });
    await library.close();
    await page.getByRole("heading", { name: "Keskustelu on tyhjennetty" }).waitFor();
    expect(await page.locator("#cleared").textContent()).toContain("pitkään tauolla");
    expect(await page.locator(".message").count()).toBe(0);
  });

  test("after everything said was erased, a reload begins a new conversation with a greeting", async () => {
    const { library, page } = await open();
    await page.locator("#text").fill("unohda minut");
    await page.keyboard.press("Enter");
    await waitForKutsu(page, 2);
    const [greeted] = library.events;
    // What an erasure leaves: nothing said, and the mark of the greeting that was answered.
    library.store.history.clear();
    await page.reload();
    await waitForKutsu(page, 1);
    const last = library.events.at(-1);
    expect(last).toMatchObject({ kind: "started" });
    expect(last?.from).not.toBe(greeted?.from);
    await page.locator("#text").fill("moi taas");
    await page.keyboard.press("Enter");
    await waitForKutsu(page, 2);
    const shown = (await said(page)).slice(1);
    expect(shown).toEqual(["moi taas", "Sanoit: moi taas"]);
    await page.reload();
    await waitForKutsu(page, 2);
    expect((await said(page)).slice(1)).toEqual(shown);
  });

  test("a conversation left idle warns, goes on when asked, and is cleared when nobody is there", async () => {
    const { page } = await open({ idleTimeoutMs: 4000 });
    const warning = page.getByRole("alertdialog");
    await warning.waitFor();
    await page.getByRole("button", { name: "Jatka keskustelua" }).click();
    await warning.waitFor({ state: "hidden" });
    await warning.waitFor();
    await page.getByRole("heading", { name: "Keskustelu on tyhjennetty" }).waitFor();
    expect(await page.locator("#cleared").textContent()).toContain("pitkään tauolla");
    expect(await page.locator(".message").count()).toBe(0);
    expect(await context.cookies()).toEqual([]);
  });

  test("a conversation that died on the server is cleared from the page", async () => {
    let nowMs = Date.now();
    const { page } = await open({ nowMs: () => nowMs });
    nowMs += 16 * 60_000;
    await page.locator("#text").fill("liian myöhään");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Keskustelu on tyhjennetty" }).waitFor();
    expect(await page.content()).not.toContain("liian myöhään");
  });
});
