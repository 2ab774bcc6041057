/** What may not be in the text of an announcement: everybody gets the same one, on every channel. */

/** What is shown at once wherever it is sent: a section of Slack takes the least. */
export const TEXT_LIMIT = 3000;

/** Something wrong with a part of a text: the part as it stands there, and why. */
export interface TextProblem {
  readonly fragment?: string;
  readonly why: string;
}

/** The signs that other programs fill in, of mail mergers, templates and bots. */
const PLACEHOLDERS = [
  /\{\{[^{}\n]*\}\}/gu,
  /\$?\{[\p{L}\p{N}_$][^{}\n]*\}/gu,
  /%[\p{Lu}_][\p{Lu}\p{N}_]+%/gu,
  /\*\|[^|\n]+\|\*/gu,
  /<<[^<>\n]+>>/gu,
  /\[\[[^[\]\n]+\]\]/gu,
  /\[(?:first ?name|last ?name|full ?name|name|etunimi|sukunimi|nimi|förnamn|namn)\]/giu,
  /<(?:first ?name|last ?name|name|etunimi|sukunimi|nimi|förnamn|namn)>/giu,
  /@(?:contact|fields|urns)(?:\.[\w.]+)?\b/gu,
];

/** Finds everything in a text that may not be in it. */
export function problemsInText(text: string): readonly TextProblem[] {
  const length = [...text].length;
  return [
    ...(length > TEXT_LIMIT
      ? [
          {
            why: `it has ${length} characters, and ${TEXT_LIMIT} are shown on every channel: shorten it by ${length - TEXT_LIMIT}, and link to the rest`,
          },
        ]
      : []),
    ...placeholdersIn(text).map((fragment) => ({
      fragment,
      why: `"${fragment}" would be sent as it stands: everybody gets the same text, and nobody's name is put into it (leave it out)`,
    })),
    ...[...new Set(text.match(UNSEEN) ?? [])].map((fragment) => ({
      fragment,
      why: `a character that cannot be seen is in it, U+${hex(fragment)}: type the line anew`,
    })),
  ];
}

/** Control characters, those that have no width, and those that turn the order of letters around. */
const UNSEEN = /(?![\n\t])[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function placeholdersIn(text: string): readonly string[] {
  let left = text;
  const found: string[] = [];
  // What one form has found is no part of another.
  for (const form of PLACEHOLDERS)
    left = left.replace(form, (placeholder) => {
      found.push(placeholder);
      return " ";
    });
  return [...new Set(found)];
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
