/** The way between Kutsu and an emulated platform: it takes a while, and it can be cut. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Passes on to a port of this machine whatever comes to a port of its own. */
export class Wire {
  readonly #target: number;
  readonly #delayMs: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  /** Answers come `delayMs` late, as over a network: so sends are under way when something dies. */
  constructor(target: string, delayMs: number) {
    this.#target = Number(new URL(target).port);
    this.#delayMs = delayMs;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Opens it, again on the same port. */
  async open(): Promise<void> {
    this.#server = createServer((socket) => this.#pass(socket));
    await once(this.#server.listen(this.#port, "127.0.0.1"), "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Cuts it: open connections break, and new ones are refused. */
  async cut(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server.close(), "close");
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await closed;
  }

  #pass(socket: Socket): void {
    const platform = connect(this.#target, "127.0.0.1");
    this.#sockets.add(socket);
    socket.on("data", (part) => platform.write(part));
    platform.on("data", (part) => setTimeout(() => socket.destroyed || socket.write(part), this.#delayMs));
    socket.on("error", () => {});
    platform.on("error", () => {});
    platform.on("close", () => setTimeout(() => socket.end(), this.#delayMs));
    // What has come this far arrives, whatever becomes of its sender.
    socket.on("close", () => {
      this.#sockets.delete(socket);
      platform.end();
    });
  }
}
