import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import en from "../../locales/en/console.json";
import { findBarriers } from "../channels/web/browser.ts";
import { type Child, startChild } from "../helpers/child.ts";
import { describeInChromium, launchChromium } from "../helpers/chromium.ts";
import { freePorts, temporaryFolder } from "../helpers/redis.ts";
import { type RunningKutsu, runKutsu, startKutsuProcess } from "../helpers/run-kutsu.ts";

jest.setTimeout(120_000);

describeInChromium()("staff who are known to a provider of OpenID Connect", () => {
  const folder = temporaryFolder();
  let environment: NodeJS.ProcessEnv;
  let browser: Browser;
  let provider: Child;
  let kutsu: RunningKutsu;
  beforeAll(async () => {
    const [providers = 0, own = 0] = await freePorts(2);
    const returnUrl = `http://127.0.0.1:${own}/console/provider/return`;
    provider = startChild("console/provider-child.ts", JSON.stringify({ port: providers, returnUrl }));
    expect(await provider.nextLine()).toBe("ready");
    environment = {
      KUTSU_DATA: join(folder, "data"),
      PORT: String(own),
      KUTSU_OIDC_ISSUER: `http://127.0.0.1:${providers}`,
      KUTSU_OIDC_CLIENT_ID: "kutsu",
      KUTSU_OIDC_CLIENT_SECRET: "a-secret-of-the-test",
    };
    [browser, kutsu] = await Promise.all([launchChromium(), startKutsuProcess(environment)]);
  });
  afterAll(async () => {
    await browser.close();
    await kutsu.stop();
    await provider.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Signs in from the page that was asked for, in a browser of its own; gives the page and where the provider sent it. */
  async function signIn(login: string, path = "/console/feedback?q=tila") {
    const context = await browser.newContext({ locale: "en" });
    const page = await context.newPage();
    let returned = "";
    page.on("request", (request) => {
      if (request.url().includes("/provider/return")) returned = request.url();
    });
    await page.goto(`${kutsu.url}${path}`);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("link", { name: en.signIn.provider }).click();
    await page.getByLabel("Who are you?").fill(login);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${kutsu.url}/**`);
    return { page, returned };
  }

  const accounts = async () => {
    const { stdout } = await runKutsu(["staff", "list", "--json"], { environment });
    return JSON.parse(stdout).accounts as { name: string; roles: string[]; subject?: { sub: string } }[];
  };

  test("come back to the page they asked for, with their roles, and have one account for good", async () => {
    const { page } = await signIn("s1:Liisa:librarian");
    expect(page.url()).toBe(`${kutsu.url}/console/feedback?q=tila`);
    expect(await page.locator(".who").innerText()).toContain("Liisa");
    expect(await page.getByRole("link", { name: en.nav.staff, exact: true }).count()).toBe(0);
    await page.goto(`${kutsu.url}/console/staff`);
    await page.getByRole("heading", { name: en.refused.forbidden.title }).waitFor();
    await page.context().close();

    // Their roles follow what they are there.
    const again = await signIn("s1:Liisa:librarian,admin");
    await again.page.getByRole("link", { name: en.nav.staff, exact: true }).click();
    await again.page.getByRole("heading", { name: en.staff.title }).waitFor();
    await again.page.context().close();
    const own = (await accounts()).filter(({ subject }) => subject?.sub === "s1");
    expect(own).toEqual([expect.objectContaining({ name: "Liisa", roles: ["librarian", "admin"] })]);
  });

  test("have no way in without a role, and lose their sessions with it", async () => {
    const before = await signIn("s2:Otto:librarian");
    expect(before.page.url()).toContain("/console/feedback");
    const { page } = await signIn("s2:Otto:no");
    await page.getByText(en.signIn.noRole).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await before.page.goto(`${kutsu.url}/console`);
    expect(before.page.url()).toContain("/console/sign-in");
    const partner = await signIn("s3:Petra:partner");
    await partner.page.getByText(en.signIn.noRole).waitFor();
  });

  test("cannot use an answer of the provider twice, in another browser, or with another state", async () => {
    const { page, returned } = await signIn("s4:Ulla:librarian");
    expect(returned).toContain("code=");
    await page.goto(returned);
    await page.getByText(en.signIn.notProven).waitFor();

    const stranger = await (await browser.newContext({ locale: "en" })).newPage();
    await stranger.goto(returned);
    await stranger.getByText(en.signIn.notProven).waitFor();
    await stranger.goto(`${kutsu.url}/console`);
    expect(stranger.url()).toContain("/console/sign-in");

    const forged = await (await browser.newContext({ locale: "en" })).newPage();
    await forged.goto(`${kutsu.url}/console/provider`);
    await forged.getByLabel("Who are you?").waitFor();
    const url = new URL(returned);
    url.searchParams.set("state", "forged");
    await forged.goto(url.href);
    await forged.getByText(en.signIn.notProven).waitFor();
  });

  test("never get the account of a namesake", async () => {
    await signIn("s5:Admin:admin");
    // Another person at the same provider with the same name.
    const { page } = await signIn("s6:Admin:librarian");
    expect(await page.locator(".who").innerText()).toContain("Admin");
    const named = (await accounts()).filter(({ name }) => name.startsWith("Admin"));
    expect(named.map(({ roles }) => roles)).toEqual([["admin"], ["librarian"]]);
    expect(new Set(named.map(({ name }) => name)).size).toBe(2);
  });
});
