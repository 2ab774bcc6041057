/** A page of the web chat as far as the wire goes: it keeps its session, listens, says and taps. */
import { randomUUID } from "node:crypto";
import type { ChannelMessage, SpokenChoice } from "../../../src/channels/channel.ts";
import { type HeardEvent, type Listening, listenTo } from "./sse.ts";

/** How long a patron waits for what was sent. */
const PATIENCE_MS = 5_000;

/** An open page. */
export class WebPatron {
  readonly address: `web:${string}`;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #listening: Listening;

  constructor(url: string, token: string, headers: Record<string, string>, listening: Listening) {
    this.#url = url;
    this.address = `web:${token.split(".")[0]}`;
    this.#headers = headers;
    this.#listening = listening;
  }

  /** Opens a page of a new conversation. */
  static async open(url: string, mode: "cookie" | "token"): Promise<WebPatron> {
    const response = await fetch(`${url}/web/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: url },
      body: JSON.stringify({ mode }),
    });
    const session = (await response.json()) as { readonly token?: string };
    const cookie = response.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
    const token = session.token ?? cookie.slice("kutsu=".length);
    const shown: Record<string, string> =
      mode === "token" ? { Authorization: `Bearer ${token}` } : { Cookie: cookie };
    const headers = { "Content-Type": "application/json", Origin: url, ...shown };
    const listening = await listenTo(`${url}/web/events?tab=mine`, headers);
    return new WebPatron(url, token, headers, listening);
  }

  /** Writes. The same id is the same message sent again; `headers` replace the page's own. */
  say(text: string, id: string = randomUUID(), headers: Record<string, string> = {}): Promise<Response> {
    return this.#post({ id, kind: "said", text }, headers);
  }

  /** Taps a choice of a message. */
  tap({ question = "" }: ChannelMessage, { value, label }: SpokenChoice): Promise<Response> {
    return this.#post({ id: randomUUID(), kind: "tapped", value, question, label });
  }

  /** Gives what Kutsu says up to the event that is the last to wait for. */
  async hearUntil(isLast: (event: HeardEvent) => boolean): Promise<readonly ChannelMessage[]> {
    const messages: ChannelMessage[] = [];
    for (;;) {
      const event = await this.#next();
      if (event.data.message !== undefined) messages.push(event.data.message as ChannelMessage);
      if (isLast(event)) return messages;
    }
  }

  leave(): void {
    this.#listening.close();
  }

  async #next(): Promise<HeardEvent> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error("Cannot wait any longer: the page hears nothing")),
        PATIENCE_MS,
      );
    });
    try {
      const event = await Promise.race([this.#listening.next(), late]);
      if (event === undefined) throw new Error("Cannot hear any more: the stream has ended");
      return event;
    } finally {
      clearTimeout(timer);
    }
  }

  #post(body: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.#url}/web/messages`, {
      method: "POST",
      headers: { ...this.#headers, ...headers },
      body: JSON.stringify({ tab: "mine", ...body }),
    });
  }
}
