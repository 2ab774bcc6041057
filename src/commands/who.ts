/**
 * Asks who runs a command, and finds out whether it is so. The key comes from the environment or the terminal, never from the
 * command line, which everyone on the machine can read.
 */
import type { Role, StaffMember } from "../staff/account.ts";
import { signIn } from "../staff/sign-in.ts";
import { hasStaff } from "../staff/staff-store.ts";
import type { KutsuRedis } from "../store/redis.ts";
import { askLine } from "./ask.ts";

/** What a command that asks takes: `--as <name>`. */
export interface WhoOptions {
  readonly as?: string;
}

interface Asking {
  readonly redis: KutsuRedis;
  readonly options: WhoOptions;
  /** What they must be allowed to do; of several roles one is enough. */
  readonly needs: Role | readonly Role[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Asks for the key; on the terminal unless told otherwise. */
  readonly askKey?: (question: string) => Promise<string>;
}

/**
 * Gives the member of staff who runs the command: the name from `--as` or KUTSU_STAFF, the key from KUTSU_STAFF_KEY or typed
 * unseen. Throws when it is not they, when they may not, and when it cannot be found out.
 */
export async function whoAsks(asking: Asking): Promise<StaffMember> {
  const { redis, options, environment = process.env, askKey = askUnseen } = asking;
  if (!(await hasStaff(redis)))
    throw new Error(
      "Cannot tell who asks: there are no staff accounts yet (kutsu staff add NAME --role admin adds the first)",
    );
  const name = given(options.as) ?? given(environment.KUTSU_STAFF);
  if (name === undefined) throw new Error("Cannot tell who asks: say it with --as NAME or set KUTSU_STAFF");
  const key = given(environment.KUTSU_STAFF_KEY) ?? given(await askKey(`Personal key of ${name}: `));
  if (key === undefined) throw new Error("Cannot tell who asks: no key was typed");
  const now = new Date().toISOString();
  const answer = await signIn(redis, { name, key, now });
  if (answer.kind === "wrong")
    throw new Error(
      `Cannot let "${name}" in: the name or the key is wrong (an admin can make a new key: kutsu staff key NAME)`,
    );
  if (answer.kind === "locked") {
    const minutes = Math.ceil((Date.parse(answer.until) - Date.parse(now)) / 60_000);
    throw new Error(
      `Cannot let "${name}" in: too many keys were wrong (try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"})`,
    );
  }
  return allowed(answer.member, [asking.needs].flat());
}

function allowed(member: StaffMember, needs: readonly Role[]): StaffMember {
  if (needs.some((role) => member.roles.includes(role))) return member;
  throw new Error(
    `Cannot do this as "${member.name}": it needs the role ${needs.join(" or ")}, and theirs is ${member.roles.join(", ")}`,
  );
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}

/** Asks for the key without showing what is typed. */
async function askUnseen(question: string): Promise<string> {
  const key = await askLine(question, { isUnseen: true });
  if (key === undefined)
    throw new Error("Cannot ask for a personal key: this is no terminal (set KUTSU_STAFF_KEY)");
  return key;
}
