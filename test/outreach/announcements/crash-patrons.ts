/** Patrons of an announcement that is sent while everything breaks: of two languages, on three platforms, each with a part to play. */
import type { Address } from "../../../src/channels/channel.ts";
import { storedPatron } from "../../../src/patrons/patron.ts";
import { rebuildSegments } from "../../../src/patrons/segments/rebuild.ts";
import {
  memoryKey,
  PARTITIONS,
  type PatronId,
  partitionOfAddress,
  partitionPrefix,
} from "../../../src/store/keys.ts";
import type { KutsuRedis } from "../../../src/store/redis.ts";
import type { Language } from "../../../src/understanding/understood.ts";
import { BOT, TENANT_ID } from "../../channels/teams/teams-service.ts";
import { patronAt } from "../../patrons/segments/segment-world.ts";
import { PLATFORMS, type PlatformName, type Platforms } from "./crash-platforms.ts";

/** What a patron does: nothing; has blocked Kutsu; takes the consent back before or while it is sent; asks something meanwhile. */
export type Part = "quiet" | "blocked" | "refused" | "stops" | "asks" | "stranger";

/** A patron. */
export interface CrashPatron {
  readonly id: PatronId;
  readonly address: Address;
  readonly platform: PlatformName;
  readonly language: Language;
  readonly part: Part;
}

/** One in so many plays each part; a stranger never agreed to be told. */
const ONE_IN: readonly (readonly [Part, number])[] = [
  ["blocked", 50],
  ["refused", 61],
  ["stops", 100],
  ["asks", 40],
];
const STRANGERS = 30;
const AT_ONCE = 2000;

/** Whom to store. */
export interface Crowd {
  readonly recipients: number;
  readonly platforms: Platforms;
  readonly now: string;
  /** Over which platforms they are spread, in turn; over all unless told. */
  readonly mix?: readonly PlatformName[];
  /** Nobody does anything. */
  readonly isQuiet?: boolean;
}

/** Stores patrons so that so many agreed to be told, and some more did not. */
export async function storePatrons(
  redis: KutsuRedis,
  { recipients, platforms, now, mix = PLATFORMS, isQuiet = false }: Crowd,
): Promise<readonly CrashPatron[]> {
  const numbers = new Array<number>(PARTITIONS).fill(0);
  const patrons: CrashPatron[] = [];
  let writes = redis.pipeline();
  for (let at = 0; at < recipients + STRANGERS; at += 1) {
    const platform = mix[at % mix.length] ?? "telegram";
    const part = at >= recipients ? "stranger" : isQuiet ? "quiet" : partOf(at);
    const address = platforms.join(platform, at, part === "blocked");
    const partition = partitionOfAddress(address);
    const number = (numbers[partition] ?? 0) + 1;
    numbers[partition] = number;
    const language = Math.floor(at / mix.length) % 2 === 0 ? "fi" : "en";
    const given = { at: now, wording: 1, channel: platform };
    const patron = patronAt(address, {
      ...{ language, languageChosen: true },
      consents: part === "stranger" ? {} : { announcements: given },
    });
    const prefix = partitionPrefix(partition);
    writes.hset(`${prefix}patron:${number}`, { revision: 12, state: storedPatron(patron), erased: "" });
    writes.set(`${prefix}address:${address}`, number);
    writes.set(`${prefix}patrons`, number);
    if (platform === "teams") writes.set(memoryKey("teams", address), referenceOf(address, platforms));
    patrons.push({ id: `${partition}-${number}`, address, platform, language, part });
    if (at % AT_ONCE > 0) continue;
    await writes.exec();
    writes = redis.pipeline();
  }
  await writes.exec();
  await rebuildSegments(redis, { now });
  return patrons;
}

function partOf(at: number): Part {
  return ONE_IN.find(([, one], index) => at % one === index)?.[0] ?? "quiet";
}

/** Where the channel of Teams remembers that a conversation is. */
function referenceOf(address: Address, { wires }: Platforms): string {
  return JSON.stringify({
    ...{ serviceUrl: `${wires.teams.url}/connector/`, channelId: "msteams", bot: BOT },
    conversation: {
      ...{ id: address.slice("teams:".length), conversationType: "personal", isGroup: false },
      ...{ tenantId: TENANT_ID, name: "" },
    },
  });
}
