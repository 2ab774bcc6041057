import type { Config } from "../config.ts";
import { collectPatronData } from "../my-data.ts";
import { readDeskId } from "../patrons/desk-id.ts";
import { erasePatron } from "../patrons/patron-data.ts";
import { readSecret } from "../secret.ts";
import { type PatronId, parsePatronId } from "../store/keys.ts";
import { withRedis } from "./with-redis.ts";

/** Prints everything that is stored about a patron, for a request made at the desk. */
export async function exportData(config: Config, told: string): Promise<void> {
  const id = patronTold(config, told);
  await withRedis(config, async (redis) => {
    const data = await collectPatronData(redis, id);
    if (data === undefined) throw new Error(`Cannot export patron "${id}": there is no such patron`);
    process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  });
}

/** Erases everything that is stored about a patron. */
export async function eraseData(
  config: Config,
  told: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const id = patronTold(config, told);
  await withRedis(config, async (redis) => {
    const erased = await erasePatron(redis, id);
    if (json) process.stdout.write(`${JSON.stringify({ patron: id, erased })}\n`);
    else
      process.stdout.write(
        erased ? `Patron ${id} is erased.\n` : `There is no patron ${id}; nothing was erased.\n`,
      );
  });
}

/** Reads the id as the patron told it. Throws when its last part is wrong; without one it is said that nothing was proven. */
function patronTold(config: Config, told: string): PatronId {
  const read = readDeskId(told, config.secret ?? readSecret(config.dataFolder));
  if (read === undefined) {
    parsePatronId(told.replace(/-[0-9a-z]+$/i, ""));
    throw new Error(
      `Cannot take "${told}" for a patron's id: its last part is wrong (ask the patron to write "my data" and to read all of the id)`,
    );
  }
  parsePatronId(read.id);
  if (!read.isProven)
    process.stderr.write(
      `Anyone could have guessed ${read.id}: make sure that it is this patron who asks, or ask for the whole id.\n`,
    );
  return read.id;
}
