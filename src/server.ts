/**
 * The web server: restify behind a guard. Restify alone can be ended by one bad request, so the guard looks at every
 * request first and nothing that a handler throws gets past it. It knows no route but those of health.
 */
import { type IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import pino from "pino";
import { createServer as createRestify, type RequestHandler, type Server } from "restify";
import { sendJson } from "./send-json.ts";

/** What the server logs with; pino fits. */
export interface ServerLog {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Answers one request. A rejection becomes a 500, or cuts the connection when the answer had begun. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** One address the server answers. A GET answers HEAD too. `path` may end with `/*`. */
export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly handle: Handler;
  /** Restify plugins that run first, for libraries that need them. */
  readonly before?: readonly RequestHandler[];
}

export interface ServerOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly log: ServerLog;
  /** Tells why the server cannot serve patrons now; undefined when it can. */
  readonly isReady: () => Promise<string | undefined>;
  /** No body may be longer, whatever its route allows. */
  readonly maxBodyBytes?: number;
  /** A request that has not arrived whole by then is answered with 408. */
  readonly requestTimeoutMs?: number;
  /** How long `close` waits for requests in progress. */
  readonly graceMs?: number;
}

export interface KutsuServer {
  readonly restify: Server;
  route(route: Route): void;
  /** Listens; gives the address to open. Throws with the remedy when it cannot. */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Stops: no new connections, a grace for what is in progress, then all are cut. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 20_000;
const GRACE_MS = 3_000;
/** Longer than the idle time of usual proxies (60 s), so that they never write to a connection just closed. */
const KEEP_ALIVE_MS = 65_000;
const HOST_HEADER = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/;

/** Builds the server. Nothing listens before `listen`. */
export function createServer(options: ServerOptions): KutsuServer {
  const server = createRestify({ name: "", log: pino({ level: "silent" }) as never });
  chainWriteHead();
  tune(server, options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
  const guard = putGuardBefore(server, options.maxBodyBytes ?? MAX_BODY_BYTES, options.log);
  const route = ({ method, path, handle, before = [] }: Route): void => {
    const handlers = [...before, contain(handle, path, options.log)] as RequestHandler[];
    if (method === "POST") return void server.post(path, ...handlers);
    server.get(path, ...handlers);
    server.head(path, ...handlers);
  };
  route({
    method: "GET",
    path: "/healthz",
    handle: (_, response) => sendJson(response, 200, { status: "ok" }),
  });
  route({ method: "GET", path: "/readyz", handle: (_, response) => answerReady(response, options.isReady) });
  return {
    restify: server,
    route,
    listen: () => listen(server, options),
    close: () => {
      guard.closing = true;
      return close(server, options.graceMs ?? GRACE_MS);
    },
  };
}

async function answerReady(response: ServerResponse, isReady: ServerOptions["isReady"]): Promise<void> {
  const reason = await isReady().catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  if (reason === undefined) return sendJson(response, 200, { status: "ready" });
  sendJson(response, 503, { status: "not ready", reason });
}

/** Keeps what a handler throws away from restify, which would end the process when the answer had begun; the log names the route. */
function contain(
  handle: Handler,
  route: string,
  log: ServerLog,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      log.error({ err: error, method: request.method, route }, "request failed");
      fail(response);
    }
  };
}

/** What was asked for is never logged: an address may be a key to what only the patron should see. */
function fail(response: ServerResponse): void {
  if (!response.headersSent) sendJson(response, 500, { code: "Internal" });
  else if (!response.writableEnded) response.destroy();
}

/** Restify's `writeHead` returns nothing, but Node promises the response, and libraries chain on it. */
function chainWriteHead(): void {
  const { prototype } = ServerResponse;
  const writeHead = prototype.writeHead as ((...args: unknown[]) => ServerResponse) & { chained?: true };
  if (writeHead.chained) return;
  const chained = function (this: ServerResponse, ...args: unknown[]): ServerResponse {
    writeHead.apply(this, args);
    return this;
  };
  prototype.writeHead = Object.assign(chained, { chained: true }) as typeof prototype.writeHead;
}

function tune(server: Server, requestTimeoutMs: number): void {
  const wire = server.server as Server["server"] & { connectionsCheckingInterval: number };
  wire.requestTimeout = requestTimeoutMs;
  wire.headersTimeout = Math.min(10_000, requestTimeoutMs);
  wire.keepAliveTimeout = KEEP_ALIVE_MS;
  // Node looks for late requests only this often (30 s unless told); read when listening begins.
  wire.connectionsCheckingInterval = Math.min(2_000, Math.ceil(requestTimeoutMs / 4));
  wire.on("connection", (socket: Socket) => {
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
  });
}

