/**
 * Numbers that ages are told with, in digits and in words of both languages: 6, "kuuden", "kuusikymmentäviisi",
 * "seitsemän" and "seitsen", "sixty-five". Not for dates or clocks, which say numbers in other ways.
 */

const UNITS_FI = [
  "yksi|yks|yhden",
  "kaksi|kaks|kahden",
  "kolmi|kolmen|kolme",
  "neli|neljän|neljä",
  "viisi|viis|viiden",
  "kuusi|kuus|kuuden",
  "seitsemän|seitsemä|seitsen",
  "kahdeksan|kaheksan|kahdeksa",
  "yhdeksän|yheksän|yhdeksä",
];
const UNITS_EN = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS_EN = [
  ...["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"],
  ...["eighteen", "nineteen"],
];
const TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const UNIT_FI = UNITS_FI.join("|");
const TEN_FI = "kymmenen|kymmentä|kymment|kymmen|kytä|kyt";
const FINNISH = `(?:${UNIT_FI})(?:toista|toist|(?:${TEN_FI})(?:${UNIT_FI})?)?|kymmenen|kymmen`;
const ENGLISH = `(?:${TENS_EN.join("|")})(?:[- ](?:${UNITS_EN.join("|")}))?|${TEENS_EN.join("|")}|${UNITS_EN.join("|")}`;

/** The pattern source of a number from 1 to 99 in words, and of one in digits; it holds no group. */
export const AGE_NUMBER = `(?:\\d{1,3}|${FINNISH}|(?:pari|kymppi)(?=-?v|-?kymp|$)|${ENGLISH})`;

const FINNISH_PARTS = new RegExp(`^(${UNIT_FI})(?:(toista?)|(${TEN_FI})(${UNIT_FI})?)?$`, "u");
const UNIT_PATTERNS = UNITS_FI.map((forms) => new RegExp(`^(?:${forms})$`, "u"));

/** Reads what {@link AGE_NUMBER} fits; undefined for anything else. */
export function readAgeNumber(said: string): number | undefined {
  if (/^\d{1,3}$/u.test(said)) return Number(said);
  if (said === "pari") return 2;
  if (said === "kymppi") return 10;
  return finnish(said) ?? english(said);
}

function finnish(said: string): number | undefined {
  if (said === "kymmenen" || said === "kymmen") return 10;
  const [, first, teen, ten, last] = FINNISH_PARTS.exec(said) ?? [];
  if (first === undefined) return undefined;
  if (teen !== undefined) return 10 + unit(first);
  return ten === undefined ? unit(first) : 10 * unit(first) + (last === undefined ? 0 : unit(last));
}

const unit = (said: string) => UNIT_PATTERNS.findIndex((pattern) => pattern.test(said)) + 1;

function english(said: string): number | undefined {
  const teen = TEENS_EN.indexOf(said);
  if (teen >= 0) return 10 + teen;
  const [first = "", last] = said.split(/[- ]/u);
  const tens = TENS_EN.indexOf(first);
  const ones = UNITS_EN.indexOf(last ?? first) + 1;
  if (last !== undefined && (tens < 0 || ones === 0)) return undefined;
  if (tens >= 0) return 10 * (tens + 2) + (last === undefined ? 0 : ones);
  return ones > 0 ? ones : undefined;
}
