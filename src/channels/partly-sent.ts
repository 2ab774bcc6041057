/** Sends a message that takes several posts, and goes on from the one that failed when it is sent again by this process. */

/** How many messages may be half sent at a time; of more, the oldest would begin anew. */
const PARTLY_SENT_LIMIT = 1_000;

/** Remembers how far each message got. */
export class PartlySent {
  readonly #counts = new Map<string, number>();

  /**
   * Posts the parts in order, leaving out those that an earlier try under the same key has posted. Gives what the last post
   * gave; undefined when there was nothing left to post. Throws what a post throws.
   */
  async send<Part, Posted>(
    key: string,
    parts: readonly Part[],
    post: (part: Part) => Promise<Posted>,
  ): Promise<Posted | undefined> {
    let posted: Posted | undefined;
    for (const [index, part] of parts.entries()) {
      if (index < (this.#counts.get(key) ?? 0)) continue;
      posted = await post(part);
      this.#remember(key, index + 1);
    }
    this.#counts.delete(key);
    return posted;
  }

  #remember(key: string, count: number): void {
    this.#counts.set(key, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > PARTLY_SENT_LIMIT && oldest !== undefined) this.#counts.delete(oldest);
  }
}
