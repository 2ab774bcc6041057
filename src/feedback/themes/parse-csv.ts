/**
 * Reads comma-separated values as spreadsheets write them: quoted fields with line breaks, commas, semicolons or tabs. A quote that
 * is never closed costs its own line only.
 */

/** One record, and the line of the file it begins at, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
  /** The record opens a quote that nothing closes; its fields are those of its first line. */
  readonly isUnclosed?: true;
}

const SEPARATORS = [",", ";", "\t"] as const;

/** Tells what separates fields by the first line: what stands most often outside quotes. */
export function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, "") ?? "";
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** Gives the records of a text in order; blank lines are none. */
export function* parseCsv(text: string, separator: string): Generator<CsvRecord> {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const quoted = readRecord(text, at, separator);
    // Only one quote of a file can have no end, so the rest is read twice at most.
    const { fields, end } = quoted ?? readLine(text, at, separator);
    if (fields.length > 1 || fields[0]?.trim() !== "")
      yield { line, fields, ...(quoted === undefined && { isUnclosed: true as const }) };
    line += linesIn(text, at, end);
    at = end;
  }
}

interface Read {
  readonly fields: string[];
  /** Where the next record begins. */
  readonly end: number;
}

/** Reads a record; undefined when one of its quotes is never closed. */
function readRecord(text: string, start: number, separator: string): Read | undefined {
  const fields: string[] = [];
  for (let at = start; ; ) {
    let field = "";
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close < 0) return undefined;
      field = text.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    }
    // What follows a closing quote belongs to the field, as spreadsheets have it.
    const end = fieldEnd(text, at, separator);
    fields.push(field + text.slice(at, end));
    if (text[end] !== separator) return { fields, end: afterBreak(text, end) };
    at = end + 1;
  }
}

function readLine(text: string, start: number, separator: string): Read {
  const end = fieldEnd(text, start, "\n");
  return { fields: text.slice(start, end).split(separator), end: afterBreak(text, end) };
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function fieldEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
}

function afterBreak(text: string, at: number): number {
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to && at < text.length; at += 1) {
    if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) count += 1;
  }
  return count;
}
