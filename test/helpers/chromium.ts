/** Starts Debian's Chromium for tests of pages; without it those tests say so and are skipped. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Switched off: everything that would look for the internet. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Gives `describe`, or where there is no Chromium, says so and gives `describe.skip`. */
export function describeInChromium(): jest.Describe {
  if (existsSync(EXECUTABLE)) return describe;
  process.stderr.write(
    `Tests of pages are skipped: there is no ${EXECUTABLE} (apt-get install chromium, or set CHROMIUM)\n`,
  );
  return describe.skip;
}

/** Launches it, with more flags where a test needs them. */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: [...FLAGS, ...flags] });
}
