/**
 * An emulator of Telegram's Bot API, on loopback.
 *
 * It holds what we have read about the Bot API, not the Bot API itself: where our reading is wrong, it is wrong too.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type EnforcedLimits, telegramLimits } from "../limits.ts";
import { EmulatedChats, failure, type Json, ok } from "./emulator-chats.ts";

/** What the bot answers to a post, or how it went on when it asks itself. */
export type Acknowledgement = "accepted" | "refused" | "again";

/** What goes wrong with the next call of a method. */
export type Fault =
  | { readonly code: number; readonly description?: string; readonly parameters?: Json }
  /** The words of a proxy, not of Telegram. */
  | { readonly html: string }
  /** The message is sent, but the answer never comes. */
  | { readonly silent: true }
  /** The connection is cut before anything happens. */
  | { readonly cut: true }
  /** Nothing goes wrong yet: the next fault is for the call after. */
  | { readonly passes: true };

interface Poller {
  readonly offset: number;
  readonly answer: (result: Json) => void;
  readonly timer: NodeJS.Timeout;
}

const HTTPS_ONLY = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook";
const CONFLICT_WEBHOOK =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const CONFLICT_POLL =
  "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

export class TelegramEmulator {
  readonly token = "4242:emulated-token-of-twenty-letters";
  readonly bot = { id: 4242, is_bot: true, first_name: "Kutsu", username: "kutsu_test_bot" };
  readonly chats = new EmulatedChats();
  /** Every call, in order. */
  readonly calls: { readonly method: string; readonly payload: Json }[] = [];
  // Connections stay open longer than a client keeps one, as a platform's do: otherwise the two would race.
  readonly #server = createServer(
    { keepAliveTimeout: 60_000 },
    (request, response) => void this.#serve(request, response),
  );
  readonly #faults = new Map<string, Fault[]>();
  readonly #queue: Json[] = [];
  /** Who waits to hear how an update in the queue fares, and how often it was handed out. */
  readonly #waiting = new Map<number, { tell: (how: Acknowledgement) => void; handedOut: number }>();
  #redeliverMs: number | undefined;
  #webhook: { url: string; secret?: string } | undefined;
  #poller: Poller | undefined;
  #updateId = 7_000;
  #closed = false;
  /** Where the public address of the webhook really is, e.g. `http://127.0.0.1:3978`. */
  webhookHost = "";
  /** Set to refuse what comes faster than the published limits, with a 429. */
  limits: EnforcedLimits | undefined;

  /** Posts again what was not acknowledged, that much later. */
  redeliverAfter(ms: number): void {
    this.#redeliverMs = ms;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get webhook(): { url: string; secret?: string } | undefined {
    return this.#webhook;
  }

  /** Updates that nobody has confirmed. */
  get unconfirmed(): number {
    return this.#queue.length;
  }

  async open(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#poller?.timer);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** The calls of one method. */
  callsOf(method: string): readonly Json[] {
    return this.calls.filter((call) => call.method === method).map(({ payload }) => payload);
  }

  /** Makes the next call of a method go wrong; several are used up one by one. */
  fail(method: string, ...faults: readonly Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  /** Tells the bot of an update; resolves to how the bot takes it the first time. The same id is the same update again. */
  deliver(content: Json, id = this.#updateId + 1): Promise<Acknowledgement> {
    this.#updateId = Math.max(this.#updateId, id);
    const update = { update_id: id, ...content };
    return this.#webhook === undefined ? this.#enqueue(update) : this.#postUntilTaken(update);
  }

  /** Posts an update to the webhook once. */
  async post(update: Json, secret = this.#webhook?.secret): Promise<Acknowledgement> {
    const path = new URL(this.#webhook?.url ?? "https://nowhere.example/telegram").pathname;
    const response = await fetch(`${this.webhookHost}${path}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(secret !== undefined && { "X-Telegram-Bot-Api-Secret-Token": secret }),
      },
      body: JSON.stringify(update),
    }).catch(() => undefined);
    if (response?.ok) return "accepted";
    return response?.status === 401 || response?.status === 403 ? "refused" : "again";
  }

  async #postUntilTaken(update: Json): Promise<Acknowledgement> {
    const how = await this.post(update);
    const again = (): void => {
      if (this.#closed) return;
      void this.post(update).then(
        (later) => later !== "accepted" && setTimeout(again, this.#redeliverMs).unref(),
      );
    };
    if (how !== "accepted" && this.#redeliverMs !== undefined) setTimeout(again, this.#redeliverMs).unref();
    return how;
  }

  #enqueue(update: Json): Promise<Acknowledgement> {
    if (!this.#queue.some(({ update_id }) => update_id === update.update_id)) this.#queue.push(update);
    const how = new Promise<Acknowledgement>((tell) => {
      this.#waiting.set(Number(update.update_id), { tell, handedOut: 0 });
    });
    const poller = this.#poller;
    this.#poller = undefined;
    if (poller !== undefined) {
      clearTimeout(poller.timer);
      poller.answer(ok(this.#handOut(poller.offset)));
    }
    return how;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const payload = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Json);
    if (token !== this.token)
      return answer(response, failure(token === undefined ? 404 : 401, "Unauthorized"));
    this.calls.push({ method, payload });
    const fault = this.#faults.get(method)?.shift();
    if (fault !== undefined && "cut" in fault) return void request.socket.destroy();
    if (fault !== undefined && "html" in fault) {
      response.writeHead(404);
      return void response.end(fault.html);
    }
    if (fault !== undefined && "code" in fault) {
      return answer(response, failure(fault.code, fault.description ?? "Injected", fault.parameters));
    }
    const result = await this.#call(method, payload, response);
    if (fault === undefined || "passes" in fault) answer(response, result);
  }

  #call(method: string, payload: Json, response: ServerResponse): Json | Promise<Json> {
    switch (method) {
      case "getMe":
        return ok(this.bot);
      case "setWebhook":
        return this.setWebhook(payload);
      case "deleteWebhook":
        this.#webhook = undefined;
        return ok(true);
      case "getUpdates":
        return this.#getUpdates(payload, response);
      case "sendMessage":
        return this.#tooFast(payload) ?? this.chats.sendMessage(payload);
      case "editMessageReplyMarkup":
        return this.chats.editKeyboard(payload);
      case "sendChatAction":
        return this.chats.has(payload.chat_id) ? ok(true) : failure(400, "Bad Request: chat not found");
      case "answerCallbackQuery":
      case "setMyCommands":
      case "setMyDescription":
      case "setMyShortDescription":
        return ok(true);
      default:
        return failure(404, "Not Found: method not found");
    }
  }

  #tooFast({ chat_id }: Json): Json | undefined {
    const waitMs = this.limits?.refuse(telegramLimits(String(chat_id)));
    if (waitMs === undefined) return undefined;
    const retry_after = Math.ceil(waitMs / 1000);
    return failure(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
  }

  /** Registers a webhook, as the bot does. */
  setWebhook({ url, secret_token }: Json): Json {
    if (!String(url).startsWith("https://")) return failure(400, HTTPS_ONLY);
    const secret = secret_token === undefined ? undefined : String(secret_token);
    if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret)) {
      return failure(400, "Bad Request: secret token contains unallowed characters");
    }
    this.#webhook = { url: String(url), ...(secret !== undefined && { secret }) };
    return ok(true);
  }

  #getUpdates({ offset = 0, timeout = 0 }: Json, response: ServerResponse): Json | Promise<Json> {
    if (this.#webhook !== undefined) return failure(409, CONFLICT_WEBHOOK);
    const other = this.#poller;
    this.#poller = undefined;
    if (other !== undefined) {
      clearTimeout(other.timer);
      other.answer(failure(409, CONFLICT_POLL));
    }
    const from = Number(offset);
    while (this.#queue.length > 0 && Number(this.#queue[0]?.update_id) < from) {
      const id = Number(this.#queue.shift()?.update_id);
      this.#waiting.get(id)?.tell("accepted");
      this.#waiting.delete(id);
    }
    if (this.#queue.length > 0 || Number(timeout) === 0) return ok(this.#handOut(from));
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#poller = undefined;
        resolve(ok([]));
      }, Number(timeout) * 1000);
      const poller = { offset: from, answer: resolve, timer };
      this.#poller = poller;
      response.once("close", () => {
        clearTimeout(timer);
        if (this.#poller === poller) this.#poller = undefined;
      });
    });
  }

  #handOut(from: number): Json[] {
    const updates = this.#queue.filter(({ update_id }) => Number(update_id) >= from).slice(0, 100);
    for (const { update_id } of updates) {
      const waiting = this.#waiting.get(Number(update_id));
      if (waiting === undefined) continue;
      waiting.handedOut += 1;
      // It came before and was not confirmed.
      if (waiting.handedOut > 1) waiting.tell("again");
    }
    return updates;
  }
}

function answer(response: ServerResponse, body: Json): void {
  if (response.destroyed) return;
  response.writeHead(body.ok ? 200 : Number(body.error_code), { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}
