/** The commands. Each says what it does with `--help`; plain output is for people, `--json` for programs. */
import { Command, InvalidArgumentError, Option } from "commander";
import { addAnnounceCommands, addStaffCommands } from "./cli-staff.ts";
import { ConfigError, readConfig } from "./config.ts";
import type { LinkKind } from "./links/payload.ts";
import { LANGUAGES } from "./understanding/understood.ts";

/** Runs the command line. Each command is loaded when it is asked for, so that a small one starts fast. */
export async function runCli(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const config = once(() => readConfig(environment));
  const kutsu = new Command("kutsu").description(
    "Invites patrons to the library's programs, and listens to what they say.",
  );
  const json = () => new Option("--json", "print JSON for programs");
  const language = () => new Option("--language <language>", "the language to speak").choices(LANGUAGES);
  const now = () =>
    new Option("--now <instant>", "as if it were this time (ISO 8601)").argParser(readInstant);

  kutsu
    .command("start")
    .description("run the server and its channels")
    .action(async () => (await import("./commands/start.ts")).start(config()));
  kutsu
    .command("chat")
    .description(
      "talk in the terminal, or answer lines from a pipe; each run of a pipe is a new patron unless named",
    )
    .addOption(language())
    .option("--as <name>", "go on as this patron")
    .action(async (options) => (await import("./commands/chat.ts")).chat(config(), options));
  kutsu
    .command("understand")
    .description(
      "print what each line of stdin means, a JSON object a line; slots are those of a wish for programs and {} for any other intent",
    )
    .option(
      "--explain",
      "print in words how it came to that instead, with the slots of any intent; with --json a JSON object a line",
    )
    .addOption(now())
    .addOption(json())
    .action(async (options) => (await import("./commands/understand.ts")).understandLines(config(), options));
  kutsu
    .command("redact")
    .description("print each line of stdin with personal data masked, a JSON object a line")
    .addOption(json())
    .action(async () => (await import("./commands/understand.ts")).redactLines(config()));

  const programs = kutsu.command("programs").description("the catalogue of programs");
  programs
    .command("import <source...>")
    .description(
      "read programs from Linked Events, LibCal, iCalendar or schema.org JSON-LD, a file or a URL (SOURCE|ZONE where its times float)",
    )
    .addOption(json())
    .action(async (sources, options) =>
      (await import("./commands/programs.ts")).importAll(config(), sources, options),
    );
  programs
    .command("find [query...]")
    .description("print what would be recommended; without a query, for each line of stdin")
    .option("--programs <source>", "search this source instead of the catalogue")
    .addOption(now())
    .addOption(language())
    .option("--limit <count>", "how many at most", readCount, 3)
    .option("--explain", "tell how it came to that too")
    .addOption(json())
    .action(async (words: string[], options) =>
      (await import("./commands/programs.ts")).find(
        config(),
        words.length === 0 ? undefined : words.join(" "),
        options,
      ),
    );

  const audience = kutsu
    .command("audience")
    .description(
      "who an expression of segments reaches, e.g. 'interest:makers & district:kallio & !attended:p123'",
    );
  audience
    .command("count <expression...>")
    .description("count patrons, by channel and by language")
    .addOption(json())
    .action(async (words: string[], options) =>
      (await import("./commands/audience.ts")).count(config(), words.join(" "), options),
    );
  audience
    .command("list <expression...>")
    .description("print patrons with their channel and language, a JSON object a line")
    .addOption(json())
    .action(async (words: string[]) =>
      (await import("./commands/audience.ts")).list(config(), words.join(" ")),
    );
  audience
    .command("rebuild")
    .description("compare the segments with the profiles and mend what differs; patrons may talk meanwhile")
    .addOption(json())
    .action(async (options) => (await import("./commands/audience.ts")).rebuild(config(), options));

  kutsu
    .command("feedback")
    .description("what patrons said")
    .command("list")
    .description("print feedback with its transcripts, oldest first")
    .option("--since <date>", "only what came in since (ISO 8601)")
    .addOption(json())
    .action(async (options) => (await import("./commands/feedback.ts")).listGiven(config(), options));

  kutsu
    .command("themes <file>")
    .description(
      "group the open answers of a file (CSV or JSON lines) by what they are about, in both languages",
    )
    .option("--codebook <file>", "the themes to sort by first, instead of those that come with Kutsu")
    .option("--no-codebook", "group all answers, without any codebook")
    .option("--column <name>", "the column of the answers, where it has no usual name")
    .addOption(json())
    .action(async (file, options) =>
      (await import("./commands/themes.ts")).printThemes(config(), file, options),
    );

  const patron = kutsu.command("patron").description("requests of a patron about their own data");
  patron
    .command("export <id>")
    .description("print everything stored about a patron as JSON")
    .addOption(json())
    .action(async (id) => (await import("./commands/patron.ts")).exportData(config(), id));
  patron
    .command("erase <id>")
    .description("erase everything stored about a patron")
    .addOption(json())
    .action(async (id, options) => (await import("./commands/patron.ts")).eraseData(config(), id, options));

  kutsu
    .command("teams")
    .description("what the Teams admin page wants")
    .command("package")
    .description("write the app package, a zip to upload")
    .option("--out <file>", "where to write it", "kutsu-teams.zip")
    .addOption(json())
    .action(async (options) =>
      (await import("./commands/platforms.ts")).writeTeamsPackage(config(), options),
    );
  kutsu
    .command("slack")
    .description("what Slack's app page wants")
    .command("manifest")
    .description("print the app manifest (YAML)")
    .addOption(json())
    .action(async (options) =>
      (await import("./commands/platforms.ts")).printSlackManifest(config(), options),
    );

  const link = kutsu
    .command("link")
    .description("links that open Kutsu where they lead, and how they were used");
  const linkTo = (kind: LinkKind, command: Command) =>
    command
      .option("--qr <file>", "draw the link as a QR code, a PNG file")
      .option("--channel <channel>", "whose link to draw; the first one when not named")
      .addOption(json())
      .action(async (id, options) =>
        (await import("./commands/link.ts")).printLinks(config(), kind, id, options),
      );
  const program = link.command("program <id>").description("print the links to a program of the catalogue");
  const interest = link
    .command("interest <topic>")
    .description("print the links that offer to follow a topic");
  const topic = link
    .command("topic <id>")
    .description("print the links to a topic of the smart city, e.g. data");
  const partner = link
    .command("partner <name>")
    .description("print the links that a partner spreads; the name is only counted");
  linkTo("program", program);
  linkTo("interest", interest);
  linkTo("topic", topic);
  linkTo("partner", partner);
  link
    .command("origins")
    .description("print how many conversations each link began, day by day; nothing about patrons")
    .option("--days <count>", "how many days back", readCount, 30)
    .addOption(json())
    .action(async (options) => (await import("./commands/link.ts")).printOrigins(config(), options));

  addStaffCommands(kutsu, { config, json });
  addAnnounceCommands(kutsu, { config, json });

  kutsu
    .command("doctor")
    .description("check settings, Redis, language files and the time zone, and say what to do")
    .addOption(json())
    .action(async (options) => (await import("./commands/doctor.ts")).doctor(config(), options));

  await kutsu.parseAsync([...argv], { from: "user" });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function readInstant(text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()))
    throw new InvalidArgumentError(`"${text}" is no time such as 2026-11-18T10:00:00+02:00`);
  return instant.toISOString();
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError(`"${text}" is no number from 1 to 999`);
  return Number(text);
}

/** Whoever reads our output may stop early, e.g. `head`: then there is nothing left to do. */
function endWhenNobodyReads(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

/** Ends with 1 and one clear message when a command fails. */
async function main(): Promise<void> {
  endWhenNobodyReads();
  try {
    // Settings may stand in a .env file; what the environment says goes first.
    process.loadEnvFile(".env");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  try {
    await runCli(process.argv.slice(2), process.env);
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof Error;
    process.stderr.write(`${expected ? (error as Error).message : String(error)}\n`);
    if (process.env.LOG_LEVEL === "debug") process.stderr.write(`${(error as Error).stack ?? ""}\n`);
    process.exitCode = 1;
  }
}

void main();
