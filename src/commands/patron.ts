import type { Config } from "../config.ts";
import { collectPatronData } from "../my-data.ts";
import { erasePatron } from "../patrons/patron-data.ts";
import { type PatronId, parsePatronId } from "../store/keys.ts";
import { withRedis } from "./with-redis.ts";

/** Prints everything that is stored about a patron, for a request made at the desk. */
export async function exportData(config: Config, id: string): Promise<void> {
  parsePatronId(id);
  await withRedis(config, async (redis) => {
    const data = await collectPatronData(redis, id as PatronId);
    if (data === undefined) throw new Error(`Cannot export patron "${id}": there is no such patron`);
    process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  });
}

/** Erases everything that is stored about a patron. */
export async function eraseData(
  config: Config,
  id: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  parsePatronId(id);
  await withRedis(config, async (redis) => {
    const erased = await erasePatron(redis, id as PatronId);
    if (json) process.stdout.write(`${JSON.stringify({ patron: id, erased })}\n`);
    else
      process.stdout.write(
        erased ? `Patron ${id} is erased.\n` : `There is no patron ${id}; nothing was erased.\n`,
      );
  });
}
