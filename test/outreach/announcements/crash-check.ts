/** Holds what became of each recipient against what the platforms say they received. */
import type { Announcement } from "../../../src/outreach/announcements/announcement.ts";
import {
  type Progress,
  readProgress,
  recipientsIn,
  STATES,
  type State,
} from "../../../src/outreach/announcements/ledger.ts";
import { exportPatron } from "../../../src/patrons/patron-data.ts";
import type { PatronId } from "../../../src/store/keys.ts";
import type { KutsuRedis } from "../../../src/store/redis.ts";
import type { Asking } from "./crash-asking.ts";
import type { CrashPatron, Part } from "./crash-patrons.ts";
import type { Platforms } from "./crash-platforms.ts";
import { CONTENT } from "./office.ts";

/** What is known once nothing is left to send. */
export interface Aftermath {
  readonly redis: KutsuRedis;
  readonly announcement: Announcement;
  readonly ledger: string;
  readonly patrons: readonly CrashPatron[];
  readonly platforms: Platforms;
  readonly asking: Asking;
  /** Sends that were under way when something broke. */
  readonly doubts: ReadonlySet<PatronId>;
  /** What the senders logged, a line each. */
  readonly log: readonly string[];
}

/** What came of it. */
export interface CrashReport {
  readonly recipients: number;
  readonly progress: Progress;
  readonly twice: number;
  readonly lost: number;
  /** Sends under way when something broke: more than these cannot be unknown. */
  readonly inDoubt: number;
  readonly unknownArrived: number;
  readonly unknownMissing: number;
  /** What is not as it has to be, in words. */
  readonly wrong: readonly string[];
}

/** In which state a patron may end, by the part; each may be unknown where the send was in doubt. */
const ENDS: Readonly<Record<Part, readonly State[]>> = {
  quiet: ["sent"],
  asks: ["sent"],
  blocked: ["unreachable"],
  refused: ["optedOut"],
  stops: ["sent", "optedOut"],
  stranger: ["none"],
};

/** Looks at every recipient, and counts. */
export async function checkCrash(aftermath: Aftermath): Promise<CrashReport> {
  const { redis, announcement, ledger, patrons, platforms, doubts } = aftermath;
  const progress = await readProgress(redis, ledger);
  const states = await statesIn(redis, ledger);
  const books = platforms.received();
  const wrong = [...wrongSums(progress, announcement)];
  const counts = { recipients: 0, twice: 0, lost: 0, unknownArrived: 0, unknownMissing: 0 };
  for (const patron of patrons) {
    const state = states.get(patron.id) ?? "none";
    const received = books.get(patron.address) ?? [];
    if (patron.part !== "stranger") counts.recipients += 1;
    if (received.length > 1) counts.twice += 1;
    if (state === "sent" && received.length === 0) counts.lost += 1;
    if (state === "unknown") counts[received.length > 0 ? "unknownArrived" : "unknownMissing"] += 1;
    const why = whatIsWrong(patron, { state, received, isInDoubt: doubts.has(patron.id) });
    const logged = aftermath.log.filter((line) => line.includes(`"${patron.id}"`));
    const who = `${patron.id} (${patron.platform}, ${patron.part})`;
    if (why !== undefined) wrong.push([`${who} is ${state}: ${why}`, ...logged].join("\n  "));
    wrong.push(...(await wrongProfile(patron, state, aftermath)));
  }
  if (progress.total !== counts.recipients)
    wrong.push(`${progress.total} recipients of ${counts.recipients}`);
  return { ...counts, progress, inDoubt: doubts.size, wrong };
}

function whatIsWrong(
  { part, language }: CrashPatron,
  {
    state,
    received,
    isInDoubt,
  }: { readonly state: State; readonly received: readonly string[]; readonly isInDoubt: boolean },
): string | undefined {
  if (received.length > 1) return `received ${received.length} times`;
  const text = CONTENT.texts[language] ?? "";
  if (received.some((message) => !message.includes(text))) return "received in another language";
  if (state === "unknown") {
    if (!isInDoubt) return "its send was not under way when anything broke";
    return part === "refused" || part === "stranger" ? "it had not to be sent at all" : undefined;
  }
  if (!ENDS[part].includes(state)) return `not ${ENDS[part].join(" or ")}`;
  const isReceived = received.length === 1;
  return isReceived === (state === "sent") ? undefined : isReceived ? "received" : "not received";
}

/** Whoever cannot be reached is marked so, and whoever wrote meanwhile was answered. */
async function wrongProfile(
  { id, address, part }: CrashPatron,
  state: State,
  { redis, asking }: Aftermath,
): Promise<readonly string[]> {
  if (part === "quiet" || part === "refused" || part === "stranger") return [];
  const data = await exportPatron(redis, id);
  const talk = data?.profile.talks[address];
  if (part === "blocked")
    return state === "unreachable" && talk?.reachable !== false ? [`${id}: not marked as unreachable`] : [];
  const turns = data?.transcript.filter(({ patron: { kind } }) => kind === "said").length;
  const told = data?.transcript.filter(({ patron: { kind } }) => kind === "announced").length ?? 0;
  return [
    ...(turns === 1 ? [] : [`${id}: ${turns} turns were taken of one`]),
    ...(asking.answersTo(address) > 0 ? [] : [`${id}: not answered`]),
    ...(state === "optedOut" || told > 0 ? [] : [`${id}: the transcript does not know of the announcement`]),
    ...(part === "stops" && data?.profile.consents.announcements !== undefined
      ? [`${id}: still agrees`]
      : []),
  ];
}

/** Every recipient in one final state, and the sums of the channels those of the ledger. */
function* wrongSums(
  { total, byState, byChannel }: Progress,
  { status, report }: Announcement,
): Generator<string> {
  if (status !== "sent") yield `the announcement is ${status}`;
  for (const state of ["pending", "sending", "deferred", "failed", "dropped"] as const)
    if (byState[state] > 0) yield `${byState[state]} are ${state}`;
  for (const state of ["sent", "unreachable", "unknown", "optedOut"] as const) {
    const sum = Object.values(byChannel).reduce((all, own) => all + (own[state] ?? 0), 0);
    if (sum !== byState[state]) yield `${byState[state]} are ${state}, and ${sum} by channel`;
  }
  const reported = report as Progress | undefined;
  if (reported?.total !== total) yield `the report tells of ${reported?.total} recipients, not ${total}`;
}

async function statesIn(redis: KutsuRedis, ledger: string): Promise<ReadonlyMap<PatronId, State>> {
  const states = new Map<PatronId, State>();
  for (const state of STATES.slice(1))
    for await (const id of recipientsIn(redis, ledger, state)) states.set(id, state);
  return states;
}
