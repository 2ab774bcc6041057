/** Puts the staff console on the server, and prints the way in for developers. */
import type { Config } from "./config.ts";
import { consoleRoutes } from "./console/console.ts";
import { CONSOLE } from "./console/console-paths.ts";
import { makeDeveloperLink } from "./console/developer-link.ts";
import { Provider } from "./console/provider.ts";
import type { TurnTools } from "./conversation/turn.ts";
import { FollowedFeedback } from "./feedback/follow-feedback.ts";
import type { Log } from "./log.ts";
import type { Shelf } from "./programs/shelf.ts";
import type { KutsuServer } from "./server.ts";
import type { KutsuRedis } from "./store/redis.ts";

interface ConsoleStart {
  readonly config: Config;
  readonly redis: KutsuRedis;
  readonly secret: string;
  readonly publicUrl: string;
  readonly turnTools: TurnTools;
  readonly shelf: Shelf;
  readonly server: KutsuServer;
  readonly log: Log;
}

/** Starts the console. In development it also gives the link with which a developer gets in once. */
export async function startConsole(start: ConsoleStart): Promise<{
  readonly developerLink?: string;
  stop(): Promise<void>;
}> {
  const { config, redis, publicUrl, turnTools, shelf, server, log } = start;
  const { speaker, understanding, timeZone } = turnTools;
  const terms = understanding.terms.bind(understanding);
  const feedback = new FollowedFeedback({
    ...{ redis, terms },
    libraryOf: (program) => shelf.find(program)?.place?.name.fi,
    onError: (error) => log.error({ err: error }, "could not read the words of feedback"),
  });
  const provider =
    config.provider &&
    new Provider({ ...config.provider, returnUrl: `${publicUrl}${CONSOLE}/provider/return` });
  const routes = consoleRoutes({
    ...{ redis, publicUrl, timeZone, feedback, provider, terms },
    secret: start.secret,
    phrase: speaker.phrase.bind(speaker),
    findProgram: (id) => shelf.find(id),
    now: () => new Date().toISOString(),
    onError: (error, what) => log.error({ err: error, what }, "the console met a problem"),
  });
  for (const route of routes) server.route(route);
  // So that the first who looks does not wait; what fails now is tried again when somebody looks.
  void feedback.refresh().catch((error: unknown) => log.warn({ err: error }, "could not read feedback yet"));
  const developerLink = config.development ? await makeDeveloperLink(redis, publicUrl) : undefined;
  return { developerLink, stop: () => feedback.stop() };
}
