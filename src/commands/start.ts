import type { Config } from "../config.ts";
import { createLog } from "../log.ts";
import { startKutsu } from "../main.ts";
import { platformsOff } from "../platforms.ts";

/** Runs the server until it is told to stop; prints where the chat is and which channels are off. */
export async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const running = await startKutsu(config, log);
  const lines = [
    `Kutsu is running. The web chat is at ${running.url}/`,
    running.developerLink === undefined
      ? `Staff sign in at ${running.url}/console (\`npm run -s kutsu -- staff add NAME --role ROLE\` makes accounts).`
      : `Into the staff console, once within ten minutes: ${running.developerLink}`,
    ...(config.programs.length === 0
      ? ["Programs: no source in KUTSU_PROGRAMS, so samples stand in until programs are imported."]
      : []),
    `Channels that are on: ${running.channels.join(", ")}; \`npm run -s kutsu -- chat\` talks in the terminal.`,
    ...platformsOff(config),
    "Stop with Ctrl-C.",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  await stopSignal();
  await running.stop();
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}
