/** Sends what is in a patron's outbox, lane by lane in order, under the lease; a message leaves it only when it is sent or given up. */
import { randomUUID } from "node:crypto";
import {
  type Address,
  type Channel,
  type ChannelEvent,
  channelOf,
  TooFast,
  Undeliverable,
} from "../channels/channel.ts";
import type { Log } from "../log.ts";
import type { Pace } from "../outreach/announcements/pace.ts";
import { afterQuiet, type QuietHours } from "../outreach/quiet-hours.ts";
import type { Wakes } from "../outreach/wake.ts";
import type { PatronId } from "../store/keys.ts";
import { within } from "../within.ts";
import { idOf, type Letter, type Outcome, type Outgoing } from "./commit.ts";
import type { ConversationStore } from "./conversation-store.ts";

/** After this many failed attempts, about a day with the delays below, a message is given up. */
const ATTEMPTS_LIMIT = 12;
/** After this many, about a quarter of a minute, no process runs the channel. */
const ATTEMPTS_WITHOUT_CHANNEL = 4;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 4 * 3600_000;

export interface DeliveryTools {
  readonly store: ConversationStore;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly log: Log;
  readonly wakes: Wakes;
  /** Hears of each answer: announcements give way. */
  readonly pace?: Pick<Pace, "spent">;
  /** How long a platform may take to answer: less than the lease, so that no other process sends the same message meanwhile. */
  readonly sendLimitMs: number;
  /** When Kutsu writes to nobody first. */
  readonly quiet: QuietHours;
  readonly timeZone: string;
  /** What time it is; ms. */
  now(): number;
}

/** The right to send a patron's outbox, as granted by a commit or a claim. */
export interface Lease {
  readonly id: PatronId;
  readonly token: string;
  readonly head: Outgoing;
  /** An earlier sender died while it held the lease: the head may have arrived, and is sent again. */
  readonly inDoubt: boolean;
  /** How often sending the head has failed. */
  readonly attempts: number;
}

/**
 * Sends the outbox from its head on, but for what waits. Resolves to what is in the inbox then; never throws for what a platform
 * does. Throws when the store is down: the lease then runs out and the sweep goes on.
 */
export async function deliver(lease: Lease, tools: DeliveryTools): Promise<readonly ChannelEvent[]> {
  const { id, token } = lease;
  let { head, inDoubt, attempts } = lease;
  for (;;) {
    const about = { patron: id, message: idOf(head) };
    // A look may be scheduled twice; a message may not be sent twice in silence.
    if (inDoubt && "message" in head) tools.log.warn(about, "sending a message in doubt again");
    const outcome = await send(head, { ...about, attempts }, tools);
    const settled = await tools.store.settle(id, token, head, outcome);
    if (settled.kind === "lost") {
      tools.log.warn(about, "another process took over an outbox");
      return [];
    }
    if (settled.kind === "done") return settled.inbox;
    ({ head, attempts } = settled);
    inDoubt = false;
  }
}

/** The head as the log names it, and how often sending it has failed. */
interface Tries {
  readonly patron: PatronId;
  readonly message: string;
  readonly attempts: number;
}

async function send(outgoing: Outgoing, tries: Tries, tools: DeliveryTools): Promise<Outcome> {
  if ("wake" in outgoing) {
    // The store is down when this throws: the lease runs out, and the sweep goes on.
    await tools.wakes.schedule(outgoing.wake);
    return { kind: "sent" };
  }
  const { to } = outgoing;
  const channel = tools.channels.get(channelOf(to));
  if ("forget" in outgoing) {
    await channel?.forget(to);
    return { kind: "sent" };
  }
  return timely(outgoing, tries, tools) ?? (await sendLetter(outgoing, { channel, tries }, tools));
}

/** What Kutsu writes first waits until it is day, and is dropped when it is of no use any more: a platform may have put it off. */
function timely({ first }: Letter, tries: Tries, { log, ...tools }: DeliveryTools): Outcome | undefined {
  if (first === undefined) return undefined;
  const nowMs = tools.now();
  if (first.useless !== undefined && nowMs >= Date.parse(first.useless)) {
    log.warn(tries, "dropped a message that came too late");
    return { kind: "sent" };
  }
  const delayMs = afterQuiet(nowMs, tools.quiet, tools.timeZone) - nowMs;
  return delayMs > 0 ? { kind: "later", delayMs, attempts: tries.attempts } : undefined;
}

async function sendLetter(
  { to, message }: Letter,
  { channel, tries }: { readonly channel: Channel | undefined; readonly tries: Tries },
  tools: DeliveryTools,
): Promise<Outcome> {
  if (channel === undefined) {
    // Another process may run the channel; a terminal that was closed has none, and must not keep other channels waiting.
    if (tries.attempts >= ATTEMPTS_WITHOUT_CHANNEL) return { kind: "sent", event: unreachable(to) };
    return later(tries, { to: channelOf(to), why: "no such channel in this process" }, tools);
  }
  try {
    tools.pace?.spent(channel.name, channel.limitsOf(to));
    // One that never answers must not hold a patron's outbox.
    await within(tools.sendLimitMs, channel.send(to, message));
    return { kind: "sent" };
  } catch (error) {
    if (error instanceof Undeliverable) {
      const { attempts: _, ...about } = tries;
      tools.log.info({ ...about, channel: channel.name }, "a patron cannot be reached");
      return { kind: "sent", event: unreachable(to) };
    }
    const asked = error instanceof TooFast ? error.retryAfterMs : undefined;
    return later(tries, { to: channel.name, why: reason(error), asked }, tools);
  }
}

/** The platform said that messages to an address no longer arrive. */
function unreachable(to: Address): ChannelEvent {
  const at = new Date().toISOString();
  return { kind: "reachability", reachable: false, id: randomUUID(), from: to, at, scope: "private" };
}

/** Puts a message off: as long as the platform asked, else twice as long each time, with jitter. */
function later(
  tries: Tries,
  { to, why, asked }: { readonly to: string; readonly why: string; readonly asked?: number },
  { log }: DeliveryTools,
): Outcome {
  const { attempts } = tries;
  const isAsked = asked !== undefined && Number.isFinite(asked) && asked >= 0;
  if (!isAsked && attempts >= ATTEMPTS_LIMIT) {
    log.error({ ...tries, channel: to, why }, "gave up a message");
    return { kind: "sent" };
  }
  const backoffMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempts * (0.75 + Math.random() / 2));
  const delayMs = isAsked ? asked : backoffMs;
  log.warn({ ...tries, channel: to, why, delayMs: Math.round(delayMs) }, "put a message off");
  // A platform that says when to come back is not failing.
  return { kind: "later", delayMs, attempts: isAsked ? attempts : attempts + 1 };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
