/** Builds Kutsu from its settings, starts it and stops it: the only file that knows every part. */
import { dialogs } from "../dialogs/all.ts";
import type { Channel } from "./channels/channel.ts";
import { WebChannel } from "./channels/web/channel.ts";
import type { Config } from "./config.ts";
import { createChannelMemory } from "./conversation/channel-memory.ts";
import { Conversation } from "./conversation/conversation.ts";
import { readHistory } from "./conversation/history.ts";
import { Speaker } from "./conversation/speak.ts";
import type { TurnTools } from "./conversation/turn.ts";
import { decodeId } from "./id-code.ts";
import type { Log } from "./log.ts";
import { sendPatronData } from "./my-data.ts";
import { signExportToken } from "./patrons/patron-data.ts";
import { openPlatforms } from "./platforms.ts";
import { toCalendar } from "./programs/calendar.ts";
import { importPrograms } from "./programs/catalogue.ts";
import { createNearestLibraries } from "./programs/nearest-libraries.ts";
import { samplePrograms } from "./programs/sample-programs.ts";
import { Shelf } from "./programs/shelf.ts";
import { readSecret } from "./secret.ts";
import { createServer, type KutsuServer } from "./server.ts";
import { connectRedis, type RedisConnection } from "./store/redis.ts";
import { createRelay, type Relay } from "./store/relay.ts";
import { isCrisis } from "./understanding/crisis.ts";
import { loadDistricts } from "./understanding/districts.ts";
import { loadLanguageFiles } from "./understanding/language-files.ts";
import { loadLibraryNames } from "./understanding/libraries.ts";
import { createMorphology } from "./understanding/morphology.ts";
import { createRedactor } from "./understanding/redact.ts";
import { createUnderstanding } from "./understanding/understand.ts";

/** How often the sources are read again. */
const IMPORT_EVERY_MS = 30 * 60_000;
/** How often a process looks whether the catalogue changed. */
const REFRESH_EVERY_MS = 5_000;

/** The parts that the server and the commands share. */
export interface Core {
  readonly connection: RedisConnection;
  readonly shelf: Shelf;
  readonly secret: string;
  /** What turns are taken with; `publicUrl` is where links to Kutsu's own pages begin. */
  turnTools(publicUrl: string | undefined): TurnTools;
  close(): Promise<void>;
}

