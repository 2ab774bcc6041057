import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { draftAnnouncement } from "../../../src/outreach/announcements/announce.ts";
import { loadAnnouncement } from "../../../src/outreach/announcements/announcement-store.ts";
import { makePartnerLink, signPartnerLink } from "../../../src/outreach/announcements/partner-link.ts";
import type { KutsuServer } from "../../../src/server.ts";
import { findBarriers, tabTo, watchPage } from "../../channels/web/browser.ts";
import { describeInChromium, launchChromium } from "../../helpers/chromium.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { addPatrons, CONTENT, NOW, WRITER } from "./office.ts";
import { servePartnerPages } from "./partner-pages.ts";

jest.setTimeout(60_000);

const SECRET = "a secret of the test that is long enough";

describeInChromium()("the page of a partner's link, in a browser", () => {
  let redis: TestRedis;
  let server: KutsuServer;
  let url: string;
  let browser: Browser;

  beforeAll(async () => {
    redis = await startTestRedis();
    const onError = (error: unknown) => {
      throw error;
    };
    ({ server, url } = await servePartnerPages({
      ...{ redis: redis.redis, secret: SECRET, now: () => NOW, onError },
    }));
    browser = await launchChromium();
    await addPatrons(redis.redis, 6);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await redis.stop();
  });

  test.each([
    ["light", "fi-FI", "Kirjoita nimesi ennen kuin vastaat.", "En hyväksy", "Kiitos"],
    ["dark", "en-GB", "Write your name before you answer.", "Do not approve", "Thank you"],
  ] as const)("answers by keyboard, %s, without barriers", async (colorScheme, locale, asks, no, thanks) => {
    const content = { ...CONTENT, partner: "Kallio-liike", program: "helmet:1" };
    const { id } = await draftAnnouncement(redis.redis, content, { by: WRITER, now: NOW });
    const claim = await makePartnerLink(redis.redis, id, { by: WRITER, now: NOW });
    const page = await browser.newPage({ colorScheme, locale, viewport: { width: 360, height: 640 } });
    const troubles = watchPage(page, url);
    const link = `${url}/partner/${signPartnerLink(claim, SECRET)}`;
    await page.goto(link);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate("getComputedStyle(document.body).margin")).toBe("0px");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);

    // The browser asks for the name itself; one that does not gets the page with what is missing.
    await page.evaluate("document.querySelector('input').required = false");
    await tabTo(page, no);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toBe(asks);
    expect(await findBarriers(page)).toEqual([]);

    await page.locator("#name").fill("Pekka");
    await tabTo(page, no);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: thanks }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect((await loadAnnouncement(redis.redis, id)).partnerRefusal).toMatchObject({ name: "Pekka" });
    await page.goto(link);
    expect(await page.locator("h1").textContent()).not.toContain("?");
    expect(await findBarriers(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  });
});
