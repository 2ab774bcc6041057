import { PassThrough, Readable } from "node:stream";
import { expect, test } from "@jest/globals";
import type { ChannelEvent } from "../../../src/channels/channel.ts";
import { TerminalChannel } from "../../../src/channels/terminal/channel.ts";

type Accept = (event: ChannelEvent) => Promise<void>;

/** Runs lines through the channel; `accept` may answer with `channel.send`. */
async function run(
  lines: string,
  {
    accept,
    isTTY = false,
  }: { accept: (event: ChannelEvent, channel: TerminalChannel) => Promise<void>; isTTY?: boolean },
): Promise<string> {
  const output = new PassThrough();
  const chunks: string[] = [];
  output.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  const input = Object.assign(Readable.from([lines]), { isTTY });
  const channel = new TerminalChannel({
    input,
    output,
    name: "maija",
    language: "fi",
    answered: async () => {},
  });
  await channel.start(((event) => accept(event, channel)) satisfies Accept);
  await channel.ended;
  await channel.stop();
  return chunks.join("");
}

const echo = async (event: ChannelEvent, channel: TerminalChannel) => {
  const text = event.kind === "said" ? `Sanoit: ${event.text}` : event.kind;
  await channel.send(event.from, { id: event.id, text, language: "fi" });
};

test("lines from a pipe are shown and answered in order, the last one too", async () => {
  const shown = await run("hei\nkiitos", { accept: echo });
  expect(shown).toBe("> hei\n\nSanoit: hei\n\n> kiitos\n\nSanoit: kiitos\n\n");
});

test("a line is answered before the next is read", async () => {
  const order: string[] = [];
  await run("1\n2\n3\n", {
    accept: async (event) => {
      const text = event.kind === "said" ? event.text : "";
      order.push(`begin ${text}`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`end ${text}`);
    },
  });
  expect(order).toEqual(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
});

test("at a keyboard the conversation begins by itself, with a prompt before each line", async () => {
  const shown = await run("hei\n", { accept: echo, isTTY: true });
  expect(shown).toBe("\nstarted\n\n> \nSanoit: hei\n\n> ");
});

test("a message that cannot be stored is said to be so, and the next one is read", async () => {
  let refused = 0;
  const shown = await run("hei\nkiitos\n", {
    accept: async (event, channel) => {
      if (refused === 0) {
        refused += 1;
        throw new Error("Redis is down");
      }
      await echo(event, channel);
    },
  });
  expect(shown).toContain("Cannot store the message: Redis does not answer.");
  expect(shown).toContain("Sanoit: kiitos");
});

test("every name is a conversation of its own", async () => {
  const addresses: string[] = [];
  await run("hei\n", {
    accept: async ({ from }) => {
      addresses.push(from);
    },
  });
  expect(addresses).toEqual(["terminal:maija"]);
});
