import { randomUUID } from "node:crypto";
import { TerminalChannel } from "../channels/terminal/channel.ts";
import type { Config } from "../config.ts";
import { Conversation } from "../conversation/conversation.ts";
import { createWakes } from "../jobs/look-at-patron.ts";
import { openQueue } from "../jobs/queue.ts";
import { createLog } from "../log.ts";
import { openCore } from "../main.ts";

/** Talks in the terminal, or answers the lines of a pipe. */
export async function chat(
  config: Config,
  { language, as }: { readonly language?: string; readonly as?: string },
): Promise<void> {
  const log = createLog(config.logLevel === "info" ? "warn" : config.logLevel);
  const core = await openCore(config, "command", log);
  const queue = openQueue(core.connection.redis);
  let conversation: Conversation | undefined;
  const terminal = new TerminalChannel({
    input: process.stdin,
    output: process.stdout,
    name: as ?? randomUUID(),
    language,
    answered: async () => conversation?.settled(),
  });
  conversation = new Conversation({
    redis: core.connection.redis,
    channels: [terminal],
    turnTools: core.turnTools(config.publicUrl),
    log,
    wakes: createWakes(queue),
    sweepEveryMs: 0,
  });
  try {
    await conversation.start();
    await terminal.ended;
    await conversation.stop();
  } finally {
    await queue.close();
    await core.close();
  }
}
