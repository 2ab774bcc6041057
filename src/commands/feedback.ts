import type { Config } from "../config.ts";
import { type FeedbackRead, listFeedback } from "../feedback/feedback-store.ts";
import { withRedis } from "./with-redis.ts";

/** Prints the feedback that came in, oldest first, each with its part of the transcript. */
export async function listGiven(
  config: Config,
  { since, json }: { readonly since?: string; readonly json?: boolean },
): Promise<void> {
  if (since !== undefined && Number.isNaN(Date.parse(since))) {
    throw new Error(`Cannot read --since "${since}": not a date such as 2026-11-01 or 2026-11-01T10:00:00Z`);
  }
  await withRedis(config, async (redis) => {
    let count = 0;
    for await (const item of listFeedback(redis, { since })) {
      count += 1;
      process.stdout.write(json ? `${JSON.stringify(item)}\n` : `${inWords(item)}\n\n`);
    }
    if (!json) process.stdout.write(count === 0 ? "No feedback yet.\n" : `${count} in all.\n`);
  });
}

function inWords(item: FeedbackRead): string {
  const { id, at, about, program, rating, text, mayAnswer, contact, language, transcript } = item;
  const facts = [
    `${at}  ${about}${program === undefined ? "" : ` (${program})`}  ${language}`,
    rating === undefined ? undefined : `${rating}/5`,
    mayAnswer
      ? `may be answered${contact === undefined ? " in the chat" : `: ${contact}`}`
      : "no answer needed",
    id,
  ];
  const turns = transcript.flatMap(({ patron, said }) => [
    ...(patron.text === undefined ? [] : [`    patron: ${patron.text}`]),
    ...said.map((message) => `    kutsu:  ${message.text.replaceAll("\n", "\n            ")}`),
  ]);
  return [
    facts.filter((fact) => fact !== undefined).join("  |  "),
    `  ${text.replaceAll("\n", "\n  ")}`,
    ...turns,
  ].join("\n");
}
