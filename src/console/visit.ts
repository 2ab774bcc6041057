/** What pages and actions of the console are given, and what they answer. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { VNode } from "preact";
import type { LocaleKey, Values } from "../dialog/words.ts";
import type { FollowedFeedback } from "../feedback/follow-feedback.ts";
import type { Program } from "../programs/program.ts";
import type { Role, StaffMember } from "../staff/account.ts";
import type { KutsuRedis } from "../store/redis.ts";
import type { Terms } from "../understanding/understanding.ts";
import type { Language } from "../understanding/understood.ts";
import type { Provider } from "./provider.ts";
import type { Session } from "./session-store.ts";

/** What the console is made of. */
export interface ConsoleParts {
  readonly redis: KutsuRedis;
  readonly secret: string;
  /** Where staff open it, without a slash at the end. */
  readonly publicUrl: string;
  readonly timeZone: string;
  readonly feedback: FollowedFeedback;
  /** Absent: staff have local accounts only. */
  readonly provider?: Provider;
  terms(text: string, language?: Language): Terms;
  phrase(key: LocaleKey, language: Language, values?: Values): string;
  findProgram(id: string): Program | undefined;
  /** ISO 8601. */
  now(): string;
  onError(error: unknown, what: string): void;
}

/** What a page speaks with. */
export interface PageWords {
  readonly language: Language;
  readonly timeZone: string;
  /** ISO 8601. */
  readonly now: string;
  say(key: LocaleKey, values?: Values): string;
}

/** One request of anybody. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly parts: ConsoleParts;
  readonly words: PageWords;
  readonly path: string;
  readonly query: URLSearchParams;
  /** What stands in the place of `:id` in the route's path. */
  readonly id: string;
  /** Cookies are for https only. */
  readonly isSecure: boolean;
  /** What a form of this page must carry to be heard. */
  readonly formToken: string;
  /** What was posted; empty for a page. */
  readonly form: URLSearchParams;
}

/** One request of a member of staff who is signed in. */
export interface Visit extends Call {
  readonly member: StaffMember;
  readonly session: Session;
  /** What the action before has to tell. */
  readonly told?: Told;
}

/** What an action tells on the next page. */
export interface Told {
  readonly key: LocaleKey;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Shown this once, to be copied: a new key. */
  readonly secret?: string;
}

/** A page to show. */
export interface Shown {
  readonly title: string;
  readonly body: VNode;
  /** 200 when absent. */
  readonly status?: number;
}

/** Another page to go to: 303 for an action. */
export interface Leads {
  readonly to: string;
  readonly told?: Told;
}

/** Why something is not done; each has a page of its own. */
export type Refusal = "missing" | "forbidden" | "form" | "busy" | "broken";
export interface Refused {
  readonly refused: Refusal;
}

export type Answer = Shown | Leads | Refused;

/** Which members of staff something is for: those with one of these roles, or all. */
export type For = readonly Role[] | "staff";

/** A page (GET) or an action (POST) for those who are signed in. */
export interface ConsoleRoute {
  readonly method: "GET" | "POST";
  /** Below `/console`; `:id` stands for one part. */
  readonly path: string;
  readonly for: For;
  answer(visit: Visit): Promise<Answer> | Answer;
}

/** One of the few things that anybody may ask for. */
export interface OpenRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly open: true;
  answer(call: Call): Promise<Answer> | Answer;
}

/** Tells whether somebody has one of the roles that something is for. */
export function mayUse({ roles }: Pick<StaffMember, "roles">, wanted: For): boolean {
  return wanted === "staff" || wanted.some((role) => roles.includes(role));
}
