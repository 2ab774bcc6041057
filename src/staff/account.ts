/**
 * A staff account: who may do what. What can be read and what may be kept is decided here; where it is kept is not.
 * It holds nothing that opens the account: of a personal key there is only a hash.
 */
import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Address } from "../channels/channel.ts";
import { CODE_LETTERS } from "../dialog/join-code.ts";
import { LANGUAGES } from "../understanding/understood.ts";
import { isKeyHash } from "./personal-key.ts";

const FORMAT = 1;
const NAME_LENGTH = 60;
const ADDRESS_LENGTH = 300;
const ID_LENGTH = 8;

/**
 * What an account may do: write announcements and campaigns, approve them, read and answer feedback, decide who has an account,
 * see the figures of a partner's own campaign.
 */
export const ROLES = ["staff", "approver", "librarian", "admin", "partner"] as const;
export type Role = (typeof ROLES)[number];

const addressSchema = z.custom<Address>(
  (value) =>
    typeof value === "string" && value.length <= ADDRESS_LENGTH && /^[a-z]+:[^\s\p{C}]+$/u.test(value),
  "must be an address such as slack:T1:D1",
);

const accountSchema = z
  .object({
    format: z.literal(FORMAT),
    /** Made by chance, and never another account's: records name it beside the name at that time. */
    id: z.string().regex(/^[0-9a-z]+$/),
    name: z.string().refine((name) => findName(name) === name, "is no name"),
    roles: z.array(z.enum(ROLES)).min(1),
    /** The languages they read and write. */
    languages: z.array(z.enum(LANGUAGES)).min(1),
    /** Where they write from on a messaging platform. */
    addresses: z.array(addressSchema),
    /** Whose campaign a partner sees. */
    partner: z.string().optional(),
    /** The hash of the personal key. */
    key: z.string().refine(isKeyHash, "is no hash of a key"),
    /** The secret of the one-time codes that are asked for beside the key (base32); absent: none is. */
    code: z
      .string()
      .regex(/^[A-Z2-7]{32}$/)
      .optional(),
    /** Who they are to a provider of OpenID Connect; their roles come from it. */
    subject: z.object({ issuer: z.string(), sub: z.string() }).optional(),
    /** ISO 8601. */
    addedAt: z.string(),
  })
  .refine(({ roles, partner }) => roles.includes("partner") === (partner !== undefined), {
    path: ["partner"],
    message: "goes with the role partner",
  });

/** An account as stored. */
export type StaffAccount = Readonly<z.infer<typeof accountSchema>>;
/** An account as others see it. */
export type StaffMember = Omit<StaffAccount, "format" | "key" | "code">;

/** Who did something, as records name them: the id for good, and the name at that time. */
export interface Who {
  readonly id: string;
  readonly name: string;
}

/** What a new account is asked for, as it was typed. */
export interface NewStaff {
  readonly name: string;
  readonly roles: readonly string[];
  /** Both when absent. */
  readonly languages?: readonly string[];
  readonly addresses?: readonly string[];
  readonly partner?: string;
}

/** Makes a member of staff of what was typed at `at` (ISO 8601). Throws, naming the first thing that is wrong. */
export function makeMember(asked: NewStaff, at: string): StaffMember {
  const name = readName(asked.name, "staff account");
  const roles = oneOf(ROLES, asked.roles, { name, what: "role" });
  if (roles.length === 0)
    throw new Error(`Cannot add "${name}": it needs a role (--role ${ROLES.join(", --role ")})`);
  const languages = oneOf(LANGUAGES, asked.languages ?? [], { name, what: "language" });
  return {
    id: makeId(),
    ...{ name, roles },
    languages: languages.length === 0 ? [...LANGUAGES] : languages,
    addresses: [...new Set((asked.addresses ?? []).map((address) => readAddress(name, address)))],
    ...partnerOf(name, { roles, partner: asked.partner }),
    addedAt: at,
  };
}

/** Makes the account of a member of staff; `key` is the hash of their personal key. */
export function accountOf(member: StaffMember, key: string): StaffAccount {
  return { format: FORMAT, ...member, key };
}

/** Reads a stored account. Throws, naming the account and what is wrong with it. */
export function parseAccount(id: string, stored: string): StaffAccount {
  let json: unknown;
  try {
    json = JSON.parse(stored);
  } catch (cause) {
    throw new Error(unreadable(id, "it is no JSON"), { cause });
  }
  const { success, data, error } = accountSchema.safeParse(json);
  if (!success) {
    const [issue] = error.issues;
    const where = issue?.path.join(".") || "it";
    throw new Error(unreadable(id, `${where}: ${issue?.message ?? "is wrong"}`), { cause: error });
  }
  if (data.id !== id) throw new Error(unreadable(id, `it says that it is "${data.id}"`));
  return data;
}

function unreadable(id: string, why: string): string {
  return `Cannot read staff account "${id}": ${why} (restore it from a backup, or run kutsu staff remove ${id})`;
}

/** Leaves out what nobody else needs to see. */
export function memberOf({ format: _format, key: _key, code: _code, ...member }: StaffAccount): StaffMember {
  return member;
}

/** Gives what two spellings of one name have in common: neither capitals nor the width of letters tell people apart. */
export function sameName(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** Reads a name as it is kept. Throws for one that is empty, too long, or has letters that cannot be seen. */
function readName(text: string, of: string): string {
  const name = findName(text);
  if (name === undefined)
    throw new Error(
      `Cannot name a ${of} "${text.slice(0, NAME_LENGTH)}": a name has 1 to ${NAME_LENGTH} characters, each of which can be seen`,
    );
  return name;
}

function findName(text: string): string | undefined {
  const name = text.normalize("NFC").trim().replace(/ +/g, " ");
  const length = [...name].length;
  // Of white space only the plain one: a name that looks like another is another's.
  const isPlain = !/[\p{C}\p{Z}]/u.test(name.replaceAll(" ", ""));
  return length > 0 && length <= NAME_LENGTH && isPlain ? name : undefined;
}

function oneOf<T extends string>(
  known: readonly T[],
  given: readonly string[],
  { name, what }: { readonly name: string; readonly what: string },
): T[] {
  const read = given.map((one) => {
    const found = known.find((each) => each === one);
    if (found === undefined)
      throw new Error(`Cannot give "${name}" the ${what} "${one}": choose from ${known.join(", ")}`);
    return found;
  });
  return known.filter((one) => read.includes(one));
}

function readAddress(name: string, text: string): Address {
  const { success, data } = addressSchema.safeParse(text);
  if (!success)
    throw new Error(
      `Cannot give "${name}" the address "${text}": it must look like slack:T1:D1 or teams:a:1b2c`,
    );
  return data;
}

function partnerOf(
  name: string,
  { roles, partner }: { readonly roles: readonly Role[]; readonly partner?: string },
): { readonly partner?: string } {
  const isPartner = roles.includes("partner");
  if (isPartner && partner === undefined)
    throw new Error(`Cannot add "${name}" as a partner: say of which one (--partner NAME)`);
  if (!isPartner && partner !== undefined)
    throw new Error(`Cannot add "${name}" for partner "${partner}": it needs the role, too (--role partner)`);
  return partner === undefined ? {} : { partner: readName(partner, "partner") };
}

function makeId(): string {
  return Array.from({ length: ID_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)])
    .join("")
    .toLowerCase();
}
