import { once } from "node:events";
import type { Config } from "../config.ts";
import { countAudience, listAudience } from "../patrons/segments/audience.ts";
import { emptySegments } from "../patrons/segments/empty-segments.ts";
import type { Expression } from "../patrons/segments/expression.ts";
import { readExpression } from "../patrons/segments/read-expression.ts";
import { rebuildSegments } from "../patrons/segments/rebuild.ts";
import { PARTITIONS } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { withRedis } from "./with-redis.ts";

/** How much is written to the output at once. */
const CHUNK_LENGTH = 65_536;
/** How often a rebuild says how far it is. */
const TELL_EVERY_MS = 1000;

/** Prints how many patrons an expression reaches, by channel and by language. */
export async function count(
  config: Config,
  text: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const expression = readExpression(text);
  await withRedis(config, async (redis) => {
    const counted = await countAudience(redis, expression, new Date().toISOString());
    if (json) process.stdout.write(`${JSON.stringify(counted)}\n`);
    else {
      const lines = [
        `${counted.count} ${counted.count === 1 ? "patron" : "patrons"}`,
        `  by channel   ${inWords(counted.byChannel)}`,
        `  by language  ${inWords(counted.byLanguage)}`,
      ];
      process.stdout.write(`${lines.slice(0, counted.count === 0 ? 1 : 3).join("\n")}\n`);
    }
    await tellEmpty(redis, expression);
  });
}

function inWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

/** Prints the patrons an expression reaches, a JSON object a line, as they are found. */
export async function list(config: Config, text: string): Promise<void> {
  const expression = readExpression(text);
  await withRedis(config, async (redis) => {
    let chunk = "";
    let found = false;
    for await (const recipient of listAudience(redis, expression, new Date().toISOString())) {
      found = true;
      chunk += `${JSON.stringify(recipient)}\n`;
      if (chunk.length < CHUNK_LENGTH) continue;
      // Whoever reads may be slower than Redis: what they have not taken yet is not piled up.
      if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
      chunk = "";
    }
    process.stdout.write(chunk);
    if (!found) await tellEmpty(redis, expression);
  });
}

/** A segment nobody is in may be a slip of the pen. */
async function tellEmpty(redis: KutsuRedis, expression: Expression): Promise<void> {
  for (const { name, meant } of await emptySegments(redis, expression)) {
    const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
    process.stderr.write(`Nobody is in ${name}${hint}\n`);
  }
}

/** Compares segments with profiles and mends what differs. */
export async function rebuild(config: Config, { json }: { readonly json?: boolean }): Promise<void> {
  await withRedis(config, async (redis) => {
    let toldAt = performance.now();
    const { patrons, mended } = await rebuildSegments(redis, {
      now: new Date().toISOString(),
      tell: (progress) => {
        if (performance.now() - toldAt < TELL_EVERY_MS) return;
        toldAt = performance.now();
        process.stderr.write(
          `${progress.partitions} of ${PARTITIONS} partitions, ${progress.patrons} patrons, ${progress.mended} places mended\n`,
        );
      },
    });
    if (json) process.stdout.write(`${JSON.stringify({ patrons, mended })}\n`);
    else process.stdout.write(`${patrons} patrons are in their segments; ${mended} places were mended.\n`);
  });
}
