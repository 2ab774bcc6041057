/** Patrons for measuring: each talks to a web server over two sockets of its own, with as little work as a client can have. */
import { randomUUID } from "node:crypto";
import { Agent, type OutgoingHttpHeaders, request } from "node:http";
import { connect, type Socket } from "node:net";

/** A keep-alive connection that answers one request after the other: the ordinary client of Node, for us and for the floor alike. */
export class Line {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Posts JSON; gives the body of the answer. Rejects when the status is no success. */
  post(path: string, body: string, headers: OutgoingHttpHeaders = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const posting = request(
        {
          host: "127.0.0.1",
          port: this.#port,
          method: "POST",
          path,
          agent: this.#agent,
          headers: {
            "Content-Type": "application/json",
            "Content-Length": Buffer.byteLength(body),
            ...headers,
          },
        },
        (response) => {
          let answer = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => {
            answer += chunk;
          });
          response.on("end", () => {
            if (response.statusCode !== undefined && response.statusCode < 300) resolve(answer);
            else reject(new Error(`Cannot use the answer "${response.statusCode} ${answer}"`));
          });
        },
      );
      posting.on("error", reject);
      posting.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** One conversation: its token, and the stream of what Kutsu says. */
export class WebPatron {
  readonly #line: Line;
  readonly #headers: OutgoingHttpHeaders;
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
    this.#headers = { Authorization: `Bearer ${token}` };
    this.#stream = connect(port, "127.0.0.1");
    this.#stream.setEncoding("utf8");
    this.#stream.write(
      `GET /web/events?tab=t HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
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
