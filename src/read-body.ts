/**
 * Reads the body of a request, bounded, in one pass. It decodes nothing: the guard of `server.ts` refuses compressed bodies.
 */
import type { IncomingMessage } from "node:http";

/** What came of reading a JSON body: the value, or the status and code to answer with. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly code: string };

/** Thrown when a body is longer than its limit. */
export class BodyTooLarge extends Error {}

/**
 * Reads a whole body.
 *
 * Throws BodyTooLarge as soon as the limit is passed (the rest is thrown away), and an Error when the sender goes away.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limitBytes) chunks.push(chunk);
      else fail(new BodyTooLarge(`Cannot read body: over ${limitBytes} bytes`));
    };
    const onEnd = (): void => {
      stopListening();
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    };
    const onClose = (): void => fail(new Error("Cannot read body: the sender went away"));
    const fail = (error: Error): void => {
      stopListening();
      request.resume();
      reject(error);
    };
    const stopListening = (): void => {
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", fail);
    };
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", fail);
  });
}

/** Reads a body that must be JSON and say so; what is wrong with it is a value, not an exception. */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<JsonBody> {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return { ok: false, status: 415, code: "NotJson" };
  try {
    return { ok: true, value: JSON.parse((await readBody(request, limitBytes)).toString("utf8")) };
  } catch (error) {
    return error instanceof BodyTooLarge
      ? { ok: false, status: 413, code: "PayloadTooLarge" }
      : { ok: false, status: 400, code: "MalformedJson" };
  }
}
