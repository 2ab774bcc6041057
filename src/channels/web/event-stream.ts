/** One open page: a response that stays open and carries server-sent events. */
import type { ServerResponse } from "node:http";

/** A page this far behind is cut off; it comes back and resumes after what it has. */
const BEHIND_LIMIT_BYTES = 1024 * 1024;

/** Holds back what happens until the history is written, so that a page that opens misses nothing and sees it in order. */
export class EventStream {
  readonly tab: string | undefined;
  readonly #response: ServerResponse;
  #held: { readonly id: string | undefined; readonly frame: string }[] | undefined = [];

  constructor(response: ServerResponse, tab: string | undefined) {
    this.#response = response;
    this.tab = tab;
  }

  /** Sends the headers, then the opening frames, then what was held back and is not among `sentIds`. */
  open(opening: string, sentIds: ReadonlySet<string>): void {
    if (this.#response.writableEnded) return;
    this.#response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      // Nginx would collect the events otherwise.
      "X-Accel-Buffering": "no",
    });
    const late = (this.#held ?? []).filter(({ id }) => id === undefined || !sentIds.has(id));
    this.#held = undefined;
    this.#response.write(opening + late.map(({ frame }) => frame).join(""));
  }

  write(frame: string, id?: string): void {
    if (this.#held !== undefined) {
      this.#held.push({ id, frame });
      return;
    }
    if (this.#response.writableLength > BEHIND_LIMIT_BYTES) this.#response.destroy();
    else this.#response.write(frame);
  }

  end(): void {
    this.#response.end();
  }
}
