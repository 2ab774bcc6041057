/** The commands of the staff: who may do what, and announcements. */
import { type Command, Option } from "commander";
import type { Config } from "./config.ts";

/** What commands are made with: the settings, and an option that all of them have. */
interface Making {
  config(): Config;
  json(): Option;
}

const as = () => new Option("--as <name>", "who you are; the key is asked for, or in KUTSU_STAFF_KEY");

/** Accounts, their roles and keys, and the log. */
export function addStaffCommands(kutsu: Command, { config, json }: Making): void {
  const staff = kutsu.command("staff").description("who of the staff may do what");
  staff
    .command("add <name>")
    .description("add an account and print its personal key, this once; the first one must be an admin")
    .requiredOption("--role <role>", "staff, approver, librarian, admin or partner; may be repeated", collect)
    .option("--languages <language>", "a language they read, fi or en; both when not named", collect)
    .option("--address <address>", "where they write from, e.g. slack:T1:D1; may be repeated", collect)
    .option("--partner <name>", "whose campaign an account with the role partner sees")
    .addOption(as())
    .addOption(json())
    .action(async (name, options) =>
      (await import("./commands/staff.ts")).addAccount(config(), name, options),
    );
  staff
    .command("list")
    .description("print the accounts")
    .addOption(json())
    .action(async (options) => (await import("./commands/staff.ts")).listAccounts(config(), options));
  staff
    .command("remove <name>")
    .description("remove an account, by its name or its id")
    .addOption(as())
    .addOption(json())
    .action(async (name, options) =>
      (await import("./commands/staff.ts")).removeAccount(config(), name, options),
    );
  staff
    .command("key <name>")
    .description("make a new personal key and print it, this once; the old one is void")
    .addOption(as())
    .addOption(json())
    .action(async (name, options) => (await import("./commands/staff.ts")).makeKey(config(), name, options));
  staff
    .command("log")
    .description("print who of the staff did what, oldest first")
    .addOption(json())
    .action(async (options) => (await import("./commands/staff.ts")).printLog(config(), options));
}

/** An announcement, from a file to its report. */
export function addAnnounceCommands(kutsu: Command, { config, json }: Making): void {
  const steps = () => import("./commands/announce.ts");
  const views = () => import("./commands/announce-show.ts");
  const announce = kutsu
    .command("announce")
    .description("announcements to patrons who agreed to them: written by one, approved by another");
  announce
    .command("draft <file>")
    .description("check an announcement in a YAML file and keep it as a draft; - reads from a pipe")
    .option("--id <id>", "change this announcement; what was approved of it is void")
    .option("--allow-broken-links", "links that do not answer are only warned of")
    .addOption(as())
    .addOption(json())
    .action(async (file, options) => (await steps()).draft(config(), file, options));
  announce
    .command("list")
    .description("print the announcements, those changed last first")
    .addOption(json())
    .action(async (options) => (await views()).list(config(), options));
  announce
    .command("show <id>")
    .description("print an announcement whole, with who approved it")
    .addOption(new Option("--yaml", "as a file, to be changed and drafted with --id").conflicts("json"))
    .addOption(json())
    .action(async (id, options) => (await views()).show(config(), id, options));
  announce
    .command("audience <id>")
    .description("count whom it would reach now, by channel and language, with a sample without names")
    .addOption(json())
    .action(async (id, options) => (await views()).audience(config(), id, options));
  announce
    .command("preview <id>")
    .description("print it as each channel will show it, or send it to yourself")
    .addOption(new Option("--language <language>", "only in this language").choices(["fi", "en", "sv"]))
    .option("--channel <channel>", "only on this channel")
    .option("--send-to <whom>", "me: to the addresses of your account")
    .addOption(as())
    .addOption(json())
    .action(async (id, options) => (await views()).preview(config(), id, options));
  announce
    .command("approve <id>")
    .description("look at it and approve it; the last approval freezes its audience")
    .option("--digest <digest>", "what show printed of what you looked at; without it you are asked")
    .addOption(as())
    .addOption(json())
    .action(async (id, options) => (await steps()).approve(config(), id, options));
  announce
    .command("partner-link <id>")
    .description("print a link by which its partner approves it, once, within seven days")
    .addOption(as())
    .addOption(json())
    .action(async (id, options) => (await steps()).partnerLink(config(), id, options));
  announce
    .command("send <id>")
    .description("send it, at its time")
    .addOption(as())
    .addOption(json())
    .action(async (id, options) => (await steps()).send(config(), id, options));
  announce
    .command("pause <id>")
    .description("stop sending for a while")
    .addOption(as())
    .addOption(json())
    .action(async (id, options) => (await steps()).pause(config(), id, options));
  announce
    .command("resume <id>")
    .description("go on sending")
    .addOption(as())
    .addOption(json())
    .action(async (id, options) => (await steps()).resume(config(), id, options));
  announce
    .command("cancel <id>")
    .description("end it for good; whoever was not sent it is passed over")
    .addOption(as())
    .addOption(json())
    .action(async (id, options) => (await steps()).cancel(config(), id, options));
  announce
    .command("status <id>")
    .description("print how far it is")
    .option("--follow", "with a bar, until it is no longer being sent")
    .addOption(json())
    .action(async (id, options) => (await views()).status(config(), id, options));
  announce
    .command("report <id>")
    .description("print what came of it, and what patrons did with it; numbers only")
    .option("--csv <file>", "write the numbers for a spreadsheet, too")
    .addOption(json())
    .action(async (id, options) => (await views()).report(config(), id, options));
}

/** Gathers the values of an option that may be repeated. */
function collect(one: string, before: readonly string[] = []): readonly string[] {
  return [...before, one];
}
