/** Writes to a patron first when the moment has come, and does what the buttons under such a message say. */

import type { Opening } from "../dialog/dialog.ts";
import type { ProfileChange } from "../dialog/profile.ts";
import { decodeId } from "../id-code.ts";
import { afterLooking, afterSending, withShown } from "../outreach/follow-ups/afterwards.ts";
import { KINDS } from "../outreach/follow-ups/follow-up.ts";
import { turnOf } from "../outreach/follow-ups/gate.ts";
import { DO, linesOf } from "../outreach/follow-ups/lines.ts";
import { nextLook, readyNow } from "../outreach/follow-ups/next-look.ts";
import type { PlanAbout } from "../outreach/follow-ups/plan.ts";
import { addressToWriteTo } from "../patrons/address-to-write-to.ts";
import { isSameProgram } from "../patrons/outreach-state.ts";
import { changePatron, type Patron } from "../patrons/patron.ts";
import { interrupt, park, recorded } from "./guide.ts";
import { obey } from "./obey.ts";
import { react } from "./react.ts";
import { givenIn } from "./records.ts";
import { ended, type Scene, type Stand, say, servicesOf } from "./scene.ts";

/** What a plan is worked out from, in a scene. */
function planAbout({ tools, now, id }: Scene): PlanAbout {
  const { programs, outreach: rules } = tools;
  return { nowMs: Date.parse(now), programs, rules, turn: turnOf(id) };
}

/** Gives when the patron is to be looked at next; undefined when nothing lies before them. */
export function lookIn(scene: Scene, patron: Patron): string | undefined {
  return nextLook(patron, planAbout(scene));
}

/** Sends the most pressing of what may be sent now; what has nothing to say is passed over. */
export function writeFirst(scene: Scene, start: Stand): Stand {
  let stand = start;
  const { now, tools } = scene;
  const { timeZone } = tools;
  // Each kind at most once: what was looked at is not ready any more.
  for (let looks = 0; looks < KINDS.length; looks += 1) {
    if (addressToWriteTo(stand.patron) !== scene.event.from) return stand;
    const followUp = readyNow(stand.patron, planAbout(scene));
    if (followUp === undefined) return stand;
    const lines = linesOf(followUp, stand.patron, servicesOf(scene, stand));
    if (lines !== undefined) {
      const patron = afterSending(stand.patron, followUp, { now, timeZone });
      const { uselessMs } = followUp;
      const useless = Number.isFinite(uselessMs) ? new Date(uselessMs).toISOString() : undefined;
      return say({ ...putAside(scene, stand), patron, first: { useless } }, ...lines);
    }
    stand = { ...stand, patron: afterLooking(stand.patron, followUp, { now, timeZone }) };
  }
  return stand;
}

/** What was left long ago is not come back to. */
const LEFT_MS = 24 * 3600_000;

/** Puts what is under way aside for something that Kutsu writes first. */
export function putAside(scene: Scene, stand: Stand): Stand {
  const heardMs = Date.parse(stand.talk.heard ?? "1970-01-01");
  return Date.parse(scene.now) - heardMs > LEFT_MS ? ended(stand) : park(scene, stand);
}

/** Remembers which programs the lines of a turn show. */
export function rememberShown(scene: Scene, stand: Stand): Patron {
  const ids = stand.lines.flatMap(({ programs = [] }) => programs.map(({ program }) => program.id));
  return withShown(stand.patron, ids, planAbout(scene));
}

/** Does what a button under a message of ours says; undefined when it says nothing that is known. */
export function doAtOnce(scene: Scene, stand: Stand, value: string): Stand | undefined {
  if (!value.startsWith(DO)) return undefined;
  const [what = "", ...details] = value.slice(DO.length).split(":");
  const program = decodeId(details.at(-1) ?? "");
  switch (what) {
    case "stop":
      return obey(scene, stand, "stop");
    case "went":
      if (program === undefined) return undefined;
      return interrupt(
        scene,
        attended(scene, stand, { program, went: true }),
        feedbackAbout(details[0] ?? ""),
      );
    case "missed":
      if (program === undefined) return undefined;
      return say(attended(scene, stand, { program, went: false }), { key: "follow-up.missed" });
    case "fewer":
      return fewer(scene, stand, details);
    case "announced":
      return react(scene, stand, details);
  }
  return undefined;
}

function feedbackAbout(encoded: string): Opening {
  return { dialog: "feedback", payload: `program:${encoded}` };
}

function attended(
  scene: Scene,
  stand: Stand,
  { program, went }: { readonly program: string; readonly went: boolean },
): Stand {
  return recorded(scene, stand, [{ record: "attended", program, attended: went }]);
}

/** Twice as long between two of a kind each time it is asked for, up to eight weeks. */
const LONGEST_WEEKS = 8;

function fewer(scene: Scene, stand: Stand, [what, encoded = ""]: readonly string[]): Stand | undefined {
  const change = (chosen: ProfileChange) =>
    changePatron(stand.patron, chosen, givenIn({ now: scene.now, address: scene.event.from }));
  switch (what) {
    case "drop": {
      const dropped = decodeId(encoded) ?? "";
      const find = (id: string) => scene.tools.programs.find(id);
      const saved = stand.patron.saved.map((one) =>
        isSameProgram(one.id, dropped, find) ? { ...one, reminds: false } : one,
      );
      return say({ ...stand, patron: { ...stand.patron, saved } }, { key: "follow-up.fewer.drop" });
    }
    case "never":
      return say({ ...stand, patron: change({ refuse: ["reminders"] }) }, { key: "follow-up.fewer.never" });
    case "weekly":
      return say({ ...stand, patron: change({ weeklyMost: 1 }) }, { key: "follow-up.fewer.weekly" });
    case "interests":
    case "series": {
      const { outreach } = stand.patron;
      const weeks = Math.min(LONGEST_WEEKS, 2 * (outreach.fewer?.[what] ?? 1));
      const patron = {
        ...stand.patron,
        outreach: { ...outreach, fewer: { ...outreach.fewer, [what]: weeks } },
      };
      return say({ ...stand, patron }, { key: "follow-up.fewer.apart", values: { weeks } });
    }
  }
  return undefined;
}