/**
 * Takes restify's place as the listener of requests and lets through only what cannot end the process.
 * Security headers are set here, so that no answer is without them.
 */
function putGuardBefore(server: Server, limitBytes: number, log: ServerLog): { closing: boolean } {
  const guard = { closing: false };
  const wire = server.server;
  const [restify] = wire.listeners("request") as [
    (request: IncomingMessage, response: ServerResponse) => void,
  ];
  // `checkContinue` reaches restify past the guard; without it Node says "continue" itself. An `upgrade` nobody takes would hang.
  for (const event of ["request", "checkContinue", "upgrade"]) wire.removeAllListeners(event);
  wire.on("request", (request: IncomingMessage, response: ServerResponse) => {
    setSecurityHeaders(response);
    if (guard.closing) response.setHeader("Connection", "close");
    const refusal = refuse(request, limitBytes);
    if (refusal !== undefined) return turnAway(response, refusal.status, refusal.code);
    if (request.headers["transfer-encoding"] !== undefined) boundChunks(request, response, limitBytes);
    try {
      restify.call(wire, request, response);
    } catch (error) {
      log.error({ err: error, method: request.method }, "request failed before its route");
      fail(response);
    }
  });
  return guard;
}

function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
}

/** Tells why a request must not reach restify. */
function refuse(request: IncomingMessage, limitBytes: number): { status: number; code: string } | undefined {
  const { headers, url = "" } = request;
  // Absolute-form targets and `*` end in a URL parser that throws.
  if (!url.startsWith("/") || url.startsWith("//")) return { status: 400, code: "BadRequestTarget" };
  if (headers.host !== undefined && !HOST_HEADER.test(headers.host)) return { status: 400, code: "BadHost" };
  const encoding = headers["content-encoding"];
  // No peer compresses what it sends us; a garbage stream ends the process and a bomb passes size limits.
  if (encoding !== undefined && encoding !== "identity") return { status: 415, code: "UnsupportedEncoding" };
  if (Number(headers["content-length"] ?? 0) > limitBytes) return { status: 413, code: "PayloadTooLarge" };
  return undefined;
}

function turnAway(response: ServerResponse, status: number, code: string): void {
  response.setHeader("Connection", "close");
  sendJson(response, status, { code });
}

/** A chunked body tells no length: counts what arrives, before any reader sees it, and cuts the connection over the limit. */
function boundChunks(request: IncomingMessage, response: ServerResponse, limitBytes: number): void {
  const push = request.push;
  let length = 0;
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    length += chunk?.length ?? 0;
    if (length <= limitBytes) return push.call(request, chunk, encoding);
    if (response.headersSent) {
      request.destroy();
      return false;
    }
    turnAway(response, 413, "PayloadTooLarge");
    response.once("finish", () => request.destroy());
    return false;
  };
}

function listen(server: Server, { host, port, log }: ServerOptions): Promise<{ url: string; port: number }> {
  return new Promise((resolve, reject) => {
    // Restify hands errors on to listeners of its own and throws without one.
    server.on("error", (error: NodeJS.ErrnoException) => {
      if (server.server.listening) log.error({ err: error }, "web server failed");
      else reject(explain(error, host, port));
    });
    server.listen(port, host, () => {
      const bound = (server.address() as AddressInfo).port;
      const name =
        host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
      resolve({ url: `http://${name}:${bound}`, port: bound });
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const causes: Record<string, string> = {
    EADDRINUSE: "another program uses it; stop that one, or set PORT to a free port (0 picks one)",
    EACCES: "this account may not use it; set PORT to one above 1023",
    EADDRNOTAVAIL: `this machine has no address "${host}"; set HOST to one it has`,
    ENOTFOUND: `this machine has no address "${host}"; set HOST to one it has`,
  };
  const cause = causes[error.code ?? ""] ?? error.message;
  const isHost = error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND";
  const what = isHost ? `host "${host}"` : `port "${port}"`;
  return new Error(`Cannot listen on ${what}: ${cause}`, { cause: error });
}

async function close(server: Server, graceMs: number): Promise<void> {
  const wire = server.server;
  if (!wire.listening) return;
  const timer = setTimeout(() => wire.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => wire.close(() => resolve()));
  clearTimeout(timer);
}
