/** What patrons see of the bot before and beside the conversation: the menu of commands and the descriptions. */
import type { BotApi } from "./bot-api.ts";

/** The commands of the menu, in their order. Each is said to the conversation as it is, e.g. "/help". */
const COMMANDS = ["start", "help", "language", "mydata", "stop"] as const;

/** What the bot says about itself in one language. */
export interface Descriptions {
  /** Shown in the empty chat before it begins; at most 512 characters. */
  readonly about: string;
  /** Shown on the bot's profile and where the bot is shared; at most 120 characters. */
  readonly short: string;
  /** What each command of the menu does; at most 256 characters each. */
  readonly commands: Readonly<Record<(typeof COMMANDS)[number], string>>;
}

/** Sets them in Finnish, and in English for everybody else. Doing it again changes nothing. */
export async function setProfile(
  api: BotApi,
  descriptions: Readonly<Record<"fi" | "en", Descriptions>>,
): Promise<void> {
  for (const [code, said] of [
    ["", descriptions.en],
    ["fi", descriptions.fi],
  ] as const) {
    const menu = COMMANDS.map((command) => ({ command, description: said.commands[command] }));
    await api.setCommands(code, menu);
    await api.setDescriptions(code, said);
  }
}
