import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Frame, Page } from "playwright-core";
import { describeInChromium, launchChromium } from "../../helpers/chromium.ts";
import { findBarriers, said, type, waitForKutsu } from "./browser.ts";
import { type EchoLibrary, startEchoLibrary } from "./echo-library.ts";

describeInChromium()(
  "the chat on a library's own page, of another origin, with third-party cookies blocked",
  () => {
    let browser: Browser;
    let site: Server;
    let siteUrl: string;
    let library: EchoLibrary;
    let framed: EchoLibrary;
    let sitePolicy = "";

    beforeAll(async () => {
      browser = await launchChromium(["--test-third-party-cookie-phaseout"]);
      site = createServer((_, response) => {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        if (sitePolicy !== "") response.setHeader("Content-Security-Policy", sitePolicy);
        response.end(`<!doctype html><html lang="fi"><head><title>Kirjasto</title></head><body><main><h1>Kirjasto</h1></main>
        <script src="${framed.url}/kutsu.js" data-language="en" async></script></body></html>`);
      });
      await new Promise<void>((resolve) => {
        site.listen(0, "127.0.0.1", resolve);
      });
      // The same machine by another name is another site to a browser.
      siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`;
      library = await startEchoLibrary({ embedOrigins: [siteUrl] });
    });
    beforeEach(() => {
      framed = library;
      sitePolicy = "";
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    });
    afterAll(async () => {
      await browser.close();
      site.close();
      await library.close();
    });

    async function openSite(script = "", url = siteUrl): Promise<Page> {
      const context = await browser.newContext({ viewport: { width: 1000, height: 760 } });
      const page = await context.newPage();
      await page.addInitScript(script);
      await page.goto(url);
      await page.waitForFunction("'Kutsu' in window");
      return page;
    }

    async function openChat(page: Page, button = "Ask Kutsu"): Promise<Frame> {
      await page.getByRole("button", { name: button }).click();
      const element = await page.waitForSelector("iframe");
      const frame = (await element.contentFrame()) as Frame;
      await waitForKutsu(frame, 1);
      return frame;
    }

    test("it talks without any cookie", async () => {
      const page = await openSite();
      const frame = await openChat(page);
      // The keyboard is in the field as soon as the chat opens.
      await frame.waitForFunction("document.activeElement.id === 'text'");
      await type(page, "hello");
      await waitForKutsu(frame, 2);
      expect((await said(frame)).slice(1)).toEqual(["hello", "You said: hello"]);
      expect(await page.context().cookies()).toEqual([]);
    });

    test("it goes on after a reload where a frame may keep something: on a page of the same site", async () => {
      const sameSite = siteUrl.replace("localhost", "127.0.0.1");
      framed = await startEchoLibrary({ embedOrigins: [sameSite] });
      const page = await openSite("", sameSite);
      const frame = await openChat(page);
      await frame.locator("#text").focus();
      await type(page, "hello");
      await waitForKutsu(frame, 2);
      await page.reload();
      await page.waitForFunction("'Kutsu' in window");
      // The button says that there is something to go on with.
      const again = await openChat(page, "Continue the conversation");
      await waitForKutsu(again, 2);
      expect((await said(again)).slice(1)).toEqual(["hello", "You said: hello"]);
      // Ended, there is nothing to go on with.
      await again.locator("#end").click();
      await again.locator("#end-dialog [data-answer=confirm]").click();
      await again.locator("#cleared").waitFor();
      await page.getByRole("button", { name: "Close the conversation" }).click();
      await page.getByRole("button", { name: "Ask Kutsu" }).waitFor();
      await page.close();
      await framed.close();
    });

    test("the button says how long a conversation goes on, and promises none that is over", async () => {
      framed = await startEchoLibrary({ embedOrigins: [siteUrl] });
      const label = async (until: number): Promise<string | null> => {
        const page = await openSite(`sessionStorage.setItem("kutsu.talking", "${until}")`);
        return page.locator("button.open").textContent();
      };
      expect(await label(Date.now() + 60_000)).toBe("Continue the conversation");
      expect(await label(Date.now() - 1)).toBe("Ask Kutsu");
      await framed.close();
    });

    test("it talks where the browser denies a frame its storage", async () => {
      const page = await openSite(`
        if (window !== top) {
          Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
        }
      `);
      const frame = await openChat(page);
      await frame.waitForFunction("document.activeElement.id === 'text'");
      await type(page, "hello");
      await waitForKutsu(frame, 2);
      expect((await said(frame)).at(-1)).toBe("You said: hello");
    });

    test("nothing is loaded before the patron opens it, and the page gets one global", async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const requests: string[] = [];
      page.on("request", (request) => requests.push(new URL(request.url()).pathname));
      await page.addInitScript("window.before = new Set(Object.getOwnPropertyNames(window))");
      await page.goto(siteUrl);
      await page.waitForFunction("'Kutsu' in window");
      expect(requests.filter((path) => path !== "/favicon.ico")).toEqual(["/", "/kutsu.js"]);
      const added = await page.evaluate(
        "Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && name !== 'before')",
      );
      expect(added).toEqual(["Kutsu"]);
    });

    const ON_LAUNCHER = "document.activeElement?.shadowRoot?.activeElement?.className === 'open'";

    test("Escape closes it from inside and from outside, and the keyboard is back where it was", async () => {
      const page = await openSite();
      const frame = await openChat(page);
      await frame.locator("#text").focus();
      await page.keyboard.press("Escape");
      await page.waitForFunction(ON_LAUNCHER);
      expect(await page.locator("iframe").isVisible()).toBe(false);
      await page.keyboard.press("Enter");
      await page.locator("iframe").waitFor();
      await page.getByRole("button", { name: "Close the conversation" }).focus();
      await page.keyboard.press("Escape");
      expect(await page.evaluate(ON_LAUNCHER)).toBe(true);
      // An open question in the chat takes Escape first.
      await page.keyboard.press("Enter");
      await frame.locator("#end").click();
      await page.keyboard.press("Escape");
      await frame.locator("dialog").first().waitFor({ state: "hidden" });
      expect(await page.locator("iframe").isVisible()).toBe(true);
    });

    test("its size can be changed by a button and by dragging", async () => {
      const page = await openSite();
      await openChat(page);
      const width = async (): Promise<number> => (await page.locator(".panel").boundingBox())?.width ?? 0;
      const small = await width();
      await page.getByRole("button", { name: "Make the window larger" }).click();
      expect(await width()).toBeGreaterThan(small + 100);
      await page.getByRole("button", { name: "Make the window smaller" }).click();
      expect(await width()).toBe(small);
      const grip = await page.locator(".grip").boundingBox();
      await page.mouse.move((grip?.x ?? 0) + 10, (grip?.y ?? 0) + 10);
      await page.mouse.down();
      await page.mouse.move((grip?.x ?? 0) - 90, (grip?.y ?? 0) - 20);
      await page.mouse.up();
      expect(Math.round((await width()) - small)).toBe(100);
    });

    test("it works on a page whose policy forbids inline styles", async () => {
      sitePolicy = `default-src 'none'; script-src ${library.url}; frame-src ${library.url}`;
      const page = await openSite();
      await openChat(page);
      const panel = "document.querySelector('[lang=en]').shadowRoot.querySelector('.panel')";
      expect(await page.evaluate(`getComputedStyle(${panel}).position`)).toBe("fixed");
    });

    test("nothing on the library's page bars anyone, closed and open", async () => {
      const page = await openSite();
      expect(await findBarriers(page)).toEqual([]);
      await openChat(page);
      expect(await findBarriers(page)).toEqual([]);
    });

    test("a page of an origin that is not named cannot frame it", async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const refusals: string[] = [];
      page.on("console", (message) => refusals.push(message.text()));
      await page.goto(siteUrl.replace("localhost", "127.0.0.1"));
      await page.waitForFunction("'Kutsu' in window");
      await page.getByRole("button", { name: "Ask Kutsu" }).click();
      await page.waitForSelector("iframe");
      // Not an empty panel: words, and a way to the chat.
      await page.getByText("The conversation does not open on this page.").waitFor();
      expect(await page.locator("iframe").isVisible()).toBe(false);
      const link = page.getByRole("link", { name: "Open it in a new tab" });
      expect(await link.getAttribute("href")).toBe(`${library.url}/?language=en`);
      expect(await findBarriers(page)).toEqual([]);
      expect(refusals.join("\n")).toContain("frame-ancestors");
      expect(refusals.join("\n")).toContain("KUTSU_EMBED_ORIGINS");
      await page.getByRole("button", { name: "Close the conversation" }).click();
      await page.getByRole("button", { name: "Ask Kutsu" }).waitFor();
    });
  },
);
