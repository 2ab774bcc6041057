/** The terminal as a channel: a person at a keyboard, or lines from a pipe. Every line is answered before the next is read. */
import { createInterface } from "node:readline";
import type { Address, Channel, ChannelEvent, ChannelMessage, ChannelRoute, Receipt } from "../channel.ts";
import { parseLine } from "./parse.ts";
import { renderText } from "./render.ts";

export interface TerminalOptions {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  /** Names the patron: the same name goes on with the same conversation. */
  readonly name: string;
  /** BCP 47; the language to begin in. */
  readonly language?: string;
  /** Resolves when everything accepted so far is answered. */
  readonly answered: () => Promise<void>;
}

const PROMPT = "> ";

export class TerminalChannel implements Channel {
  readonly name = "terminal";
  /** Resolves when the input has ended. */
  readonly ended: Promise<void>;
  readonly #options: TerminalOptions;
  readonly #address: Address;
  #end: () => void = () => undefined;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#address = `terminal:${options.name}`;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  routes(): readonly ChannelRoute[] {
    return [];
  }

  async identify(): Promise<string> {
    return "the terminal";
  }

  async start(accept: (event: ChannelEvent) => Promise<void>): Promise<void> {
    void this.#read(accept);
  }

  async stop(): Promise<void> {
    this.#end();
  }

  async typing(): Promise<void> {}

  async send(_to: Address, message: ChannelMessage): Promise<Receipt> {
    this.#options.output.write(`\n${renderText(message)}\n\n`);
    return message.id;
  }

  limitsOf(): readonly [] {
    return [];
  }

  async forget(): Promise<void> {}

  async #read(accept: (event: ChannelEvent) => Promise<void>): Promise<void> {
    const { input, output, language, answered } = this.#options;
    const hear = async (line: string) => {
      try {
        await accept(parseLine(line, this.#address, language));
        await answered();
      } catch {
        output.write(
          "\nCannot store the message: Redis does not answer. Please send it again in a moment.\n\n",
        );
      }
    };
    if (input.isTTY) await hear("/start");
    const lines = createInterface({ input, terminal: false });
    if (input.isTTY) output.write(PROMPT);
    for await (const line of lines) {
      if (!input.isTTY) output.write(`${PROMPT}${line}\n`);
      await hear(line);
      if (input.isTTY) output.write(PROMPT);
    }
    this.#end();
  }
}
