import { randomUUID } from "node:crypto";
import type { EchoLibrary } from "./echo-library.ts";
import { type Listening, listenTo } from "./sse.ts";

/** A browser without a page: keeps its token as a bearer. */
export class Patron {
  readonly #at: EchoLibrary;
  token = "";
  startId = "";
  constructor(at: EchoLibrary) {
    this.#at = at;
  }
  async open(): Promise<this> {
    const response = await this.post("/web/session", { mode: "token" });
    const session = (await response.json()) as { token: string; startId: string };
    this.token = session.token;
    this.startId = session.startId;
    return this;
  }
  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const auth: Record<string, string> = this.token === "" ? {} : { Authorization: `Bearer ${this.token}` };
    return fetch(this.#at.url + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...auth, ...headers },
      body: JSON.stringify(body),
    });
  }
  say(text: string, more: object = {}): Promise<Response> {
    return this.post("/web/messages", { id: randomUUID(), kind: "said", text, ...more });
  }
  async listen(after?: string, tab = ""): Promise<Listening> {
    const headers = {
      Authorization: `Bearer ${this.token}`,
      ...(after !== undefined && { "Last-Event-ID": after }),
    };
    return listenTo(`${this.#at.url}/web/events?tab=${tab}`, headers);
  }
  address(): `web:${string}` {
    return `web:${this.token.split(".")[0]}`;
  }
}
