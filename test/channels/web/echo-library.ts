/**
 * A web chat with a bot behind it that is just clever enough for tests: it greets, repeats, offers choices and cards, and
 * keeps what was said in memory. The server is the real one.
 */
import type {
  Address,
  Card,
  ChannelEvent,
  ChannelMemory,
  ChannelMessage,
} from "../../../src/channels/channel.ts";
import { WebChannel, type WebChannelOptions } from "../../../src/channels/web/channel.ts";
import type { HistoryItem } from "../../../src/channels/web/render.ts";
import { createServer, type KutsuServer } from "../../../src/server.ts";

export interface EchoLibrary {
  readonly url: string;
  readonly port: number;
  readonly channel: WebChannel;
  readonly server: KutsuServer;
  readonly events: ChannelEvent[];
  readonly failures: string[];
  /** While set, `accept` rejects: the store is down. */
  isDown: boolean;
  /** What a restart does not lose. */
  readonly store: EchoStore;
  /** Says something that nobody asked for. */
  say(to: Address, message: Omit<ChannelMessage, "id">): Promise<ChannelMessage>;
  close(): Promise<void>;
}

/** What the bot keeps outside its process. */
export interface EchoStore {
  readonly history: Map<string, HistoryItem[]>;
  readonly seen: Set<string>;
  readonly memory: ChannelMemory;
}

/** Makes an empty store. */
export function createEchoStore(): EchoStore {
  const kept = new Map<string, string>();
  return {
    history: new Map(),
    seen: new Set(),
    memory: {
      get: async (key) => kept.get(key),
      set: async (key, value) => {
        kept.set(key, value);
      },
      delete: async (...keys) => {
        for (const key of keys) kept.delete(key);
      },
    },
  };
}

interface EchoOptions extends Partial<WebChannelOptions> {
  /** A free one unless told. */
  readonly port?: number;
  /** An empty one unless told. */
  readonly store?: EchoStore;
}

/** Starts one on loopback. */
export async function startEchoLibrary(options: EchoOptions = {}): Promise<EchoLibrary> {
  const { port = 0, store = createEchoStore(), ...channelOptions } = options;
  const { history, seen } = store;
  const events: ChannelEvent[] = [];
  const failures: string[] = [];
  let sent = 0;
  const channel = new WebChannel({
    secret: "a secret for tests only",
    embedOrigins: [],
    memory: store.memory,
    history: async (address, after) => {
      const items = history.get(address) ?? [];
      return items.slice(items.findIndex(({ id }) => id === after) + 1);
    },
    calendar: (id, language) => (id === "a25vd24" ? `BEGIN:VCALENDAR ${language}` : undefined),
    onError: (_, what) => failures.push(what),
    ...channelOptions,
  });
  const remember = (address: Address, item: HistoryItem): void => {
    history.set(address, [...(history.get(address) ?? []), item]);
  };
  const say: EchoLibrary["say"] = async (to, words) => {
    sent += 1;
    const message = { id: `m${sent}`, ...words };
    remember(to, {
      id: message.id,
      at: new Date().toISOString(),
      from: "kutsu",
      text: message.text,
      message,
    });
    await channel.send(to, message);
    return message;
  };
  const server = createServer({
    host: "127.0.0.1",
    port,
    log: { warn: () => undefined, error: (details) => failures.push(JSON.stringify(details)) },
    isReady: async () => undefined,
    graceMs: 200,
  });
  for (const route of channel.routes()) server.route(route);
  const bound = await server.listen();
  const library: EchoLibrary = {
    ...bound,
    channel,
    server,
    events,
    failures,
    isDown: false,
    store,
    say,
    close: async () => {
      await channel.stop();
      await server.close();
    },
  };
  await channel.start(async (event) => {
    if (library.isDown) throw new Error("the store is down");
    if (seen.has(event.from + event.id)) return;
    seen.add(event.from + event.id);
    events.push(event);
    const words = wordsOf(event);
    if (words !== undefined)
      remember(event.from, { id: event.id, at: event.at, from: "patron", text: words });
    // After the event is stored, like the real turn.
    setImmediate(() => void answer(event));
  });
  const answer = async (event: ChannelEvent): Promise<void> => {
    await channel.typing(event.from);
    for (const message of replies(event)) await say(event.from, message);
  };
  return library;
}