/** Opens Redis, the language files and the catalogue. Throws with the remedy when one cannot be had. */
export async function openCore(config: Config, role: "start" | "command", log: Log): Promise<Core> {
  const { timeZone } = config;
  const secret = config.secret ?? readSecret(config.dataFolder);
  const warn = (message: string) => log.warn(message);
  const connection = await connectRedis({ url: config.redisUrl, dataFolder: config.dataFolder, role, warn });
  try {
    const files = loadLanguageFiles();
    const morphology = createMorphology(files);
    const understanding = await createUnderstanding({ timeZone, files, morphology });
    const libraries = loadLibraryNames();
    const samples = (today: string) => samplePrograms(today, timeZone);
    const shelf = new Shelf({ reader: understanding, timeZone, libraries, samples });
    await shelf.refresh(connection.redis, new Date().toISOString());
    const redactor = createRedactor({ cardPattern: config.cardPattern, morphology });
    const turnTools = (publicUrl: string | undefined): TurnTools => ({
      understanding,
      programs: shelf,
      dialogs,
      timeZone,
      speaker: new Speaker({ timeZone, places: libraries, publicUrl, helplines: config.helplines }),
      redact: (text, language) => redactor.redact(text, language).redacted,
      isCrisis,
      nearestLibraries: createNearestLibraries({ libraries, districts: loadDistricts() }),
      exportUrl: (id, now) => publicUrl && `${publicUrl}/my-data/${signExportToken(id, now, secret)}`,
    });
    return { connection, shelf, secret, turnTools, close: () => connection.close() };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** A running Kutsu. */
export interface Running {
  /** Where the web chat is. */
  readonly url: string;
  /** The names of the channels that are on. */
  readonly channels: readonly string[];
  /** Stops receiving, finishes what is under way and closes everything. */
  stop(): Promise<void>;
}

/** Starts everything: server, channels, sweep, and the reading of sources. */
export async function startKutsu(config: Config, log: Log): Promise<Running> {
  const core = await openCore(config, "start", log);
  const { redis } = core.connection;
  const server = createServer({ host: config.host, port: config.port, log, isReady: () => readiness(core) });
  const relay = config.redisUrl === undefined ? undefined : createRelay(redis);
  try {
    const { url } = await server.listen();
    const publicUrl = config.publicUrl ?? url;
    const turnTools = core.turnTools(publicUrl);
    const web = openWebChannel({ config, core, log, relay, turnTools, server });
    const { speaker } = turnTools;
    const platforms = await openPlatforms({ config, redis, speaker, secret: core.secret, log });
    const channels: readonly Channel[] = [web, ...platforms];
    for (const route of platforms.flatMap((channel) => channel.routes())) server.route(route);
    const conversation = new Conversation({ redis, channels, turnTools, log });
    await conversation.start();
    const stopUpdates = keepProgramsFresh(config, core, log);
    const stop = async () => {
      stopUpdates();
      await Promise.all([server.close(), conversation.stop()]);
      await relay?.close();
      await core.close();
    };
    return { url: publicUrl, channels: channels.map(({ name }) => name), stop };
  } catch (error) {
    await server.close();
    await relay?.close();
    await core.close();
    throw error;
  }
}

interface WebParts {
  readonly config: Config;
  readonly core: Core;
  readonly log: Log;
  readonly relay: Relay | undefined;
  readonly turnTools: TurnTools;
  readonly server: KutsuServer;
}

/** Puts the web chat, and what its links lead to, on the server. */
function openWebChannel({ config, core, log, relay, turnTools, server }: WebParts): WebChannel {
  const { secret, shelf, connection } = core;
  const { redis } = connection;
  const web = new WebChannel({
    secret,
    embedOrigins: config.embedOrigins,
    publicUrl: config.publicUrl,
    memory: createChannelMemory(redis, "web"),
    relay,
    history: (address, after) => readHistory(redis, address, after),
    banner: (language) =>
      shelf.isSample ? turnTools.speaker.phrase("recommend.sample", language) : undefined,
    calendar: (encodedId, language) => {
      const program = shelf.find(decodeId(encodedId) ?? "");
      return program && toCalendar(program, language);
    },
    onError: (error, what) => log.warn({ err: error, what }, "the web channel met a problem"),
  });
  for (const route of web.routes()) server.route(route);
  server.route({
    method: "GET",
    path: "/my-data/*",
    handle: (request, response) => sendPatronData({ redis, secret }, request, response),
  });
  return web;
}

async function readiness({ connection }: Core): Promise<string | undefined> {
  await connection.redis.ping();
  return undefined;
}

/** Reads the sources now and then, and follows the catalogue when another process or a command changed it. */
function keepProgramsFresh(config: Config, { connection, shelf }: Core, log: Log): () => void {
  const importAll = async () => {
    for (const source of config.programs) {
      try {
        const now = new Date().toISOString();
        const {
          skipped,
          cancellations: _names,
          ...counts
        } = await importPrograms(connection.redis, source, { now, timeZone: config.timeZone });
        log.info({ source, ...counts, skipped: skipped.length }, "read programs");
      } catch (error) {
        log.error({ source, err: error }, "could not read programs; the ones from before stay");
      }
    }
    await refresh();
  };
  const refresh = async () => {
    try {
      await shelf.refresh(connection.redis, new Date().toISOString());
    } catch (error) {
      log.warn({ err: error }, "could not look for new programs");
    }
  };
  void importAll();
  const timers = [
    setInterval(() => void importAll(), IMPORT_EVERY_MS),
    setInterval(() => void refresh(), REFRESH_EVERY_MS),
  ];
  return () => timers.forEach(clearInterval);
}
