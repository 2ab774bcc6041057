/** The far end of Socket Mode: a web socket server that says hello, sends envelopes and hears acknowledgements. */
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";

const WEB_SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** What the bot answers an envelope with. */
export interface Acknowledgement {
  readonly envelope_id: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

export class SlackSocket {
  readonly acknowledged: Acknowledgement[] = [];
  /** How often a bot connected. */
  connections = 0;
  #socket: Socket | undefined;
  readonly #server = createServer();

  /** Gives the address to connect to. */
  async start(): Promise<string> {
    this.#server.on("upgrade", (request, socket) => {
      const key = createHash("sha1").update(`${request.headers["sec-websocket-key"]}${WEB_SOCKET_GUID}`);
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key.digest("base64")}\r\n\r\n`,
      );
      this.connections += 1;
      this.#socket = socket as Socket;
      socket.on("error", () => undefined);
      this.#listen(socket as Socket);
      this.send({ type: "hello", num_connections: 1 });
    });
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/link`;
  }

  send(envelope: object): void {
    this.#socket?.write(frame(TEXT, Buffer.from(JSON.stringify(envelope))));
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this.#socket?.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #listen(socket: Socket): void {
    let waiting = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      for (let read = readFrame(waiting); read !== undefined; read = readFrame(waiting)) {
        waiting = waiting.subarray(read.length);
        if (read.kind === TEXT) this.acknowledged.push(JSON.parse(read.data.toString("utf8")));
        if (read.kind === PING) socket.write(frame(PONG, read.data));
        if (read.kind === CLOSE) socket.end(frame(CLOSE, read.data));
      }
    });
  }
}

function frame(kind: number, data: Buffer): Buffer {
  const length = data.length < 126 ? [data.length] : [126, data.length >> 8, data.length & 255];
  return Buffer.concat([Buffer.from([0x80 | kind, ...length]), data]);
}

/** Reads the first whole frame of a client, which is always masked. */
function readFrame(bytes: Buffer): { kind: number; data: Buffer; length: number } | undefined {
  if (bytes.length < 2) return undefined;
  const isLong = ((bytes[1] ?? 0) & 127) === 126;
  const start = isLong ? 8 : 6;
  if (bytes.length < start) return undefined;
  const size = isLong ? bytes.readUInt16BE(2) : (bytes[1] ?? 0) & 127;
  if (bytes.length < start + size) return undefined;
  const mask = bytes.subarray(start - 4, start);
  const data = bytes.subarray(start, start + size).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return { kind: (bytes[0] ?? 0) & 15, data: Buffer.from(data), length: start + size };
}
