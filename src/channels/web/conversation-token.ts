/**
 * Which conversation a browser may read and write: a signed token that carries the conversation's id and when it was last
 * used. Nothing is stored for it; it dies by itself when the conversation lies idle.
 */
import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from "node:crypto";

/** What a genuine, fresh token says. */
export interface ConversationClaim {
  readonly conversation: string;
  /** Milliseconds since the epoch. */
  readonly usedAtMs: number;
}

/** Servers whose clocks differ by more than this do not accept each other's tokens. */
const CLOCK_SKEW_MS = 60_000;
const TOKEN = /^([A-Za-z0-9_-]{22})\.([0-9a-z]{1,10})\.([A-Za-z0-9_-]{43})$/;

/** Makes the id of a new conversation: 128 random bits, so that no one guesses another's. */
export function createConversationId(): string {
  return randomBytes(16).toString("base64url");
}

/** Signs and reads tokens with one secret. */
export class ConversationTokens {
  readonly #key: KeyObject;
  readonly #idleTimeoutMs: number;

  constructor(secret: string, idleTimeoutMs: number) {
    if (secret.length < 16) throw new Error("Cannot sign conversations: the secret has under 16 characters");
    // A key of its own, so that a signature made with the same secret for another purpose is worth nothing here.
    this.#key = createSecretKey(createHmac("sha256", secret).update("kutsu web conversation").digest());
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  /** Signs that a conversation was used now. */
  sign(conversation: string, nowMs: number): string {
    const claim = `${conversation}.${nowMs.toString(36)}`;
    return `${claim}.${this.#signature(claim)}`;
  }

  /** Reads a token; undefined when it is forged, or idle for too long. */
  read(token: string, nowMs: number): ConversationClaim | undefined {
    const match = TOKEN.exec(token);
    if (match === null) return undefined;
    const [, conversation = "", usedAt = "", signature = ""] = match;
    const expected = this.#signature(`${conversation}.${usedAt}`);
    if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return undefined;
    const usedAtMs = Number.parseInt(usedAt, 36);
    if (nowMs - usedAtMs > this.#idleTimeoutMs || usedAtMs - nowMs > CLOCK_SKEW_MS) return undefined;
    return { conversation, usedAtMs };
  }

  /** Makes a UUID that is always the same for one conversation, so that two tabs that greet at once greet once. */
  startId(conversation: string): string {
    const hex = createHmac("sha256", this.#key).update(`start ${conversation}`).digest("hex");
    const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  #signature(claim: string): string {
    return createHmac("sha256", this.#key).update(claim).digest("base64url");
  }
}
