/** Splits an answer into the statements it makes: who asks for two things in one answer is counted with both. */

/** Statements taken of one answer; the last holds the rest. */
const MOST_STATEMENTS = 40;
/** What is shorter says nothing by itself: "Kiitos!", "Please." */
const SHORTEST_WORDS = 3;
const CHARACTERS_READ = 8_000;

/** Ends of sentences, lines and items; an abbreviation or a date ("klo 10.30", "5.12.") ends none. */
const BREAK =
  /(?<=[^\s\d.]{2}[.!?…]["”')\]]{0,2})\s+(?=["“(]?[\p{Lu}\p{N}])|(?<=[!?])\s+|\s*(?:\r?\n|\r)+\s*(?:[-*•–]\s+)?|\s*;\s+/u;

/** Gives the statements of a text in order, all of its words among them; a text of one statement as it is. */
export function splitStatements(text: string): readonly string[] {
  const pieces = text
    .slice(0, CHARACTERS_READ)
    .split(BREAK)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  const statements: string[] = [];
  for (const piece of pieces) {
    const isWhole = countWords(piece) >= SHORTEST_WORDS && statements.length < MOST_STATEMENTS;
    const before = statements.pop();
    if (before === undefined) statements.push(piece);
    else if (isWhole && countWords(before) >= SHORTEST_WORDS) statements.push(before, piece);
    else statements.push(`${before} ${piece}`);
  }
  return statements;
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)?.length ?? 0;
}
