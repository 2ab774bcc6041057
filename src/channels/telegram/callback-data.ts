/**
 * What a button carries: its value and the question it belonged to, in the 64 bytes that Telegram allows. What is longer
 * is kept in the channel's memory, and the button carries a short name of it.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { ChannelMemory } from "../channel.ts";

/** A tapped choice: what it stands for, and the question it belonged to. */
export interface Tapped {
  readonly value: string;
  readonly question: string;
}

/** Choices that answer a question are used up by an answer; those of a card stay. */
export type ChoiceKind = "answer" | "card";

const LIMIT_BYTES = 64;
/** Long values are forgotten after this: a button that old is told to be stale. */
const TTL_SECONDS = 30 * 24 * 3600;
const MARKS: Readonly<Record<ChoiceKind, string>> = { answer: "?", card: "+" };
const KEPT = "#";

const kept = z.tuple([z.string(), z.string()]);

/** Packs a choice. The same choice is packed alike every time, so that sending again keeps nothing new. */
export async function packChoice(
  kind: ChoiceKind,
  { value, question }: Tapped,
  memory: ChannelMemory,
): Promise<string> {
  const plain = `${MARKS[kind]}${question} ${value}`;
  const isReadable = !question.includes(" ") && !question.startsWith(KEPT);
  if (isReadable && Buffer.byteLength(plain) <= LIMIT_BYTES) return plain;
  const content = JSON.stringify([question, value]);
  const name = createHash("sha256").update(content).digest("base64url").slice(0, 24);
  await memory.set(`choice:${name}`, content, TTL_SECONDS);
  return `${MARKS[kind]}${KEPT}${name}`;
}

/** Unpacks a choice. One that is forgotten or not ours belongs to no question, and is told to be stale. */
export async function unpackChoice(data: string, memory: ChannelMemory): Promise<Tapped> {
  const body = data.slice(1);
  if (body.startsWith(KEPT)) {
    const content = await memory.get(`choice:${body.slice(KEPT.length)}`);
    const [question, value] = content === undefined ? ["", ""] : kept.parse(JSON.parse(content));
    return { question, value };
  }
  const gap = body.indexOf(" ");
  return gap < 0 ? { value: "", question: "" } : { question: body.slice(0, gap), value: body.slice(gap + 1) };
}

/** Tells whether a button stays when the question above it is answered. */
export function staysOpen(data: string): boolean {
  return data.startsWith(MARKS.card);
}
