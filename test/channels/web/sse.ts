/** Reads server-sent events in tests. */

export interface HeardEvent {
  readonly name: string;
  readonly id?: string;
  readonly data: Record<string, unknown>;
}

/** An open stream whose events are taken one by one, in order. */
export interface Listening {
  readonly status: number;
  readonly headers: Headers;
  /** Gives the next event; undefined when the server has ended the stream. */
  next(): Promise<HeardEvent | undefined>;
  /** Gives the next message that is said, skipping what else happens. */
  nextMessage(): Promise<HeardEvent | undefined>;
  /** Every byte so far, comments included. */
  raw(): string;
  close(): void;
}

/** Opens a stream with the given headers. */
export async function listenTo(url: string, headers: Record<string, string>): Promise<Listening> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const reader = (response.body as ReadableStream<BufferSource>)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let raw = "";
  let rest = "";
  const ready: HeardEvent[] = [];
  const next = async (): Promise<HeardEvent | undefined> => {
    for (;;) {
      const event = ready.shift();
      if (event !== undefined) return event;
      const { done, value } = await reader.read();
      if (done) return undefined;
      raw += value;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const heard = read(block);
        if (heard !== undefined) ready.push(heard);
      }
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    next,
    nextMessage: async () => {
      for (;;) {
        const event = await next();
        if (event === undefined || event.name === "message") return event;
      }
    },
    raw: () => raw,
    close: () => abort.abort(),
  };
}

function read(block: string): HeardEvent | undefined {
  const field = (name: string): string | undefined =>
    block
      .split("\n")
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const [name, id, data] = [field("event"), field("id"), field("data")];
  if (name === undefined || data === undefined) return undefined;
  return { name, data: JSON.parse(data), ...(id !== undefined && { id }) };
}
