/** What Telegram allows a bot to send without being asked (core.telegram.org/bots/faq, "broadcasting to users"). */
import type { Address, PaceLimit } from "../channel.ts";
import { chatOf } from "./parse.ts";

/** About thirty messages a second to all chats together, and one a second to each. */
export function limitsOf(to: Address): readonly PaceLimit[] {
  return [
    { bucket: "bot", count: 30, windowMs: 1000 },
    { bucket: `chat:${chatOf(to).chat_id}`, count: 1, windowMs: 1000 },
  ];
}
