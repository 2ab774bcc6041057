/**
 * Finds the codes that identify a person: e-mail, Finnish identity code, account, payment card, phone. Each is checked
 * by its own check digits where it has them, so that ISBNs, dates, times, prices and shelf classes stay.
 */
import { FinnishSSN } from "finnish-ssn";
import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** A stretch of the text, in characters. */
export interface Found {
  readonly start: number;
  readonly end: number;
}

const EMAIL =
  /(?<![\p{L}\d._%+-])[\p{L}\d][\p{L}\d._%+-]{0,63}(?:\s?(?:@|\(at\)|\[at\]|\(ät\)|\{at\})\s?|\sät\s)[\p{L}\d][\p{L}\d-]{0,62}(?:\s?(?:\(dot\)|\[dot\]|\(piste\)|\[piste\])\s?[\p{L}\d-]{1,63}|\.[\p{L}\d-]{1,63}){1,5}/giu;
const EMAIL_SPELLED =
  /(?<![\p{L}\d._%+-])[\p{L}\d][\p{L}\d._%+-]{0,63}\sat\s[\p{L}\d-]{1,63}\s(?:dot|piste)\s\p{L}{2,10}/giu;

/** Finds e-mail addresses, "(at)" and "(dot)" included. */
export function findEmails(text: string): readonly Found[] {
  return [EMAIL, EMAIL_SPELLED].flatMap((pattern) => [...text.matchAll(pattern)].map(spanOf));
}

const IDENTITY_CODE = /(?<![\p{L}\d])(\d{6})\s?([-–+A-FU-Y])\s?(\d{3})\s?([0-9A-FHJ-NPR-Y])(?![\p{L}\d])/giu;
const IDENTITY_CUE =
  /(?:hetu|henkilötun|henkilötunnus|sotu|identity code|id code|social security|ssn)\p{L}*[^\d]{0,20}$/iu;

/** Finds Finnish personal identity codes, the separators of 2023 included; a mistyped one counts when it begins with a date. */
export function findIdentityCodes(text: string): readonly Found[] {
  return [...text.matchAll(IDENTITY_CODE)].flatMap((match) => {
    const [, birth = "", sign = "", number = "", check = ""] = match;
    const code = `${birth}${sign === "–" ? "-" : sign}${number}${check}`.toUpperCase();
    const told = IDENTITY_CUE.test(text.slice(Math.max(0, match.index - 40), match.index));
    return FinnishSSN.validate(code) || told || isBirthDate(birth) ? [spanOf(match)] : [];
  });
}

/** A code with a wrong check character is a slip of the pen more often than something else. */
const isBirthDate = (digits: string) => /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d$/.test(digits);

const ACCOUNT = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{2,4}){3,8}(?![\p{L}\d])/giu;
const FINNISH_ACCOUNT = /^FI\d{16}$/;

/** Finds IBANs; a Finnish one counts even when mistyped. */
export function findAccounts(text: string): readonly Found[] {
  return shortened(text, ACCOUNT, (candidate) => {
    const iban = electronicFormatIBAN(candidate) ?? "";
    return isValidIBAN(iban) || FINNISH_ACCOUNT.test(iban);
  });
}

const CARD = /(?<![\p{L}\d.,-])[3-6]\d{3}(?:[ -]?\d{2,6}){2,4}(?![\p{L}\d]|[.,]\d)/gu;
/** Visa, Mastercard, American Express, Diners and others by first digits and length. */
const CARD_KINDS = /^(?:4\d{15}|4\d{18}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[068]\d{12}|6\d{15,18})$/;

/** Finds payment cards by kind, length and the Luhn check. */
export function findCards(text: string): readonly Found[] {
  return shortened(text, CARD, (candidate) => {
    const digits = candidate.replace(/\D/g, "");
    return CARD_KINDS.test(digits) && passesLuhn(digits);
  });
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const PHONE =
  /(?<![\p{L}\d.,:/-]|\d\s?[-–]|(?:^|[^\d])\d{1,4}\s)(?!\d{7}[-–]\d(?!\d))(?:\+|\(?0)[\d(][\d\s()./\-‐‑–]{4,22}\d(?![\p{L}\d]|[-–]\d)/gu;
/** A date, a range of times, a business id: digits that begin like a phone number. */
const NO_PHONE =
  /^[012]\d[0-5]\d\s?[-–]\s?[012]\d[0-5]\d$|\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}|^\d{1,2}\.\d{1,2}\.|^\d{1,2}[.:]\d{2}(?:\s|$)|^\d{5}$|^0?\d{1,2}\/\d{1,2}\/\d{2,4}/;

/** Finds phone numbers that are valid in Finland or, with +, anywhere. */
export function findPhones(text: string): readonly Found[] {
  return shortened(text, PHONE, (candidate) => {
    if (NO_PHONE.test(candidate)) return false;
    return parsePhoneNumberFromString(candidate.replace(/[‐‑–]/g, "-"), "FI")?.isValid() === true;
  });
}

/** Finds what fits a pattern and a check; groups after a space are left off at the end until the rest passes. */
function shortened(text: string, pattern: RegExp, check: (candidate: string) => boolean): readonly Found[] {
  const found: Found[] = [];
  const search = new RegExp(pattern);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    let candidate = match[0];
    while (candidate.length > 6 && !check(candidate)) candidate = candidate.replace(/(?:^|\s+)\S+$/u, "");
    if (candidate.length <= 6) continue;
    search.lastIndex = match.index + candidate.length;
    found.push({ start: match.index, end: search.lastIndex });
  }
  return found;
}

function spanOf(match: RegExpExecArray): Found {
  return { start: match.index, end: match.index + match[0].length };
}
