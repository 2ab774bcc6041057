/**
 * What the tests of the page in a browser share. Expressions for the browser are strings: the types of a browser are not
 * those of this project.
 */
import { readFileSync } from "node:fs";
import type { Frame, Page } from "playwright-core";

/** Waits until Kutsu has said this many things. */
export async function waitForKutsu(page: Page | Frame, count: number): Promise<void> {
  await page
    .locator(".message.kutsu")
    .nth(count - 1)
    .waitFor();
}

/** Gives what the page shows, a line a message. */
export function said(page: Page | Frame): Promise<string[]> {
  return page.locator(".message .says").allInnerTexts();
}

/** Types and presses Enter, wherever the keyboard is. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Presses Tab until the element with this text has the keyboard; fails when it cannot be reached. */
export async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate<string>("document.activeElement.innerText.trim()");
    if (here === text) return;
  }
  throw new Error(`Cannot reach "${text}" with the keyboard`);
}

/** Collects what a page must never do: fail, break its policy, or ask another origin for something. */
export function watchPage(page: Page, ownOrigin: string): string[] {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // A status of 4xx or 5xx is printed as an error by the browser; tests of those look at the page instead.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      troubles.push(`console: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(ownOrigin)) troubles.push(`request: ${request.url()}`);
  });
  return troubles;
}

/** Gives the serious and critical findings of axe-core. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>("axe.run()");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
