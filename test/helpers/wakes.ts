/** Looks at patrons, remembered instead of scheduled: for tests in which no time passes. */
import type { OutreachRules } from "../../src/outreach/follow-ups/follow-up.ts";
import type { Wake, Wakes } from "../../src/outreach/wake.ts";

/** The rules of an ordinary library. */
export const RULES: OutreachRules = {
  quiet: { from: 21, until: 9 },
  weeklyMost: 3,
  timeZone: "Europe/Helsinki",
};

/** Remembers every look that is scheduled. */
export class RememberedWakes implements Wakes {
  readonly scheduled: Wake[] = [];

  async schedule(wake: Wake): Promise<void> {
    this.scheduled.push(wake);
  }
}
