/** Builds Kutsu from its settings, starts it and stops it: the only file that knows every part. */
import { dialogs } from "../dialogs/all.ts";
import { sendCalendarFeed } from "./calendar-feed.ts";
import type { Channel } from "./channels/channel.ts";
import { WebChannel } from "./channels/web/channel.ts";
import type { Config } from "./config.ts";
import { createChannelMemory } from "./conversation/channel-memory.ts";
import { Conversation } from "./conversation/conversation.ts";
import { readHistory } from "./conversation/history.ts";
import { Speaker } from "./conversation/speak.ts";
import type { TurnTools } from "./conversation/turn.ts";
import { decodeId } from "./id-code.ts";
import { importPrograms as importProgramsAgain, repeatImports } from "./jobs/import-programs.ts";
import { createWakes, lookAtPatron } from "./jobs/look-at-patron.ts";
import { mendAll, repeatMending } from "./jobs/mend.ts";
import { openQueue, startWorker } from "./jobs/queue.ts";
import { findPlaces, knownPlaces } from "./link-places.ts";
import type { LinkPlaces } from "./links/channel-links.ts";
import { patronLinks } from "./links/patron-links.ts";
import type { Log } from "./log.ts";
import { sendPatronData } from "./my-data.ts";
import { lookAtMissed } from "./outreach/look-at-missed.ts";
import { tellNews } from "./outreach/look-at-savers.ts";
import { deskIdOf } from "./patrons/desk-id.ts";
import { signExportToken } from "./patrons/patron-data.ts";
import { rebuildSegments } from "./patrons/segments/rebuild.ts";
import { openPlatforms } from "./platforms.ts";
import { toCalendar } from "./programs/calendar.ts";
import { importPrograms } from "./programs/catalogue.ts";
import { createNearestLibraries } from "./programs/nearest-libraries.ts";
import { samplePrograms } from "./programs/sample-programs.ts";
import { Shelf } from "./programs/shelf.ts";
import { readSecret } from "./secret.ts";
import { createServer, type KutsuServer } from "./server.ts";
import type { PatronId } from "./store/keys.ts";
import { connectRedis, type RedisConnection } from "./store/redis.ts";
import { createRelay, type Relay } from "./store/relay.ts";
import { isCrisis } from "./understanding/crisis.ts";
import { loadDistricts } from "./understanding/districts.ts";
import { loadLanguageFiles } from "./understanding/language-files.ts";
import { loadLibraryNames } from "./understanding/libraries.ts";
import { createMorphology } from "./understanding/morphology.ts";
import { createRedactor } from "./understanding/redact.ts";
import { createUnderstanding } from "./understanding/understand.ts";
import type { Language } from "./understanding/understood.ts";

/** How often a process looks whether the catalogue changed. */
const REFRESH_EVERY_MS = 5_000;

/** The parts that the server and the commands share. */
export interface Core {
  readonly connection: RedisConnection;
  readonly shelf: Shelf;
  readonly secret: string;
  /** Learns where Kutsu can be opened, for the links that patrons get. */
  learnPlaces(places: LinkPlaces): void;
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
    let learnt: LinkPlaces | undefined;
    const turnTools = (publicUrl: string | undefined): TurnTools => ({
      understanding,
      programs: shelf,
      dialogs,
      timeZone,
      speaker: new Speaker({ timeZone, places: libraries, publicUrl, helplines: config.helplines }),
      redact: (text, language) => redactor.redact(text, language).redacted,
      isCrisis,
      deskId: (id) => deskIdOf(id, secret),
      outreach: { quiet: config.quietHours, weeklyMost: config.weeklyMost, timeZone },
      links: patronLinks({ secret, places: () => learnt ?? knownPlaces(config, publicUrl) }),
      nearestLibraries: createNearestLibraries({ libraries, districts: loadDistricts() }),
      exportUrl: (id, now, partings) =>
        publicUrl && `${publicUrl}/my-data/${signExportToken({ id, partings }, now, secret)}`,
    });
    const learnPlaces = (places: LinkPlaces) => {
      learnt = places;
    };
    return { connection, shelf, secret, learnPlaces, turnTools, close: () => connection.close() };
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
    const queue = openQueue(redis);
    const conversation = new Conversation({ redis, channels, turnTools, log, wakes: createWakes(queue) });
    await conversation.start();
    void findPlaces(config, publicUrl, (platform, error) =>
      log.warn({ err: error, platform }, "could not learn how a channel is opened; its links are left out"),
    ).then(core.learnPlaces);
    const look = (patron: PatronId, id: string) => conversation.acceptDue(patron, id);
    const updates = keepProgramsFresh({ config, core, look, log });
    const mend = async () => {
      const now = new Date().toISOString();
      const { patrons, mended } = await rebuildSegments(redis, { now });
      const { outreach: rules } = turnTools;
      const looked = await lookAtMissed(redis, { now, look, programs: core.shelf, rules });
      log.info({ patrons, mended, looked }, "looked everything through");
    };
    const handlers = {
      ...{ ...lookAtPatron(look), ...importProgramsAgain(updates.importAll), ...mendAll(mend) },
    };
    const worker = startWorker(redis, { handlers, log });
    await repeatImports(queue);
    await repeatMending(queue, config.timeZone);
    const stop = async () => {
      updates.stop();
      await worker.close();
      await Promise.all([server.close(), conversation.stop()]);
      await queue.close();
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
  const feed = {
    ...{ redis, secret, timeZone: config.timeZone },
    findProgram: (id: string) => shelf.find(id),
    name: (language: Language) => turnTools.speaker.phrase("links.calendar", language),
    onError: (error: unknown) => log.warn({ err: error }, "a personal calendar could not be written"),
    now: () => new Date().toISOString(),
  };
  server.route({
    method: "GET",
    path: "/calendar/*",
    handle: (request, response) => sendCalendarFeed(feed, request, response),
  });
  return web;
}

async function readiness({ connection }: Core): Promise<string | undefined> {
  await connection.redis.ping();
  return undefined;
}

interface UpdateParts {
  readonly config: Config;
  readonly core: Core;
  readonly log: Log;
  /** Looks at a patron, once for each id. */
  look(patron: PatronId, id: string): Promise<void>;
}

/** Reads the sources at start and when told, and follows the catalogue when another process or a command changed it. */
function keepProgramsFresh({ config, core, look, log }: UpdateParts): {
  importAll(): Promise<void>;
  stop(): void;
} {
  const { connection, shelf } = core;
  const { redis } = connection;
  let refreshing: Promise<unknown> | undefined;
  const refresh = async () => {
    refreshing ??= tellNews(redis, { shelf, now: new Date().toISOString(), look })
      .catch((error: unknown) => log.warn({ err: error }, "could not look for new programs"))
      .finally(() => {
        refreshing = undefined;
      });
    await refreshing;
  };
  const importAll = async () => {
    const now = new Date().toISOString();
    for (const source of config.programs) {
      try {
        const result = await importPrograms(redis, source, { now, timeZone: config.timeZone });
        const { skipped, cancellations: _names, rewritten: _ids, ...counts } = result;
        log.info({ source, ...counts, skipped: skipped.length }, "read programs");
        await tellNews(redis, { shelf, now, look });
      } catch (error) {
        log.error({ source, err: error }, "could not read programs; the ones from before stay");
      }
    }
    await refresh();
  };
  void importAll();
  const timer = setInterval(() => void refresh(), REFRESH_EVERY_MS);
  return { importAll, stop: () => clearInterval(timer) };
}
