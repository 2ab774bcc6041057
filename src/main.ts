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
import { keepProgramsFresh } from "./keep-programs-fresh.ts";
import { findPlaces, knownPlaces } from "./link-places.ts";
import type { LinkPlaces } from "./links/channel-links.ts";
import { patronLinks } from "./links/patron-links.ts";
import type { Log } from "./log.ts";
import { sendPatronData } from "./my-data.ts";
import { Pace } from "./outreach/announcements/pace.ts";
import { lookAtMissed } from "./outreach/look-at-missed.ts";
import { partnerRoutes } from "./partner-approval.ts";
import { deskIdOf } from "./patrons/desk-id.ts";
import { signExportToken } from "./patrons/patron-data.ts";
import { rebuildSegments } from "./patrons/segments/rebuild.ts";
import { openPlatforms } from "./platforms.ts";
import { toCalendar } from "./programs/calendar.ts";
import { createNearestLibraries } from "./programs/nearest-libraries.ts";
import { samplePrograms } from "./programs/sample-programs.ts";
import { Shelf } from "./programs/shelf.ts";
import { readSecret } from "./secret.ts";
import { createServer, type KutsuServer } from "./server.ts";
import { startAnnouncements } from "./start-announcements.ts";
import { startConsole } from "./start-console.ts";
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
  /** In development: lets a developer into the console, once. */
  readonly developerLink?: string;
  /** Stops receiving, finishes what is under way and closes everything. */
  stop(): Promise<void>;
}

/** Starts everything: server, channels, sweep, and the reading of sources. */
export async function startKutsu(config: Config, log: Log): Promise<Running> {
  const stopping = new AbortController();
  /** Ways to close what was opened, in the order of opening. */
  const closings: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    stopping.abort();
    for (const close of closings.splice(0).reverse())
      await close().catch((error: unknown) => log.warn({ err: error }, "could not close everything"));
  };
  try {
    const core = await openCore(config, "start", log);
    closings.push(core.close);
    const { redis } = core.connection;
    const relay = config.redisUrl === undefined ? undefined : createRelay(redis);
    if (relay !== undefined) closings.push(relay.close);
    const queue = openQueue(redis);
    closings.push(() => queue.close());
    const { host, port } = config;
    const server = createServer({ host, port, log, isReady: () => readiness(core) });
    closings.push(server.close);
    const { url } = await server.listen();
    const publicUrl = config.publicUrl ?? url;
    const turnTools = core.turnTools(publicUrl);
    const web = openWebChannel({ config, core, log, relay, turnTools, server });
    const { speaker } = turnTools;
    const platforms = await openPlatforms({ config, redis, speaker, secret: core.secret, log });
    const channels: readonly Channel[] = [web, ...platforms];
    for (const route of platforms.flatMap((channel) => channel.routes())) server.route(route);
    const { secret, shelf } = core;
    const staff = await startConsole({ config, redis, secret, publicUrl, turnTools, shelf, server, log });
    closings.push(staff.stop);
    const pace = new Pace(redis);
    const wakes = createWakes(queue);
    const conversation = new Conversation({ redis, channels, turnTools, log, wakes, pace });
    // Pages stay open until their channel stops: the server must not wait for them, nor receive meanwhile.
    closings.push(() => Promise.all([server.close(), conversation.stop()]));
    await conversation.start();
    void findPlaces(config, publicUrl, (platform, error) =>
      log.warn({ err: error, platform }, "could not learn how a channel is opened; its links are left out"),
    ).then(core.learnPlaces);
    const look = (patron: PatronId, id: string) => conversation.acceptDue(patron, id);
    const updates = keepProgramsFresh({ config, ...core, look, log, signal: stopping.signal });
    closings.push(updates.stop);
    const mend = () => lookThrough({ core, look, log, rules: turnTools.outreach });
    const handlers = {
      ...{ ...lookAtPatron(look), ...importProgramsAgain(updates.importAll), ...mendAll(mend) },
    };
    await repeatImports(queue);
    await repeatMending(queue, config.timeZone);
    const worker = startWorker(redis, { handlers, log });
    closings.push(worker.close);
    const announcing = await startAnnouncements({ redis, channels, turnTools, pace, log });
    closings.push(announcing.stop);
    const { developerLink } = staff;
    return { url: publicUrl, channels: channels.map(({ name }) => name), developerLink, stop };
  } catch (error) {
    await stop();
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
  const partner = {
    ...feed,
    phrase: turnTools.speaker.phrase.bind(turnTools.speaker),
    onError: (error: unknown) => log.error({ err: error }, "a partner's link could not be answered"),
  };
  for (const route of partnerRoutes(partner)) server.route(route);
  return web;
}

async function readiness({ connection }: Core): Promise<string | undefined> {
  await connection.redis.ping();
  return undefined;
}

interface LookParts {
  readonly core: Core;
  readonly log: Log;
  /** Looks at a patron, once for each id. */
  look(patron: PatronId, id: string): Promise<void>;
}

/** Mends the segments, and looks at those whose look never came. */
async function lookThrough({
  core,
  log,
  look,
  rules,
}: LookParts & { readonly rules: TurnTools["outreach"] }): Promise<void> {
  const { redis } = core.connection;
  const now = new Date().toISOString();
  const { patrons, mended } = await rebuildSegments(redis, { now });
  const looked = await lookAtMissed(redis, { now, look, programs: core.shelf, rules });
  log.info({ patrons, mended, looked }, "looked everything through");
}
