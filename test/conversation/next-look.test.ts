/** The one look at a patron that is scheduled at a time: what keeps it, what replaces it, and clocks that differ. */
import { beforeAll, expect, test } from "@jest/globals";
import type { ChannelEvent } from "../../src/channels/channel.ts";
import type { Commit } from "../../src/conversation/commit.ts";
import { type TurnTools, takeTurn } from "../../src/conversation/turn.ts";
import { wakeId } from "../../src/outreach/wake.ts";
import { newPatron, type Patron } from "../../src/patrons/patron.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { programOf } from "../helpers/services.ts";

/** Saturday 21 November, 16 in Helsinki: looked at on Friday at the same time. */
const JAZZ = programOf("helmet:jazz", { start: "2026-11-21T14:00:00.000Z", end: "2026-11-21T15:00:00.000Z" });
const FRIDAY = "2026-11-20T14:00:00.000Z";
const ID = "1-1";

let tools: TurnTools;
beforeAll(async () => {
  tools = await loadTurnTools([JAZZ]);
});

function patronWith(wake?: string): Patron {
  const saved = { id: JAZZ.id, start: JAZZ.start, end: JAZZ.end, reminds: true, done: [] };
  return {
    ...{ ...newPatron, met: true, language: "en", languageChosen: true, saved: [saved] },
    outreach: { ...newPatron.outreach, wake },
    talks: { "test:1": { reachable: true, parked: [], heard: "2026-11-10T10:00:00.000Z" } },
  };
}

/** Looks at the patron at `now` because of the look `id`, or does what the patron said. */
function turn(
  patron: Patron,
  now: string,
  what: { readonly id: string } | { readonly text: string },
): Commit {
  const envelope = { from: "test:1", at: now, scope: "private" } as const;
  const event: ChannelEvent =
    "text" in what
      ? { ...envelope, kind: "said", id: "e1", text: what.text }
      : { ...envelope, kind: "due", id: what.id };
  return takeTurn({ id: ID, revision: 1, patron, inbox: [event] }, event, { tools, now });
}

test("a look that came for another reason keeps the one that is scheduled, or replaces it with an earlier one", () => {
  const now = "2026-11-18T10:00:00.000Z";
  const kept = turn(patronWith(FRIDAY), now, { id: "changed-x" });
  expect([kept.wake, kept.patron.outreach.wake]).toEqual([undefined, FRIDAY]);
  const later = "2026-12-24T10:00:00.000Z";
  const replaced = turn(patronWith(later), now, { id: "changed-x" });
  expect(replaced.wake).toEqual({ id: wakeId(ID, FRIDAY), at: FRIDAY, instead: wakeId(ID, later) });
});

test("a look stays known when nothing lies before the patron any more, so that the next one can replace it", () => {
  const stopped = turn(patronWith(FRIDAY), "2026-11-18T10:00:00.000Z", { text: "stop" });
  expect([stopped.wake, stopped.patron.outreach.wake]).toEqual([undefined, FRIDAY]);
});

test("a look that is done before its time, by a process whose clock is behind, is not the last", () => {
  const early = turn(patronWith(FRIDAY), "2026-11-20T13:57:00.000Z", { id: wakeId(ID, FRIDAY) });
  expect(early.messages).toEqual([]);
  // The same look would be refused as a repeat.
  expect(early.wake).toEqual({ id: wakeId(ID, "2026-11-20T14:01:00.000Z"), at: "2026-11-20T14:01:00.000Z" });
});

test("what was saved is forgotten a month after it was over, so that others can be saved", () => {
  const later = (now: string) => turn(patronWith(), now, { text: "hello" }).patron.saved.length;
  expect([later("2026-12-20T10:00:00.000Z"), later("2026-12-22T10:00:00.000Z")]).toEqual([1, 0]);
});