const LABELS: Readonly<Record<string, string>> = {
  programs: "Etsi ohjelmaa",
  city: "Älykaupunki",
  "language:en": "In English",
  "language:fi": "Suomeksi",
};

function wordsOf(event: ChannelEvent): string | undefined {
  if (event.kind === "said") return event.text;
  return event.kind === "tapped" ? (LABELS[event.value] ?? event.value) : undefined;
}

function replies(event: ChannelEvent): readonly Omit<ChannelMessage, "id">[] {
  const tapped = event.kind === "tapped" ? event.value : "";
  const language = tapped.startsWith("language:") ? tapped.slice(9) : (event.language ?? "fi");
  const words = language === "en" ? EN : FI;
  if (event.kind === "started" || tapped.startsWith("language:")) {
    return [{ language, text: words.hello, question: "home", choices: words.choices }];
  }
  if (tapped === "programs")
    return [{ language, text: words.found, question: "found", cards: cards(language) }];
  if (event.kind === "said") return [{ language, text: `${words.echo}: ${event.text}` }];
  return [{ language, text: `${words.echo}: ${tapped}` }];
}

const FI = {
  hello:
    "Hei, olen Kutsu, kirjaston keskusteluohjelma. Kerron, mitä kirjastossa tapahtuu, ja kuuntelen, mitä ajattelet.\n\nMistä aloitetaan?",
  echo: "Sanoit",
  found: "Löysin kaksi ohjelmaa tälle viikolle.",
  choices: [
    { label: "Etsi ohjelmaa", value: "programs" },
    { label: "Älykaupunki", value: "city" },
    { label: "Anna palautetta", value: "feedback" },
    { label: "Asetukset", value: "settings" },
  ],
};
const EN = {
  hello:
    "Hello, I am Kutsu, the library’s chat program. I tell you what happens at the library, and I listen to what you think.\n\nWhere shall we begin?",
  echo: "You said",
  found: "I found two programs this week.",
  choices: [
    { label: "Find a program", value: "programs" },
    { label: "Smart city", value: "city" },
    { label: "Give feedback", value: "feedback" },
    { label: "Settings", value: "settings" },
  ],
};

function cards(language: string): readonly Card[] {
  const isFinnish = language === "fi";
  return [
    {
      title: "Satutunti Kallion kirjastossa",
      ...(!isFinnish && { titleLanguage: "fi" }),
      facts: isFinnish
        ? [
            { label: "Milloin", text: "lauantaina 28.11. klo 10.30–11.15" },
            { label: "Missä", text: "Kallion kirjasto, Viides linja 11" },
            { label: "Kenelle", text: "3–6-vuotiaille ja heidän aikuisilleen" },
            { label: "Hinta", text: "maksuton" },
          ]
        : [
            { label: "When", text: "Saturday 28 November, 10.30–11.15" },
            { label: "Where", text: "Kallio Library, Viides linja 11" },
            { label: "For whom", text: "children of 3 to 6 and their grown-ups" },
            { label: "Price", text: "free" },
          ],
      why: isFinnish
        ? "Kysyit tekemistä lapsille viikonlopuksi."
        : "You asked for things to do with children.",
      notes: isFinnish ? [] : ["In Finnish only"],
      links: [
        { label: isFinnish ? "Lue lisää" : "Read more", url: "https://kirjasto.example/satutunti" },
        {
          label: isFinnish ? "Lisää kalenteriin" : "Add to calendar",
          url: `/programs/a25vd24.ics?language=${language}`,
        },
      ],
      choices: [
        { label: isFinnish ? "Kerro lisää" : "Tell me more", value: "details:1" },
        { label: isFinnish ? "Muistuta samanlaisista" : "Tell me about ones like this", value: "like:1" },
      ],
    },
    {
      title: isFinnish ? "3D-tulostuksen alkeet" : "First steps in 3D printing",
      facts: [
        {
          label: isFinnish ? "Milloin" : "When",
          text: isFinnish ? "sunnuntaina 29.11. klo 13–15" : "Sunday 29 November, 13–15",
        },
        {
          label: isFinnish ? "Missä" : "Where",
          text: isFinnish ? "Keskustakirjasto Oodi" : "Central Library Oodi",
        },
      ],
      notes: [isFinnish ? "Paikkoja on vähän" : "Few places left"],
      links: [],
      choices: [{ label: isFinnish ? "Kerro lisää" : "Tell me more", value: "details:2" }],
    },
  ];
}
