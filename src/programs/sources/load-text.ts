/**
 * Loads a text from a file or a web address within limits of size and time. It trusts nothing: a feed may be
 * huge, may never end, may be an error page.
 */
import { open } from "node:fs/promises";

/** How much a feed may ask of us. */
export interface LoadLimits {
  readonly maxBytes: number;
  /** Until the server answers. */
  readonly answerMs: number;
  /** Until the whole answer is here. */
  readonly wholeMs: number;
}

/** What is enough for the largest feeds known. */
export const LOAD_LIMITS: LoadLimits = { maxBytes: 50 * 1024 * 1024, answerMs: 20_000, wholeMs: 120_000 };

/** Loads a file. Throws with what is wrong, without naming the source. */
export async function loadFile(path: string, limits: LoadLimits): Promise<string> {
  const file = await open(path, "r").catch((cause) => {
    throw new Error(fileProblem(cause), { cause });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Error("it is no ordinary file");
    if (stat.size > limits.maxBytes) throw new Error(tooLarge(limits));
    return decode(await file.readFile());
  } finally {
    await file.close();
  }
}

function fileProblem(cause: unknown): string {
  const code = codeOf(cause);
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "the file may not be read by this account";
  return `it cannot be opened (${code ?? String(cause)})`;
}

/** Errors of Node may come from another realm, where "instanceof" does not know them. */
function codeOf(error: unknown): string | undefined {
  const hasCode = typeof error === "object" && error !== null && "code" in error;
  return hasCode && typeof error.code === "string" ? error.code : undefined;
}

/**
 * Loads what a web address answers, following redirects, until `signal` says that nobody wants it any more. Throws with what is
 * wrong, without naming the address.
 */
export async function loadAddress(url: URL, limits: LoadLimits, signal?: AbortSignal): Promise<string> {
  const stop = new AbortController();
  const seconds = (ms: number) => `${ms / 1000} s`;
  const answer = setTimeout(
    () => stop.abort(new Error(`the server did not answer in ${seconds(limits.answerMs)}`)),
    limits.answerMs,
  );
  const whole = setTimeout(
    () => stop.abort(new Error(`the answer was not complete in ${seconds(limits.wholeMs)}`)),
    limits.wholeMs,
  );
  try {
    const response = await fetch(url, {
      signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
      redirect: "follow",
      headers: {
        accept: "application/json, text/calendar, */*;q=0.5",
        "user-agent": "Kutsu (library program bot)",
      },
    });
    clearTimeout(answer);
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
    }
    return decode(await readBody(response, limits));
  } catch (cause) {
    const reason: unknown = stop.signal.aborted ? stop.signal.reason : cause;
    throw new Error(webProblem(reason), { cause });
  } finally {
    clearTimeout(answer);
    clearTimeout(whole);
    stop.abort();
  }
}

async function readBody(response: Response, limits: LoadLimits): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > limits.maxBytes) throw new Error(tooLarge(limits));
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function webProblem(reason: unknown): string {
  const { cause, message } = reason as { readonly cause?: unknown; readonly message?: string };
  // fetch says only "fetch failed": what happened is in the cause.
  if (cause === undefined) return message ?? String(reason);
  return `the connection failed (${codeOf(cause) ?? String(cause)})`;
}

function tooLarge({ maxBytes }: LoadLimits): string {
  return `it is larger than ${Math.round(maxBytes / 1024 / 1024) || maxBytes / 1024 / 1024} MB`;
}

/** Feeds are UTF-8. Some are saved by Windows as UTF-16, which a mark tells, and some by old programs in a code page. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const text = new TextDecoder("utf-8").decode(bytes);
  if (!text.includes("\ufffd")) return text;
  // A slip or two in a text of UTF-8 is no other encoding.
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return broken > whole ? new TextDecoder("windows-1252").decode(bytes) : text;
}
