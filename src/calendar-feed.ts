/**
 * Answers the address of a personal calendar: the programs a patron saved, with what became of them. Who has the address has
 * the calendar; one that was changed, switched off or made up is not found, and finding that out takes the same as finding it.
 */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { readCalendarToken } from "./patrons/calendar-token.ts";
import { type Patron, parsePatron } from "./patrons/patron.ts";
import { type CalendarEntry, type CalendarRevision, toCalendarFeed } from "./programs/calendar.ts";
import type { Program } from "./programs/program.ts";
import { sendJson } from "./send-json.ts";
import { parsePatronId, partitionPrefix, REVISION_TTL_SECONDS, revisionKey } from "./store/keys.ts";
import type { KutsuRedis } from "./store/redis.ts";
import { readScript } from "./store/script.ts";
import type { Language } from "./understanding/understood.ts";

/** What a feed is made with. */
export interface CalendarFeedOptions {
  readonly redis: KutsuRedis;
  readonly secret: string;
  readonly timeZone: string;
  findProgram(id: string): Program | undefined;
  /** What the calendar is called in a language. */
  name(language: Language): string;
  /** Told about what went wrong, without the address: whoever reads a log may not have the calendar. */
  onError(error: unknown): void;
  /** ISO 8601. */
  now(): string;
}

const PATH = /^\/calendar\/([\w.-]{1,120})\.ics$/;

/** Serves `/calendar/<token>.ics`. */
export async function sendCalendarFeed(
  options: CalendarFeedOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, token = ""] = PATH.exec((request.url ?? "").split("?", 1)[0] ?? "") ?? [];
  try {
    const body = await feedOf(token, options);
    response.setHeader("Cache-Control", "private, no-cache");
    response.setHeader("X-Robots-Tag", "noindex");
    if (body === undefined) return sendJson(response, 404, { code: "NotFound" });
    send(request, response, body);
  } catch (error) {
    // Answered here: what handles errors for all would write the path, and the path is the secret.
    options.onError(error);
    response.setHeader("Retry-After", 60);
    sendJson(response, 503, { code: "TryAgain" });
  }
}

function send(request: IncomingMessage, response: ServerResponse, body: string): void {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  response.setHeader("ETag", etag);
  const known = (request.headers["if-none-match"] ?? "")
    .split(/\s*,\s*/)
    .map((one) => one.replace(/^W\//, ""));
  if (known.includes(etag) || known.includes("*")) {
    response.statusCode = 304;
    response.end();
    return;
  }
  response.setHeader("Content-Type", "text/calendar; charset=utf-8");
  response.setHeader("Content-Disposition", 'inline; filename="kutsu.ics"');
  response.setHeader("Content-Length", Buffer.byteLength(body));
  response.end(body);
}

/** Writes the feed that a token opens; undefined for a token that opens none. */
async function feedOf(token: string, options: CalendarFeedOptions): Promise<string | undefined> {
  const { id, version, isGenuine } = readCalendarToken(token, options.secret);
  const { partition, number } = parsePatronId(id);
  // Read even for a forged token: a patron cannot be told from none by how long it takes.
  const state = await options.redis.hget(`${partitionPrefix(partition)}patron:${number}`, "state");
  const patron = parsePatron(isGenuine ? (state ?? "") : "");
  const { calendar } = patron;
  if (calendar === undefined || calendar.off || calendar.version !== version) return undefined;
  const language = patron.language ?? "fi";
  const { timeZone } = options;
  return toCalendarFeed(await entriesOf(patron, options), language, {
    name: options.name(language),
    timeZone,
  });
}

/** The saved programs that are still known; one that its source has dropped leaves the calendar. */
async function entriesOf(
  { saved }: Patron,
  { redis, findProgram, now }: CalendarFeedOptions,
): Promise<readonly CalendarEntry[]> {
  const programs = saved.flatMap(({ id }) => findProgram(id) ?? []);
  const script = readScript("note-revision.lua");
  return Promise.all(
    programs.map(async (program) => {
      const revision = await redis.eval(
        ...[script, 1, revisionKey(program.id), digestOf(program), now(), REVISION_TTL_SECONDS],
      );
      return { program, revision: revisionOf(revision) };
    }),
  );
}

const revisionReply = z.tuple([z.number(), z.string()]);

function revisionOf(reply: unknown): CalendarRevision {
  const [sequence, modified] = revisionReply.parse(reply);
  return { sequence, modified };
}

/** Of what a calendar shows; the order of the program's members is that of its source and says nothing. */
function digestOf(program: Program): string {
  const { title, summary, description, start, end, allDay, place, url, status } = program;
  const shown = [title, summary, description, start, end, allDay, place?.name, place?.address, url, status];
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url").slice(0, 22);
}
