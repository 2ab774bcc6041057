/** A web server on loopback that answers as a test says, and ends whatever hangs on it. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface FeedServer {
  readonly url: string;
  /** Paths and queries asked for, in order. */
  readonly asked: readonly URL[];
  stop(): Promise<void>;
}

export async function startFeedServer(
  answer: (asked: URL, response: ServerResponse, request: IncomingMessage) => void,
): Promise<FeedServer> {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    asked.push(url);
    answer(url, response, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}
