import type { Config } from "../config.ts";
import { inLanguage } from "../conversation/in-language.ts";
import { type FeedbackRead, listFeedback } from "../feedback/feedback-store.ts";
import { loadCatalogue } from "../programs/catalogue.ts";
import { samplePrograms } from "../programs/sample-programs.ts";
import { findStoredProgram } from "../programs/stored-program.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { localDate } from "../understanding/local-time.ts";
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
    const titles = await programTitles(redis, config.timeZone);
    let count = 0;
    for await (const item of listFeedback(redis, { since })) {
      count += 1;
      process.stdout.write(json ? `${JSON.stringify(item)}\n` : `${inWords(item, titles)}\n\n`);
    }
    if (!json) process.stdout.write(count === 0 ? "No feedback yet.\n" : `${count} in all.\n`);
  });
}

/** Names programs by their titles, those of the catalogue and the samples; what is neither is the patron's own words. */
async function programTitles(redis: KutsuRedis, timeZone: string): Promise<(id: string) => string> {
  const { json } = await loadCatalogue(redis);
  const samples = samplePrograms(localDate(new Date().toISOString(), timeZone), timeZone);
  const sampled = new Map(samples.map(({ id, title }) => [id, title]));
  return (id) => {
    const stored = json.get(id);
    const title = stored === undefined ? sampled.get(id) : findStoredProgram(stored)?.program.title;
    return title === undefined ? id : `${inLanguage(title, "fi").text}, ${id}`;
  };
}

function inWords(item: FeedbackRead, titles: (id: string) => string): string {
  const { id, at, about, program, rating, text, mayAnswer, contact, language, transcript, patron } = item;
  const facts = [
    `${at}  ${about}${program === undefined ? "" : ` (${titles(program)})`}  ${language}`,
    rating === undefined ? undefined : `${rating}/5`,
    mayAnswer
      ? `may be answered${contact === undefined ? " in the chat" : `: ${contact}`}`
      : "no answer needed",
    `feedback ${id}, patron ${patron}`,
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
