/** Slows a conversation that sends too much: a bucket of permits that refills at a steady rate. */
export class RateLimit {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, { permits: number; atMs: number }>();

  constructor(limit: { readonly burst: number; readonly perSecond: number }) {
    this.#burst = limit.burst;
    this.#perSecond = limit.perSecond;
  }

  /** Takes a permit: 0 when there was one, else the milliseconds until there is. */
  take(key: string, nowMs: number): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      this.#buckets.set(key, { permits: this.#burst - 1, atMs: nowMs });
      return 0;
    }
    const refilled = bucket.permits + ((nowMs - bucket.atMs) / 1000) * this.#perSecond;
    bucket.permits = Math.min(this.#burst, refilled);
    bucket.atMs = nowMs;
    if (bucket.permits < 1) return Math.ceil(((1 - bucket.permits) / this.#perSecond) * 1000);
    bucket.permits -= 1;
    return 0;
  }

  /** Forgets the buckets that are full again. */
  prune(nowMs: number): void {
    const fullAfterMs = (this.#burst / this.#perSecond) * 1000;
    for (const [key, { atMs }] of this.#buckets) {
      if (nowMs - atMs > fullAfterMs) this.#buckets.delete(key);
    }
  }
}
