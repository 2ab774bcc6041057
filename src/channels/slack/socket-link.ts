/**
 * Keeps the socket of Socket Mode open. Slack closes it every hour or so, and the library's own way of opening it again
 * ends the process when Slack cannot be reached, so it is done here.
 */
import type { SocketModeReceiver } from "@slack/bolt";
import { isTokenRefused, toFailure } from "./failure.ts";
import type { OnError } from "./receive.ts";

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 60_000;

/** A socket that is opened again whenever it closes, until it is stopped. */
export class SocketLink {
  readonly #receiver: SocketModeReceiver;
  readonly #onError: OnError;
  readonly #firstDelayMs: number;
  #isStopped = false;
  #isOpening = false;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(receiver: SocketModeReceiver, onError: OnError, firstDelayMs = FIRST_DELAY_MS) {
    this.#receiver = receiver;
    this.#onError = onError;
    this.#firstDelayMs = firstDelayMs;
    receiver.client.on("disconnected", () => this.#openLater());
  }

  /** Opens the socket. Throws only when Slack refuses the token; when Slack cannot be reached, it goes on trying. */
  async start(): Promise<void> {
    this.#isStopped = false;
    const error = await this.#open();
    if (error === undefined) return;
    if (isTokenRefused(error)) {
      await this.stop();
      throw toFailure(error, "open a socket (SLACK_APP_TOKEN)");
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#receiver.client.disconnect();
  }

  /** Gives what went wrong. */
  async #open(): Promise<unknown> {
    this.#isOpening = true;
    try {
      await this.#receiver.start();
      this.#failures = 0;
      return undefined;
    } catch (reason) {
      const error = reason ?? new Error("the socket closed before it was ready");
      this.#failures += 1;
      this.#onError(toFailure(error, "open a socket to Slack"), "socket");
      return error;
    } finally {
      this.#isOpening = false;
      if (this.#failures > 0) this.#openLater();
    }
  }

  #openLater(): void {
    if (this.#isStopped || this.#isOpening) return;
    clearTimeout(this.#timer);
    const delayMs = Math.min(LONGEST_DELAY_MS, this.#firstDelayMs * 2 ** this.#failures);
    this.#timer = setTimeout(() => void this.#open(), delayMs * (0.75 + Math.random() / 2));
    this.#timer.unref();
  }
}
