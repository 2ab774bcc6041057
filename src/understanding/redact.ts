/**
 * Takes personal data out of a text before it is kept: what identifies by itself (e-mail, identity code, account, card,
 * phone) is masked; names and street addresses are only flagged for the reader, because titles and places look alike.
 * It reads the whole text, however long, in time that grows with its length.
 */
import type { Morphology } from "./morphology.ts";
import { findAddresses, findNames } from "./personal-names.ts";
import {
  type Found,
  findAccounts,
  findCards,
  findEmails,
  findIdentityCodes,
  findPhones,
} from "./personal-numbers.ts";
import type { Language } from "./understood.ts";

/** What kinds of personal data are told apart. */
export type PersonalDataType =
  | "email"
  | "hetu"
  | "iban"
  | "library_card"
  | "payment_card"
  | "phone"
  | "person_name"
  | "address";

/** One find, as the text had it. */
export interface PersonalDataItem {
  readonly type: PersonalDataType;
  readonly text: string;
  /** False for what is only flagged and stays in the text. */
  readonly masked: boolean;
}

export interface Redacted {
  readonly redacted: string;
  /** In the order of the text. */
  readonly items: readonly PersonalDataItem[];
}

export interface Redactor {
  /** Masks are words of the language, Finnish unless told. Redacting twice changes nothing more. */
  redact(text: string, language?: Language): Redacted;
}

/** Helsinki's library cards: fourteen digits that begin with 2480, in groups or not. */
export const HELMET_CARD_PATTERN = "2480(?:[ -]?\\d){10}";

type MaskedType = Exclude<PersonalDataType, "person_name" | "address">;

const MASKS: Readonly<Record<Language, Readonly<Record<MaskedType, string>>>> = {
  fi: {
    email: "[sähköposti]",
    hetu: "[henkilötunnus]",
    iban: "[tilinumero]",
    library_card: "[kirjastokortti]",
    payment_card: "[maksukortti]",
    phone: "[puhelinnumero]",
  },
  en: {
    email: "[email]",
    hetu: "[identity code]",
    iban: "[account number]",
    library_card: "[library card]",
    payment_card: "[payment card]",
    phone: "[phone number]",
  },
};

/**
 * Builds a redactor. `cardPattern` is the source of a regular expression for the library's card numbers; throws when
 * it is none. With `morphology` more Finnish names are flagged.
 */
export function createRedactor(
  options: { readonly cardPattern?: string; readonly morphology?: Morphology } = {},
): Redactor {
  const cardPattern = compileCardPattern(options.cardPattern ?? HELMET_CARD_PATTERN);
  return {
    redact(text, language = "fi") {
      const found = findAll(text, cardPattern, options.morphology);
      return {
        redacted: masked(text, found, MASKS[language]),
        items: found.map(({ type, start, end }) => ({
          type,
          text: text.slice(start, end),
          masked: isMasked(type),
        })),
      };
    },
  };
}

function compileCardPattern(source: string): RegExp {
  try {
    return new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, "gu");
  } catch (cause) {
    throw new Error(
      `Cannot read card pattern "${source}": it is no regular expression (see KUTSU_CARD_PATTERN)`,
      { cause },
    );
  }
}

type Item = Found & { readonly type: PersonalDataType };

/** Earlier kinds take the characters first: the digits of an account are no phone number. */
function findAll(text: string, cardPattern: RegExp, morphology: Morphology | undefined): readonly Item[] {
  const items: Item[] = [];
  const add = (type: PersonalDataType, found: readonly Found[]) => {
    for (const one of found) {
      if (!items.some(({ start, end }) => start < one.end && one.start < end)) items.push({ ...one, type });
    }
  };
  add("email", findEmails(text));
  add("hetu", findIdentityCodes(text));
  add("iban", findAccounts(text));
  add(
    "library_card",
    [...text.matchAll(cardPattern)].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    })),
  );
  add("payment_card", findCards(text));
  add("phone", findPhones(text));
  add("address", findAddresses(text));
  add("person_name", findNames(text, morphology));
  return items.sort((one, other) => one.start - other.start);
}

function isMasked(type: PersonalDataType): type is MaskedType {
  return type !== "person_name" && type !== "address";
}

function masked(text: string, items: readonly Item[], masks: Readonly<Record<MaskedType, string>>): string {
  let result = "";
  let at = 0;
  for (const { type, start, end } of items) {
    if (!isMasked(type)) continue;
    result += text.slice(at, start) + masks[type];
    at = end;
  }
  return result + text.slice(at);
}
