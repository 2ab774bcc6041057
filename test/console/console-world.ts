/** A console for tests: the real server and a real Redis, a clock of the test's own, accounts and feedback. */
import { consoleRoutes } from "../../src/console/console.ts";
import { startSession } from "../../src/console/session-store.ts";
import { Speaker } from "../../src/conversation/speak.ts";
import type { FeedbackItem } from "../../src/feedback/feedback-item.ts";
import { FollowedFeedback } from "../../src/feedback/follow-feedback.ts";
import { createServer } from "../../src/server.ts";
import type { Role } from "../../src/staff/account.ts";
import { addStaff, type WithKey } from "../../src/staff/change-staff.ts";
import { partitionPrefix } from "../../src/store/keys.ts";
import type { KutsuRedis } from "../../src/store/redis.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { addAdmin, NOW } from "../staff/staff-world.ts";

export const SECRET = "a-secret-for-tests-of-the-console-only";
export const ZONE = "Europe/Helsinki";

/** A running console. */
export interface ConsoleWorld {
  readonly url: string;
  readonly redis: TestRedis;
  readonly feedback: FollowedFeedback;
  /** What went wrong inside, as the log would have it. */
  readonly errors: unknown[];
  /** Lets time pass. */
  passMinutes(minutes: number): void;
  now(): string;
  add(name: string, ...roles: Role[]): Promise<WithKey>;
  readonly admin: WithKey;
  /** A browser nobody is signed in with. */
  browser(): TestBrowser;
  /** Signs in as people do. */
  signedIn(who: WithKey): Promise<TestBrowser>;
  /** Gives a browser with a session, without the time that looking at a key takes. */
  visiting(who: WithKey): Promise<TestBrowser>;
  stop(): Promise<void>;
}

/** Starts one; `behind` is the address it is known by where a proxy stands before it. */
export async function startConsoleWorld({
  behind,
}: {
  readonly behind?: string;
} = {}): Promise<ConsoleWorld> {
  const redis = await startTestRedis();
  const understanding = await createUnderstanding({ timeZone: ZONE });
  const terms = understanding.terms.bind(understanding);
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const feedback = new FollowedFeedback({ redis: redis.redis, terms, libraryOf: () => undefined, onError });
  const speaker = new Speaker({ timeZone: ZONE, places: [], helplines: { fi: "", en: "" } });
  let nowMs = Date.parse(NOW);
  const now = () => new Date(nowMs).toISOString();
  const log = { warn: () => {}, error: (details: object) => errors.push(details) };
  const server = createServer({ host: "127.0.0.1", port: 0, log, isReady: async () => undefined });
  const { url } = await server.listen();
  const phrase = speaker.phrase.bind(speaker);
  const routes = consoleRoutes({
    ...{
      redis: redis.redis,
      secret: SECRET,
      publicUrl: behind ?? url,
      timeZone: ZONE,
      feedback,
      terms,
      phrase,
    },
    ...{ findProgram: () => undefined, now, onError },
  });
  for (const route of routes) server.route(route);
  const admin = await addAdmin(redis.redis);
  const by = { id: admin.member.id, name: admin.member.name };
  const browser = () => new TestBrowser(url);
  return {
    ...{ url, redis, feedback, errors, admin, now, browser },
    passMinutes: (minutes) => {
      nowMs += minutes * 60_000;
    },
    add: (name, ...roles) => addStaff(redis.redis, { name, roles }, { by, now: now() }),
    signedIn: async (who) => {
      const own = browser();
      const answer = await own.signIn(who.member.name, who.key);
      if (answer.status !== 303) throw new Error(`Cannot sign in: ${answer.status} ${await answer.text()}`);
      return own;
    },
    visiting: async ({ member }) => {
      const own = browser();
      const begin = { staff: member.id, by: "key", browser: "test", now: now() } as const;
      own.cookies.set("kutsu-staff", await startSession(redis.redis, begin));
      return own;
    },
    stop: async () => {
      await feedback.stop();
      await server.close();
      await redis.stop();
    },
  };
}

/** What a browser does with cookies and forms, without what it draws. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Asks for a page; redirects are answers. */
  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#send(path, { headers: { "accept-language": "en", ...headers } });
  }

  /** Posts fields as a page of ours does; headers can say otherwise. */
  post(
    path: string,
    fields: Readonly<Record<string, string>> | URLSearchParams,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return this.#send(path, {
      method: "POST",
      headers: { "accept-language": "en", origin: this.#url, "sec-fetch-site": "same-origin", ...headers },
      body: new URLSearchParams(fields),
    });
  }

  /** Opens a page and gives the token of its forms. */
  async token(page = "/console"): Promise<string> {
    return tokenIn(await (await this.get(page)).text());
  }

  /** Opens a page, fills in a form of it and posts it. */
  async fill(action: string, fields: Readonly<Record<string, string>>, page = "/console"): Promise<Response> {
    return this.post(action, { token: await this.token(page), ...fields });
  }

  signIn(name: string, key: string, back = ""): Promise<Response> {
    const page = `/console/sign-in?back=${encodeURIComponent(back)}`;
    return this.fill("/console/session/start", { name, key, back }, page);
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string>), ...(cookie === "" ? {} : { cookie }) };
    const response = await fetch(new URL(path, this.#url), { ...init, headers, redirect: "manual" });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

/** Gives the token of the forms of a page. */
export function tokenIn(html: string): string {
  return /name="token" value="([\w-]+)"/.exec(html)?.[1] ?? "";
}

let turns = 0;

/** Stores an item of feedback as a turn would, with two turns of its transcript. */
export async function giveFeedback(
  redis: KutsuRedis,
  given: Partial<FeedbackItem> & { readonly partition?: number; readonly contact?: string } = {},
): Promise<FeedbackItem> {
  const { partition = 7, contact, ...rest } = given;
  turns += 2;
  const patron = `${partition}-1`;
  const id = `${patron}-${turns}`;
  const at = rest.at ?? NOW;
  const item: FeedbackItem = {
    ...{ format: 1, id, patron, address: "web:abc", at, language: "en", about: "library" },
    ...{ text: "There was room for everyone", mayAnswer: true, turns: { from: turns - 1, to: turns } },
    ...rest,
  };
  const prefix = partitionPrefix(partition);
  const entry = (turn: number, text: string, said: string) =>
    JSON.stringify({
      ...{ format: 1, turn, at, address: item.address, event: `e${turn}` },
      patron: { kind: "said", text },
      said: [{ id: `m${turn}`, text: said, language: item.language }],
    });
  await redis.rpush(
    `${prefix}transcript:1`,
    entry(turns - 1, "I want to give feedback", "What would you like to say?"),
    entry(turns, item.text, "Thank you."),
  );
  await redis.set(`${prefix}feedback:${id}`, JSON.stringify(item), "EX", 1_000_000);
  if (contact !== undefined) await redis.set(`${prefix}contact:${id}`, contact);
  await redis.zadd(`${prefix}feedback`, Date.parse(at), id);
  await redis.sadd(`${prefix}feedback-of:1`, id);
  await redis.incr(`${prefix}feedback-changes`);
  return item;
}
