/** Patrons for measuring: each talks to a web server over two sockets of its own, with as little work as a client can have. */
import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";

/** A keep-alive connection that answers one request after the other. */
export class Line {
  readonly #socket: Socket;
  #buffer = "";
  #resolve: ((body: string) => void) | undefined;
  #reject: ((error: Error) => void) | undefined;

  constructor(port: number) {
    this.#socket = connect(port, "127.0.0.1");
    this.#socket.setNoDelay(true);
    this.#socket.setEncoding("utf8");
    this.#socket.on("data", (chunk: string) => this.#read(chunk));
    this.#socket.on("error", (error) => this.#reject?.(error));
    this.#socket.on("close", () =>
      this.#reject?.(new Error("Cannot read an answer: the server closed the connection")),
    );
  }

  /** Posts JSON; gives the body of the answer. Rejects when the status is no success. */
  post(path: string, body: string, headers = ""): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      const length = Buffer.byteLength(body);
      this.#socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${headers}Content-Length: ${length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#reject = undefined;
    this.#socket.destroy();
  }

  #read(chunk: string): void {
    this.#buffer += chunk;
    const end = this.#buffer.indexOf("\r\n\r\n");
    if (end === -1) return;
    const head = this.#buffer.slice(0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#buffer.length < end + 4 + length) return;
    const body = this.#buffer.slice(end + 4, end + 4 + length);
    this.#buffer = this.#buffer.slice(end + 4 + length);
    if (/^HTTP\/1\.1 2/.test(head)) this.#resolve?.(body);
    else this.#reject?.(new Error(`Cannot use the answer "${head.split("\r\n")[0]} ${body}"`));
  }
}

/** One conversation: its token, and the stream of what Kutsu says. */
export class WebPatron {
  readonly #line: Line;
  readonly #headers: string;
  readonly #stream: Socket;
  #buffer = "";
  #heard: (() => void) | undefined;

  /** Opens a conversation and its stream of events. */
  static async open(port: number): Promise<WebPatron> {
    const line = new Line(port);
    const { token } = JSON.parse(await line.post("/web/session", '{"mode":"token"}')) as { token: string };
    const patron = new WebPatron(port, line, token);
    await patron.#ready();
    return patron;
  }

  private constructor(port: number, line: Line, token: string) {
    this.#line = line;
    this.#headers = `Authorization: Bearer ${token}\r\n`;
    this.#stream = connect(port, "127.0.0.1");
    this.#stream.setEncoding("utf8");
    this.#stream.write(`GET /web/events?tab=t HTTP/1.1\r\nHost: 127.0.0.1\r\n${this.#headers}\r\n`);
  }

  /** Says something and waits until Kutsu's answer is on the stream. */
  async say(text: string): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      this.#heard = resolve;
    });
    const message = JSON.stringify({ id: randomUUID(), kind: "said", text, tab: "t", language: "en" });
    await Promise.all([answered, this.#line.post("/web/messages", message, this.#headers)]);
  }

  close(): void {
    this.#line.close();
    this.#stream.destroy();
  }

  #ready(): Promise<void> {
    return new Promise((resolve) => {
      this.#stream.on("data", (chunk: string) => {
        this.#buffer += chunk;
        if (this.#buffer.includes("event: ready")) {
          this.#stream.removeAllListeners("data");
          this.#stream.on("data", (later: string) => this.#listen(later));
          this.#buffer = "";
          resolve();
        }
      });
    });
  }

  #listen(chunk: string): void {
    this.#buffer += chunk;
    if (!this.#buffer.includes("\n\n")) return;
    const isMessage = this.#buffer.includes("event: message");
    this.#buffer = "";
    if (isMessage) this.#heard?.();
  }
}
