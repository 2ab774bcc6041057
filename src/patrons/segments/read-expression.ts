/**
 * Reads an audience from text: `interest:makers & (district:kallio | age:7) & !attended:helmet:123`. `and`, `or` and `not` say the same
 * as `&`, `|` and `!`; quotes hold what has spaces: `interest:"board games"`. A mistake is told with its place.
 */
import {
  DEPTH_LIMIT,
  type Expression,
  LENGTH_LIMIT,
  segmentTerm,
  TERMS_LIMIT,
  termsOf,
  valuesOf,
} from "./expression.ts";
import { nearest } from "./nearest.ts";
import { ALONE, KINDS, type Kind } from "./segment.ts";

/** A mistake in an audience. */
export class ExpressionError extends Error {
  /** What was expected and what stands there. */
  readonly why: string;
  /** The character it is at, from 0. */
  readonly at: number;

  constructor(message: string, { why, at }: { readonly why: string; readonly at: number }) {
    super(message);
    this.why = why;
    this.at = at;
  }
}

/** Reads an audience; throws an {@link ExpressionError} of several lines that points at the place of a mistake. */
export function readExpression(text: string): Expression {
  if (text.length > LENGTH_LIMIT)
    throw new ExpressionError(
      `Cannot read an audience of ${text.length} characters: at most ${LENGTH_LIMIT} are read (split it into several)`,
      { why: `it has ${text.length} characters, and at most ${LENGTH_LIMIT} are read`, at: 0 },
    );
  return new Reader(text).read();
}

interface Token {
  readonly is: "&" | "|" | "!" | "(" | ")" | "word" | "end";
  readonly text: string;
  readonly at: number;
}

const SIGNS = "&|!()";
const WORDS: Readonly<Record<string, Token["is"]>> = { and: "&", or: "|", not: "!" };
const A_SEGMENT = 'a segment such as interest:makers, "!" or "("';

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = this.#split();
  }

  read(): Expression {
    const expression = this.#either(0);
    const left = this.#token();
    if (left.is === ")") this.#fail(left.at, 'a "(" that this ")" closes');
    if (left.is !== "end") this.#fail(left.at, '"&", "|" or the end');
    if (termsOf(expression).length > TERMS_LIMIT) this.#fail(0, `at most ${TERMS_LIMIT} segments`);
    return expression;
  }

  #either(depth: number): Expression {
    return this.#joined("or", "|", () => this.#joined("and", "&", () => this.#one(depth)));
  }

  #joined(is: "and" | "or", sign: "&" | "|", read: () => Expression): Expression {
    const of = [read()];
    while (this.#token().is === sign) {
      this.#next += 1;
      of.push(read());
    }
    return of.length === 1 && of[0] !== undefined ? of[0] : { is, of };
  }

  #one(depth: number): Expression {
    const token = this.#token();
    if (depth >= DEPTH_LIMIT) this.#fail(token.at, `at most ${DEPTH_LIMIT} "(" and "!" inside each other`);
    this.#next += 1;
    if (token.is === "word") return this.#segment(token);
    if (token.is === "!") return { is: "not", of: this.#one(depth + 1) };
    if (token.is !== "(") this.#fail(token.at, A_SEGMENT);
    const inner = this.#either(depth + 1);
    const closing = this.#token();
    if (closing.is !== ")") this.#fail(closing.at, `"&", "|" or the ")" for the "(" at ${token.at + 1}`);
    this.#next += 1;
    return inner;
  }

  #segment({ text: written, at }: Token): Expression {
    const text = written.replaceAll('"', "");
    const [named = ""] = text.split(":", 1);
    const kind = KINDS.find((one) => one === named.toLowerCase());
    if (kind === undefined) return this.#failKind(named, at);
    const rest = text.slice(named.length);
    const term = ALONE.includes(kind) && rest === "" ? segmentTerm(kind, "") : this.#withValue(kind, rest);
    if (term !== undefined) return term;
    if (ALONE.includes(kind)) return this.#fail(at + named.length, `nothing after ${kind}`);
    const place = at + named.length + (rest.startsWith(":") ? 1 : 0);
    return this.#fail(place, valuesOf(kind) ?? `a value, as in ${kind}:${EXAMPLES[kind] ?? "name"}`);
  }

  #withValue(kind: Kind, rest: string): Expression | undefined {
    return rest.startsWith(":") ? segmentTerm(kind, rest.slice(1)) : undefined;
  }

  #failKind(named: string, at: number): never {
    const meant = nearest(named.toLowerCase(), KINDS);
    const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
    return this.#fail(at, `a kind of segment (${KINDS.join(", ")})${hint}`);
  }

  #token(): Token {
    return this.#tokens[this.#next] ?? { is: "end", text: "", at: this.#text.length };
  }

  #split(): readonly Token[] {
    const tokens: Token[] = [];
    for (let at = 0; at < this.#text.length; ) {
      const text = this.#wordAt(at);
      const sign = this.#text[at] ?? "";
      if (text !== "") tokens.push({ is: WORDS[text.toLowerCase()] ?? "word", text, at });
      else if (SIGNS.includes(sign)) tokens.push({ is: sign as Token["is"], text: sign, at }); // one of the signs
      at += Math.max(1, text.length);
    }
    return tokens;
  }

  /** Everything up to white space or a sign; quotes hold both. */
  #wordAt(start: number): string {
    let at = start;
    for (; at < this.#text.length && !/[\s&|!()]/u.test(this.#text[at] ?? ""); at += 1) {
      if (this.#text[at] !== '"') continue;
      const end = this.#text.indexOf('"', at + 1);
      if (end < 0) this.#fail(at, "a second quote that closes this one");
      at = end;
    }
    return this.#text.slice(start, at);
  }

  #fail(at: number, expected: string): never {
    const found = /^(?:[&|!()]|(?:"[^"]*"|[^\s&|!()"])+|")/u.exec(this.#text.slice(at))?.[0];
    const line = [...this.#text.replace(/\s/gu, " ")];
    const place = [...this.#text.slice(0, at)].length;
    const from = Math.max(0, place - BEFORE);
    const shown = line.slice(from, place + AFTER).join("");
    const why = `expected ${expected}, found ${found ?? "the end"}`;
    throw new ExpressionError(
      [
        `Cannot read audience at character ${place + 1}: ${why}`,
        `  ${shown}`,
        `  ${" ".repeat(place - from)}^`,
      ].join("\n"),
      { why, at },
    );
  }
}

/** How much of a long text is shown around the place of a mistake. */
const BEFORE = 60;
const AFTER = 20;

const EXAMPLES: Partial<Record<Kind, string>> = {
  interest: "makers",
  district: "kallio",
  channel: "telegram",
  via: "telegram",
  saved: "helmet:123",
  attended: "helmet:123",
  told: "helmet:123",
};
