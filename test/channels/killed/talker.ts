/** Patrons who go through their conversation act by act, and what each must be answered: what a patron is in peace. */
import { setTimeout as pause } from "node:timers/promises";
import {
  type KilledPatron,
  PLATFORMS,
  type PlatformName,
  type Platforms,
  withoutRepeats,
} from "./patrons.ts";
import { type Act, actsOf } from "./talk.ts";

const LANGUAGES = ["fi", "en"] as const;
/** How long any answer may take. */
export const ANSWER_WITHIN_MS = 60_000;
/** How long a patron thinks at most before each act. */
const THINKING_MS = 100;

/** A patron under way. */
export interface Talker {
  readonly patron: KilledPatron;
  readonly acts: readonly Act[];
  readonly expected: readonly string[];
  done(): number;
  talk(): Promise<void>;
}

/** The answers to each act in peace, by platform and language. */
export type Calm = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Holds each conversation once while nothing is killed. */
export async function talkInPeace(platforms: Platforms): Promise<Calm> {
  const pairs = PLATFORMS.flatMap((name) => LANGUAGES.map((language) => ({ name, language })));
  const talks = pairs.map(async ({ name, language }, index) => {
    const patron = platforms.join(name, 9_000 + index);
    const answers: (readonly string[])[] = [];
    for (const act of actsOf(language, 0)) {
      const before = patron.heard.length;
      await patron.do(act);
      await untilStill(() => patron.heard.length, before);
      answers.push(patron.heard.slice(before));
    }
    return [`${name} ${language}`, answers] as const;
  });
  return new Map(await Promise.all(talks));
}

/** Waits until a number has grown and rests. */
async function untilStill(count: () => number, before: number): Promise<void> {
  const deadline = performance.now() + ANSWER_WITHIN_MS;
  for (let last = before, still = 0; still < 10; ) {
    await pause(20);
    if (performance.now() > deadline) throw new Error("Cannot see an answer in peace");
    still = count() === last && last > before ? still + 1 : 0;
    last = count();
  }
}

/** Makes a patron of the next platform and language. */
export function talkerOf(platforms: Platforms, calm: Calm, index: number): Talker {
  const name = PLATFORMS[index % PLATFORMS.length] as PlatformName;
  const language = LANGUAGES[Math.floor(index / PLATFORMS.length) % 2] as "fi" | "en";
  const patron = platforms.join(name, index + 1);
  const acts = actsOf(language, index + 1);
  const answers = (calm.get(`${name} ${language}`) ?? []).map((texts) =>
    texts.map((text) => text.replace(/(Palaute|Feedback) 0:/g, `$1 ${index + 1}:`)),
  );
  let done = 0;
  return {
    ...{ patron, acts, expected: answers.flat() },
    done: () => done,
    talk: async () => {
      let expected = 0;
      for (const [at, act] of acts.entries()) {
        await pause(THINKING_MS * Math.random());
        await patron.do(act);
        expected += answers[at]?.length ?? 0;
        const deadline = performance.now() + ANSWER_WITHIN_MS;
        while (withoutRepeats(patron.heard).length < expected) {
          if (performance.now() > deadline) return;
          await pause(10);
        }
        done += 1;
      }
    },
  };
}
