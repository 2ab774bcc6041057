import { createInterface } from "node:readline";
import type { Config } from "../config.ts";
import { inLanguage } from "../conversation/in-language.ts";
import { Speaker } from "../conversation/speak.ts";
import { reasonInWords } from "../conversation/speak-card.ts";
import { spanInWords } from "../conversation/speak-time.ts";
import { type ImportResult, importPrograms } from "../programs/catalogue.ts";
import { samplePrograms } from "../programs/sample-programs.ts";
import { readPrograms, Shelf } from "../programs/shelf.ts";
import { loadLanguageFiles } from "../understanding/language-files.ts";
import { loadLibraryNames } from "../understanding/libraries.ts";
import { slotsJson } from "../understanding/slots-json.ts";
import { createUnderstanding } from "../understanding/understand.ts";
import type { Understanding } from "../understanding/understanding.ts";
import type { Language, Understood } from "../understanding/understood.ts";
import { scoreInWords, searchInWords } from "./found-in-words.ts";
import { withRedis } from "./with-redis.ts";

/** Imports programs from sources into the catalogue, with progress on stderr. */
export async function importAll(
  config: Config,
  sources: readonly string[],
  { json }: { readonly json?: boolean },
): Promise<void> {
  await withRedis(config, async (redis) => {
    for (const source of sources) {
      const now = new Date().toISOString();
      const onProgress = progressBar(source);
      const result = await importPrograms(redis, source, {
        now,
        timeZone: config.timeZone,
        onProgress: onProgress.show,
      });
      onProgress.end();
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${inWords(source, result)}\n`);
    }
  });
}

function inWords(source: string, result: ImportResult): string {
  const { read, added, changed, unchanged, cancelled, skipped, cancellations, dropped } = result;
  return [
    `${source}: ${read} read: ${added} added, ${changed} changed, ${unchanged} unchanged, ${cancelled} cancelled, ${skipped.length} skipped.`,
    ...(dropped > 0 ? [`  ${dropped} that the source no longer has were dropped.`] : []),
    ...cancellations.map(({ id, title }) => `  cancelled ${named(id, inLanguage(title, "fi").text)}`),
    ...skipped.map(({ id, why }) => `  skipped ${id}: ${why}`),
  ].join("\n");
}

/** A notice of cancellation may come without a title. */
function named(id: string, title: string): string {
  return title.trim() === "" ? id : `${id}: ${title}`;
}

/** Draws a bar where a person is watching, and nothing into a file. */
function progressBar(source: string): {
  show(progress: { read: number; total?: number }): void;
  end(): void;
} {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  const width = 30;
  return {
    show: ({ read, total }) => {
      const filled =
        total === undefined || total === 0 ? 0 : Math.round((width * Math.min(read, total)) / total);
      stderr.write(
        `\r${source.slice(-40)} [${"#".repeat(filled)}${"-".repeat(width - filled)}] ${read}${total === undefined ? "" : `/${total}`}`,
      );
    },
    end: () => stderr.write("\r\u001b[K"),
  };
}

export interface FindOptions {
  /** A source to search instead of the catalogue. */
  readonly programs?: string;
  readonly now?: string;
  readonly language?: Language;
  readonly limit: number;
  readonly json?: boolean;
  /** How it came to that is told too. */
  readonly explain?: boolean;
}

/** Prints what would be recommended for a query, or for each line of stdin. */
export async function find(config: Config, query: string | undefined, options: FindOptions): Promise<void> {
  const { timeZone } = config;
  const now = options.now ?? new Date().toISOString();
  const understanding = await createUnderstanding({ timeZone, files: loadLanguageFiles() });
  const libraries = loadLibraryNames();
  const speaker = new Speaker({ timeZone, places: libraries, helplines: config.helplines });
  const shelf = new Shelf({
    reader: understanding,
    timeZone,
    libraries,
    samples: (today) => samplePrograms(today, timeZone),
  });
  const answer = (text: string) =>
    printFound({ shelf, text, now, options, understanding, speaker, timeZone });
  if (options.programs !== undefined) await shelf.put(await readPrograms(options.programs, timeZone, now));
  else await withRedis(config, (redis) => shelf.refresh(redis, now));
  if (query !== undefined) return answer(query);
  for await (const line of createInterface({ input: process.stdin })) answer(line);
}

interface Finding {
  readonly shelf: Shelf;
  readonly text: string;
  readonly now: string;
  readonly options: FindOptions;
  readonly understanding: Understanding;
  readonly speaker: Speaker;
  readonly timeZone: string;
}

function printFound(finding: Finding): void {
  const { shelf, text, now, options, understanding } = finding;
  const understood = understanding.understand(text, { now, language: options.language });
  const language = options.language ?? (understood.language === "en" ? "en" : "fi");
  const { slots, unwanted } = understood;
  const wish = { text, slots, unwanted, language, interests: [], without: [], limit: options.limit };
  const found: Found = shelf.explain(wish, now);
  const told = options.json
    ? JSON.stringify(foundJson(found, understood, { ...finding, language }))
    : foundInWords(found, understood, { ...finding, language }).join("\n");
  process.stdout.write(`${told}\n`);
}

type Found = ReturnType<Shelf["explain"]>;
type Telling = Finding & { readonly language: Language };

function foundJson({ results, relaxed, explanation }: Found, understood: Understood, telling: Telling) {
  const { text, speaker, language, options } = telling;
  const listed = results.map(({ program, score, reasons }) => ({
    id: program.id,
    title: inLanguage(program.title, language).text,
    start: program.start,
    score,
    reasons: reasons.map((reason) => ({
      kind: reason.kind,
      text: reasonInWords(reason, { speaker, language }),
    })),
  }));
  const { intent, confidence, slots } = understood;
  return {
    ...{ query: text, results: listed, relaxed },
    ...(options.explain &&
      explanation && {
        explanation: {
          understood: { language: understood.language ?? null, intent, confidence, slots: slotsJson(slots) },
          ...explanation,
        },
      }),
  };
}

function foundInWords(
  { results, relaxed, explanation }: Found,
  understood: Understood,
  { text, speaker, language, timeZone, now, options }: Telling,
): readonly string[] {
  const lines = results.flatMap(({ program, reasons }, at) => {
    const why = reasons.map((reason) => reasonInWords(reason, { speaker, language })).join(", ");
    const where = program.place === undefined ? "" : inLanguage(program.place.name, language).text;
    const explained = explanation?.programs[at];
    return [
      `  ${inLanguage(program.title, language).text}`,
      `    ${spanInWords(program, { language, timeZone, now })}  ${where}`,
      ...(why === "" ? [] : [`    ${why}`]),
      ...(explained?.isOnlyMentioned ? ["    (only the description mentions what was asked for)"] : []),
      ...(options.explain && explained !== undefined ? scoreInWords(explained) : []),
    ];
  });
  return [
    text,
    ...(options.explain && explanation !== undefined ? searchInWords(understood, explanation) : []),
    ...relaxed.map(({ slot, from, to }) => `  (${slot}: ${from} -> ${to})`),
    ...(lines.length === 0 ? ["  nothing found"] : lines),
  ];
}
