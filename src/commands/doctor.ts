import { DateTime } from "luxon";
import type { Config } from "../config.ts";
import { createLog } from "../log.ts";
import { openCore } from "../main.ts";
import { openPlatforms, platformsOff } from "../platforms.ts";
import { programsKey } from "../store/keys.ts";
import { connectRedis } from "../store/redis.ts";
import { loadLanguageFiles } from "../understanding/language-files.ts";
import { withRedis } from "./with-redis.ts";

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Checks what Kutsu needs and says what to do; ends with 1 when something must be mended. */
export async function doctor(config: Config, { json }: { readonly json?: boolean }): Promise<void> {
  const checks = [
    checkNode(),
    await checkRedis(config),
    ...checkLanguageFiles(),
    ...(await checkPlatforms(config)),
    checkTimeZone(config),
    await checkPrograms(config),
  ];
  if (json) process.stdout.write(`${JSON.stringify({ checks })}\n`);
  else
    process.stdout.write(
      checks.map(({ name, ok, detail }) => `${ok ? "ok  " : "MEND"}  ${name}: ${detail}\n`).join(""),
    );
  if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    name: "Node.js",
    ok,
    detail: ok ? process.versions.node : `${process.versions.node}: install 20.19 or newer`,
  };
}

async function checkRedis(config: Config): Promise<Check> {
  const name = "Redis";
  const warnings: string[] = [];
  try {
    const warn = (message: string) => void warnings.push(message);
    const connection = await connectRedis({
      url: config.redisUrl,
      dataFolder: config.dataFolder,
      role: "command",
      warn,
    });
    await connection.redis.ping();
    await connection.close();
    const where = config.redisUrl === undefined ? `private, in ${config.dataFolder}` : "answers";
    return { name, ok: warnings.length === 0, detail: warnings.length === 0 ? where : warnings.join("; ") };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function checkLanguageFiles(): Check[] {
  const { missing } = loadLanguageFiles();
  if (missing.length === 0) return [{ name: "Language files", ok: true, detail: "all there" }];
  return missing.map(({ name, remedy }) => ({
    name: `Language file ${name}`,
    ok: false,
    detail: `missing: ${remedy}`,
  }));
}

/** Asks each platform that is configured who the bot is. */
async function checkPlatforms(config: Config): Promise<readonly Check[]> {
  const off = platformsOff(config).map((why) => ({ name: "Channel", ok: true, detail: why }));
  if (off.length === PLATFORMS) return off;
  const core = await openCore(config, "command", createLog("silent"));
  try {
    const { speaker } = core.turnTools(config.publicUrl);
    const parts = {
      config,
      redis: core.connection.redis,
      speaker,
      secret: core.secret,
      log: createLog("silent"),
    };
    const asked = (await openPlatforms(parts)).map(async (channel): Promise<Check> => {
      const name = `Channel ${channel.name}`;
      try {
        return { name, ok: true, detail: `the platform knows it as ${await channel.identify()}` };
      } catch (error) {
        return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
      }
    });
    return [...(await Promise.all(asked)), ...off];
  } finally {
    await core.close();
  }
}

const PLATFORMS = 3;

function checkTimeZone({ timeZone }: Config): Check {
  const now = DateTime.now().setZone(timeZone);
  return {
    name: "Time zone",
    ok: now.isValid,
    detail: `${timeZone}, now ${now.toFormat("yyyy-MM-dd HH:mm")}`,
  };
}

/** The chat offers what the catalogue holds; the settings only say what fills it while the server runs. */
async function checkPrograms(config: Config): Promise<Check> {
  const name = "Programs";
  const sources = config.programs.length === 0 ? "" : `; KUTSU_PROGRAMS reads ${config.programs.join(", ")}`;
  try {
    const count = await withRedis(config, (redis) => redis.hlen(programsKey));
    if (count > 0) return { name, ok: true, detail: `${count} in the catalogue${sources}` };
    const remedy = sources === "" ? " (set KUTSU_PROGRAMS, or run kutsu programs import)" : sources;
    return { name, ok: true, detail: `none in the catalogue: samples stand in${remedy}` };
  } catch {
    // What is wrong with Redis is told by its own check.
    return { name, ok: false, detail: `cannot be counted without Redis${sources}` };
  }
}
