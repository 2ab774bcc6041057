/** A person at the terminal channel: types lines, and reads what is printed as a person reads it. */
import { PassThrough, Writable } from "node:stream";
import { TerminalChannel } from "../../../src/channels/terminal/channel.ts";

interface TerminalPatronOptions {
  /** At a keyboard; a pipe unless told. */
  readonly isTTY?: boolean;
  /** Resolves when everything accepted so far is answered; at once unless told. */
  readonly answered?: () => Promise<void>;
}

/** How a line fared: it was answered, or it is to be typed again. */
export type LineTaken = "taken" | "again";

/** A message as it is printed. */
export interface Printed {
  /** All words of it, without the numbers and the choices. */
  readonly text: string;
  /** The choices that have a number to type; one on a card that goes by the card's title has it as its label. */
  readonly choices: readonly { readonly label: string; readonly number: string }[];
}

const PROMPT = "> ";
/** A card that is picked by its title, or a line of the list. */
const CARD = /^(\d+)\. (.+)$/;
const CHOICE = /^ {3}(\d+)(?:\. (.+))?$/;

/** Someone called maija. */
export class TerminalPatron {
  readonly channel: TerminalChannel;
  readonly #input: PassThrough & { isTTY: boolean };
  readonly #printed: string[] = [];
  #tell: (how: LineTaken) => void = () => undefined;

  constructor({ isTTY = false, answered = async () => undefined }: TerminalPatronOptions) {
    this.#input = Object.assign(new PassThrough(), { isTTY });
    const output = new Writable({
      write: (chunk, _, done) => {
        this.#printed.push(String(chunk));
        if (String(chunk).includes("Cannot store the message")) this.#tell("again");
        done();
      },
    });
    this.channel = new TerminalChannel({
      ...{ input: this.#input, output, name: "maija" },
      answered: async () => {
        await answered();
        this.#tell("taken");
      },
    });
  }

  /** Types a line; resolves to how it fared. */
  type(line: string): Promise<LineTaken> {
    const taken = this.nextLine();
    this.#input.write(`${line}\n`);
    return taken;
  }

  /** Resolves to how the next line fares; at a keyboard, the first one is typed by the channel itself. */
  nextLine(): Promise<LineTaken> {
    return new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  /** What Kutsu said, oldest first: each message is printed at once. */
  heard(): readonly Printed[] {
    return this.#printed.filter((text) => !text.startsWith(PROMPT)).map(read);
  }

  async stop(): Promise<void> {
    this.#input.end();
    await this.channel.ended;
  }
}

function read(printed: string): Printed {
  const text: string[] = [];
  const choices: Printed["choices"][number][] = [];
  for (const line of printed.split("\n")) {
    const [, cardNumber, title] = CARD.exec(line) ?? [];
    const [, number, label = number] = CHOICE.exec(line) ?? [];
    if (cardNumber !== undefined && title !== undefined) {
      text.push(title);
      choices.push({ label: title, number: cardNumber });
    } else if (number !== undefined && label !== undefined) choices.push({ label, number });
    else text.push(line);
  }
  return { text: text.join("\n"), choices };
}
