/** Sends bytes to a server as they are, for requests that no well-behaved client can make. */
import { connect } from "node:net";

/** An answer as it came over the wire. */
export interface RawAnswer {
  /** E.g. `HTTP/1.1 400 Bad Request`; empty when the connection was cut without an answer. */
  readonly statusLine: string;
  readonly head: string;
  readonly body: string;
}

/** Writes the parts one after the other and gives what came back until the server closed the connection. */
export function sendRaw(port: number, ...parts: readonly (string | Buffer)[]): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1");
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    // A server that cuts a connection while we write is a result, not a failure of the test.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const [head = "", ...rest] = text.split("\r\n\r\n");
      resolve({ statusLine: head.split("\r\n")[0] ?? "", head, body: rest.join("\r\n\r\n") });
    });
    for (const part of parts) socket.write(part);
  });
}

/** Builds a request with a body, asking the server to close the connection after its answer. */
export function rawPost(path: string, body: string, headers: readonly string[] = []): string {
  return [
    `POST ${path} HTTP/1.1`,
    "Host: localhost",
    "Connection: close",
    "Content-Type: application/json",
    ...headers,
    "",
    body,
  ].join("\r\n");
}
