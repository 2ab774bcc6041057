/** What is needed to send to patrons in a test: an announcement that was approved, and processes that send. */
import {
  approveAnnouncement,
  draftAnnouncement,
  loadForApproval,
  sendAnnouncement,
} from "../../../src/outreach/announcements/announce.ts";
import { handOver } from "../../../src/start-announcements.ts";
import type { KutsuRedis } from "../../../src/store/redis.ts";
import { type Child, startChild } from "../../helpers/child.ts";
import type { SenderOptions } from "./crash-child.ts";
import type { Platforms } from "./crash-platforms.ts";
import { APPROVER, CONTENT, WRITER } from "./office.ts";

/** Drafts an announcement to everybody who agreed to be told and has it approved, which freezes its audience. */
export async function approveForAll(
  redis: KutsuRedis,
  now: string,
): Promise<{ readonly id: string; readonly ledger: string }> {
  const { id } = await draftAnnouncement(redis, CONTENT, { by: WRITER, now });
  const { digest } = await loadForApproval(redis, id);
  const about = { by: APPROVER, now, digest, onePersonApproves: false };
  const { frozen } = await approveAnnouncement(redis, id, about);
  if (frozen === undefined) throw new Error(`Cannot send announcement "${id}": its audience is not frozen`);
  return { id, ledger: frozen.ledger };
}

/** Begins to send it. */
export async function sendToAll(redis: KutsuRedis, id: string, now: string): Promise<void> {
  await sendAnnouncement(redis, id, { by: WRITER, now, enqueue: (sent) => handOver(redis, sent) });
}

/** Starts a process that sends on emulated platforms; `ready` resolves when it does. */
export function startSender({
  port,
  platforms,
  ...given
}: Omit<SenderOptions, "redisUrl" | "urls" | "telegramToken"> & {
  /** Of Redis. */
  readonly port: number;
  readonly platforms: Platforms;
}): { readonly child: Child; readonly ready: Promise<unknown> } {
  const { telegram, teams, slack } = platforms.wires;
  const options: SenderOptions = {
    ...given,
    redisUrl: `redis://127.0.0.1:${port}`,
    urls: { telegram: telegram.url, teams: teams.url, slack: slack.url },
    telegramToken: platforms.telegram.token,
  };
  const child = startChild("outreach/announcements/crash-child.ts", JSON.stringify(options));
  return { child, ready: child.nextLine() };
}
