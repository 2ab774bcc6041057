/** Plays a whole conversation through the turn, as a patron on a channel does; what is stored is stored and read back. */

import { dialogs } from "../../dialogs/all.ts";
import type { Address, ChannelEvent, ChannelMessage } from "../../src/channels/channel.ts";
import type { Commit, Snapshot } from "../../src/conversation/commit.ts";
import { type TurnTools, takeTurn } from "../../src/conversation/turn.ts";
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
  | { readonly kind: "due" };

/** One patron's conversation on one address. */
export class Chat {
  readonly address: Address = "test:1";
  readonly commits: Commit[] = [];
  readonly #tools: TurnTools;
  readonly #platformLanguage: string | undefined;
  #now: string;
  readonly #scope: "private" | "group";
  #state = "";

  /** `language` is what the platform tells; `state` is a patron as stored. */
  constructor(
    tools: TurnTools,
    options: { language?: string; state?: string; now?: string; scope?: "private" | "group" } = {},
  ) {
    this.#tools = tools;
    this.#platformLanguage = options.language;
    this.#state = options.state ?? "";
    this.#now = options.now ?? NOW;
    this.#scope = options.scope ?? "private";
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
    const commit = takeTurn(snapshot, event, { tools: this.#tools, now: this.#now });
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
