import type { AudienceCount } from "../../patrons/segments/audience.ts";
import type { AnnouncementContent } from "./announcement.ts";
import { type CheckOptions, checkDraft, type Finding } from "./check.ts";
import { type DraftFile, readDraftFile } from "./draft-file.ts";
import type { Problem } from "./yaml-places.ts";

/** What came of a file: its content when nothing is wrong with it. */
export interface CheckedFile {
  readonly content?: AnnouncementContent;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly count?: AudienceCount;
}

/** Reads and checks the file of an announcement; everything is told at once, in the order of its lines. */
export async function checkFile(source: string, options: CheckOptions): Promise<CheckedFile> {
  const file = readDraftFile(source, options.timeZone);
  const { draft } = file;
  // What is no YAML says nothing that could be checked.
  const isRead = Object.keys(draft.texts).length > 0 || draft.audience !== undefined;
  const checked = isRead ? await checkDraft(draft, options) : { problems: [], warnings: [] };
  // A part that could not be read is not missing as well.
  const found = checked.problems.filter((one) => !isToldOf(one, file));
  const problems = inOrder([...file.problems, ...found.map((one) => placed(one, file))]);
  const { audience, choices } = draft;
  return {
    ...(problems.length === 0 &&
      audience !== undefined &&
      choices !== undefined && { content: { ...draft, audience, choices } }),
    problems,
    warnings: inOrder(checked.warnings.map((one) => placed(one, file))),
    ...(checked.count !== undefined && { count: checked.count }),
  };
}

/** Says a problem as compilers do: `tiedote.yaml:3:7: what is wrong`. */
export function problemInWords(file: string, { line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}

function isToldOf({ path, about = path }: Finding, { unread }: DraftFile): boolean {
  return [path, about].some((part) => unread.has(part) || unread.has(part.split(".", 1)[0] ?? ""));
}

function placed({ path, message, fragment, at }: Finding, { draft, placeOf }: DraftFile): Problem {
  if (at === undefined) return { ...placeOf(path, fragment), message };
  // The word that the mistake is at, and how many of its kind come before.
  const text = draft.audience ?? "";
  const word = /^\S+/.exec(text.slice(at))?.[0];
  if (word === undefined) return { ...placeOf(path), message };
  return { ...placeOf(path, word, text.slice(0, at).split(word).length - 1), message };
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((one, other) => one.line - other.line || one.column - other.column);
}
