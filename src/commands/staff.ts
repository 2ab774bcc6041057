import type { Config } from "../config.ts";
import { memberOf, type StaffMember } from "../staff/account.ts";
import { type AuditEntry, readAudit } from "../staff/audit.ts";
import { addStaff, removeStaff, renewKey, type WithKey } from "../staff/change-staff.ts";
import { hasStaff, loadStaff } from "../staff/staff-store.ts";
import { type WhoOptions, whoAsks } from "./who.ts";
import { withRedis } from "./with-redis.ts";

interface StaffOptions extends WhoOptions {
  readonly json?: boolean;
}

interface AddOptions extends StaffOptions {
  readonly role: readonly string[];
  readonly languages?: readonly string[];
  readonly address?: readonly string[];
  readonly partner?: string;
}

/** Adds a staff account and prints its key, this once. Nobody is asked who they are while there is no account. */
export async function addAccount(config: Config, name: string, options: AddOptions): Promise<void> {
  const { role: roles, languages, address: addresses, partner, json } = options;
  const asked = { name, roles, languages, addresses, partner };
  const added = await withRedis(config, async (redis) => {
    const by = (await hasStaff(redis)) ? await whoAsks({ redis, options, needs: "admin" }) : undefined;
    return addStaff(redis, asked, { by, now: new Date().toISOString() });
  });
  if (json) printJson({ account: added.member, key: added.key });
  else process.stdout.write(`${lineOf(added.member)}\n${keyInWords(added)}`);
}

/** Prints the accounts, and ends with 1 when one of them cannot be read. */
export async function listAccounts(config: Config, { json }: { readonly json?: boolean }): Promise<void> {
  const { accounts, unreadable } = await withRedis(config, loadStaff);
  const members = [...accounts.values()]
    .map(memberOf)
    .sort((one, other) => one.name.localeCompare(other.name, "fi"));
  if (json) printJson({ accounts: members });
  else if (members.length + unreadable.size === 0)
    process.stdout.write("No staff accounts yet: kutsu staff add NAME --role admin adds the first.\n");
  else {
    const width = Math.max(...members.map(({ name }) => name.length));
    process.stdout.write(members.map((member) => `${lineOf(member, width)}\n`).join(""));
  }
  for (const { message } of unreadable.values()) process.stderr.write(`${message}\n`);
  if (unreadable.size > 0) process.exitCode = 1;
}

/** Removes a staff account. */
export async function removeAccount(config: Config, name: string, options: StaffOptions): Promise<void> {
  const removed = await withRedis(config, async (redis) => {
    const by = await whoAsks({ redis, options, needs: "admin" });
    return removeStaff(redis, name, { by, now: new Date().toISOString() });
  });
  if (options.json) printJson({ removed });
  else process.stdout.write(`${removed.name} (${removed.id}) is removed; the key is void.\n`);
}

/** Makes a new key for a staff account and prints it, this once; the old one is void. */
export async function makeKey(config: Config, name: string, options: StaffOptions): Promise<void> {
  const renewed = await withRedis(config, async (redis) => {
    const by = await whoAsks({ redis, options, needs: "admin" });
    return renewKey(redis, name, { by, now: new Date().toISOString() });
  });
  if (options.json) printJson({ account: renewed.member, key: renewed.key });
  else process.stdout.write(`The old key is void.\n${keyInWords(renewed)}`);
}

/** Prints the audit log, oldest first; a JSON object a line for programs. */
export async function printLog(config: Config, { json }: { readonly json?: boolean }): Promise<void> {
  await withRedis(config, async (redis) => {
    let count = 0;
    for await (const entry of readAudit(redis)) {
      count += 1;
      if (json) printJson(entry);
      else process.stdout.write(`${entryInWords(entry)}\n`);
    }
    if (count === 0 && !json) process.stdout.write("Nothing is in the audit log.\n");
  });
}

function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function lineOf({ id, name, roles, languages, addresses, partner }: StaffMember, width = 0): string {
  const may = partner === undefined ? roles.join(", ") : `${roles.join(", ")} (${partner})`;
  return [id, name.padEnd(width), may, languages.join(", "), ...addresses].join("  ");
}

function keyInWords({ member: { name }, key }: WithKey): string {
  return `Personal key of ${name}, shown this once:\n\n    ${key}\n\n`;
}

function entryInWords({ at, who, did, about }: AuditEntry): string {
  return `${at}  ${who.name} (${who.id})  ${did}  ${about}`;
}
