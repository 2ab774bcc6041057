/**
 * The limits of an emulated platform, kept exactly: a window slides with every call, and a call that would overfill one is refused.
 * Harder than the platforms are, which let short bursts pass.
 */

/** So many calls of a bucket in every window. */
export interface EmulatedLimit {
  readonly bucket: string;
  readonly count: number;
  readonly windowMs: number;
}

/** What is published for a bot on Telegram, for one chat of it. */
export function telegramLimits(chat: string | number): readonly EmulatedLimit[] {
  return [
    { bucket: "bot", count: 30, windowMs: 1000 },
    { bucket: `chat:${chat}`, count: 1, windowMs: 1000 },
  ];
}

/** What is published for a bot in Teams, for one conversation of a tenant. */
export function teamsLimits(tenant: string, conversation: string): readonly EmulatedLimit[] {
  const windows = [
    [7, 1000],
    [8, 2000],
    [60, 30_000],
    [1800, 3_600_000],
  ] as const;
  return [
    { bucket: `tenant:${tenant}`, count: 30, windowMs: 1000 },
    ...windows.map(([count, windowMs]) => ({ bucket: `conversation:${conversation}`, count, windowMs })),
  ];
}

/** What is published for an app in Slack, for one channel of a workspace; "several hundred a minute" is taken for 200. */
export function slackLimits(workspace: string, channel: string): readonly EmulatedLimit[] {
  return [
    { bucket: `workspace:${workspace}`, count: 200, windowMs: 60_000 },
    { bucket: `channel:${channel}`, count: 1, windowMs: 1000 },
  ];
}

/** Counts the calls of one platform. A refused call counts in no window. */
export class EnforcedLimits {
  readonly #calls = new Map<string, number[]>();
  readonly #nowMs: () => number;
  /** When calls were let through and refused, oldest first. */
  readonly acceptedAt: number[] = [];
  readonly refusedAt: number[] = [];

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Counts a call; gives in how many ms it would be let through when it is refused. */
  refuse(limits: readonly EmulatedLimit[]): number | undefined {
    const now = this.#nowMs();
    const windows = limits.map((limit) => ({ ...limit, calls: this.#callsIn(limit, now) }));
    const waits = windows.map(({ calls, count, windowMs }) => waitMs(calls, count, windowMs, now));
    const wait = Math.max(0, ...waits);
    if (wait > 0) {
      this.refusedAt.push(now);
      return wait;
    }
    for (const { calls } of windows) calls.push(now);
    this.acceptedAt.push(now);
    return undefined;
  }

  /** The calls that still count, in a list that goes on being used. */
  #callsIn({ bucket, windowMs }: EmulatedLimit, now: number): number[] {
    const name = `${windowMs} ${bucket}`;
    const calls = this.#calls.get(name) ?? [];
    this.#calls.set(name, calls);
    const first = calls.findIndex((at) => at > now - windowMs);
    calls.splice(0, first === -1 ? calls.length : first);
    return calls;
  }
}

function waitMs(calls: readonly number[], count: number, windowMs: number, now: number): number {
  const leaves = calls.at(-count);
  return calls.length < count || leaves === undefined ? 0 : leaves + windowMs - now;
}
