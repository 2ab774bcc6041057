/** Plays a whole conversation through the turn, as a patron on a channel does; what is stored is stored and read back. */

import { dialogs } from "../../dialogs/all.ts";
import type { Address, ChannelEvent, ChannelMessage } from "../../src/channels/channel.ts";
import { composeAnnouncement } from "../../src/conversation/announced.ts";
import type { Commit, Snapshot } from "../../src/conversation/commit.ts";
import { announcementAsked } from "../../src/conversation/react.ts";
import { type TurnTools, takeTurn } from "../../src/conversation/turn.ts";
import type { Announcement } from "../../src/outreach/announcements/announcement.ts";
import { parsePatron, storedPatron } from "../../src/patrons/patron.ts";
import type { Program } from "../../src/programs/program.ts";
import { Shelf } from "../../src/programs/shelf.ts";
import { isCrisis } from "../../src/understanding/crisis.ts";
import { loadLanguageFiles } from "../../src/understanding/language-files.ts";
import { loadLibraryNames } from "../../src/understanding/libraries.ts";
import { createMorphology } from "../../src/understanding/morphology.ts";
import { createRedactor } from "../../src/understanding/redact.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import { NOW, nearestLibraries, PROGRAMS, speaker, TIME_ZONE } from "./services.ts";
import { RULES } from "./wakes.ts";

/** Loads everything a turn is taken with: the real understanding, and a real shelf of a few programs. */
export async function loadTurnTools(programs: readonly Program[] = PROGRAMS): Promise<TurnTools> {
  const files = loadLanguageFiles();
  const understanding = await createUnderstanding({ timeZone: TIME_ZONE, files });
  const shelf = new Shelf({ reader: understanding, timeZone: TIME_ZONE, libraries: loadLibraryNames() });
  await shelf.put(programs);
  const redactor = createRedactor({ morphology: createMorphology(files) });
  return {
    dialogs,
    programs: shelf,
    speaker,
    timeZone: TIME_ZONE,
    outreach: RULES,
    isCrisis,
    nearestLibraries,
    deskId: (id) => id,
    understanding,
    redact: (text, language) => redactor.redact(text, language).redacted,
    exportUrl: () => "http://kutsu.test/my-data/token",
  };
}

type Done =
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "tapped"; readonly value: string; readonly question: string }
  | { readonly kind: "started"; readonly payload?: string }
  | { readonly kind: "reachability"; readonly reachable: boolean }
  | { readonly kind: "due" }
  | { readonly kind: "tried"; readonly announcement: string }
  | {
      readonly kind: "joined";
      readonly address: Address;
      readonly owner: Address;
      readonly language?: string;
    };

/** One patron's conversation on one address. */
export class Chat {
  readonly address: Address;
  readonly commits: Commit[] = [];
  readonly #tools: TurnTools;
  readonly #platformLanguage: string | undefined;
  #now: string;
  readonly #scope: "private" | "group";
  readonly #announcements: readonly Announcement[];
  #state = "";

  /** `language` is what the platform tells; `state` is a patron as stored. */
  constructor(
    tools: TurnTools,
    options: {
      language?: string;
      state?: string;
      now?: string;
      scope?: "private" | "group";
      address?: Address;
      /** Those that are still there. */
      announcements?: readonly Announcement[];
    } = {},
  ) {
    this.address = options.address ?? "test:1";
    this.#tools = tools;
    this.#platformLanguage = options.language;
    this.#state = options.state ?? "";
    this.#now = options.now ?? NOW;
    this.#scope = options.scope ?? "private";
    this.#announcements = options.announcements ?? [];
  }

  /** Says something; gives the answer as one text. */
  say(text: string): string {
    return this.do({ kind: "said", text });
  }

  /** Taps a choice of the last message by its value; by its label as well. */
  tap(choice: string, question = this.question): string {
    const value = this.choices.find(({ label }) => label === choice)?.value ?? choice;
    return this.do({ kind: "tapped", value, question });
  }

  start(payload?: string): string {
    return this.do({ kind: "started", ...(payload !== undefined && { payload }) });
  }

  /** Lets time pass until an instant (ISO 8601), and looks whether the patron is to be written to. */
  due(now: string): string {
    this.#now = now;
    return this.do({ kind: "due" });
  }

  /** Is told of an announcement; gives what it says. */
  announce(announcement: Announcement, now = this.#now): string {
    this.#now = now;
    const about = { id: "1-1", address: this.address, announcement, now, tools: this.#tools } as const;
    const { patron, message, transcript } = composeAnnouncement(this.patron, {
      ...about,
      revision: this.commits.length,
    });
    const nothing = { feedback: [], contacts: [], withdrawn: [], erase: false };
    this.commits.push({ ...nothing, patron, messages: [{ to: this.address, message }], transcript });
    this.#state = storedPatron(patron);
    return message.text;
  }

  do(done: Done): string {
    const revision = this.commits.length;
    const event: ChannelEvent = {
      id: `e${revision}`,
      from: this.address,
      at: this.#now,
      scope: this.#scope,
      ...(this.#platformLanguage !== undefined && { language: this.#platformLanguage }),
      ...done,
    };
    const snapshot: Snapshot = { id: "1-1", revision, patron: parsePatron(this.#state), inbox: [event] };
    const asked = announcementAsked(snapshot, event);
    const announcement = this.#announcements.find(({ id }) => id === asked);
    const commit = takeTurn(snapshot, event, { tools: this.#tools, now: this.#now, announcement });
    this.commits.push(commit);
    this.#state = commit.erase ? "" : storedPatron(commit.patron);
    return this.texts.join("\n\n");
  }

  /** The patron as stored. */
  get state(): string {
    return this.#state;
  }

  get patron() {
    return parsePatron(this.#state);
  }

  get last(): Commit {
    const last = this.commits.at(-1);
    if (last === undefined) throw new Error("Cannot look at the last turn: none was taken");
    return last;
  }

  get messages(): readonly ChannelMessage[] {
    return this.commits.at(-1)?.messages.map(({ message }) => message) ?? [];
  }

  get texts(): readonly string[] {
    return this.messages.map(({ text }) => text);
  }

  /** Choices of the last message, as tapped. */
  get choices(): readonly { readonly label: string; readonly value: string }[] {
    return this.messages.at(-1)?.choices ?? [];
  }

  get labels(): readonly string[] {
    return this.choices.map(({ label }) => label);
  }

  get question(): string {
    return this.messages.at(-1)?.question ?? "";
  }

  /** Where the dialog under way stands, e.g. `feedback.rating`. */
  get at(): string | undefined {
    const progress = this.patron.talks[this.address]?.progress;
    return progress && `${progress.dialog}.${progress.state.at}`;
  }
}
