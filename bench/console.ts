/** How long a page of the console's list takes over 100,000 items of feedback: plain, filtered and searched, asked over HTTP. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { consoleRoutes } from "../src/console/console.ts";
import { startSession } from "../src/console/session-store.ts";
import { Speaker } from "../src/conversation/speak.ts";
import type { FeedbackItem } from "../src/feedback/feedback-item.ts";
import { FollowedFeedback } from "../src/feedback/follow-feedback.ts";
import { createServer } from "../src/server.ts";
import { addStaff } from "../src/staff/change-staff.ts";
import { startEmbeddedRedis } from "../src/store/embedded-redis.ts";
import { PARTITIONS, partitionPrefix } from "../src/store/keys.ts";
import { createUnderstanding } from "../src/understanding/understand.ts";
import { printFigures, quantile } from "./figures.ts";

const ITEMS = 100_000;
const ROUNDS = 60;
/** Asked before it counts, so that what a fresh process has to translate is not measured. */
const WARMING_UP = 5;
const TARGET_MS = 100;
const ZONE = "Europe/Helsinki";
const NOW = "2026-11-18T10:00:00.000Z";

/** Sentences of which items are made; each item is another mixture. */
const PIECES = {
  fi: [
    "Satutunnilla oli liian vähän tilaa",
    "ohjaaja oli ihana ja lapset viihtyivät",
    "kirjoja pitäisi olla enemmän selkokielellä",
    "aukioloajat ovat liian lyhyet viikonloppuisin",
    "lukusalissa on aina kylmä ja meluisaa",
    "pelikerho voisi kokoontua myös perjantaisin",
    "kielikahvila auttoi minua oppimaan suomea",
    "tulostin on rikki joka viikko",
    "konsertti oli elämys koko perheelle",
    "varausten noutohylly on vaikea löytää",
  ],
  en: [
    "There was too little room at story time",
    "the instructor was lovely and the children enjoyed it",
    "there should be more books in easy Finnish",
    "the opening hours are too short at weekends",
    "the reading room is always cold and noisy",
    "the game club could meet on Fridays as well",
    "the language café helped me to learn Finnish",
    "the printer is broken every week",
    "the concert was an experience for the whole family",
    "the shelf for reservations is hard to find",
  ],
} as const;

const QUERIES = [
  ["newest", ""],
  ["last page", "page=4000"],
  ["filtered", "status=new&language_of=fi&rating=2"],
  ["a month", "from=2026-10-01&until=2026-10-31"],
  ["one word, inflected", "q=kirjojen"],
  ["two words", "q=kylmä+lukusali"],
  ["other language", "q=printers"],
  ["beginning of a word", "q=kielikah"],
  ["nothing found", "q=avaruusalus"],
] as const;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kutsu-bench-"));
  const server = await startEmbeddedRedis({ folder, fsync: "no" });
  const redis = new Redis({ path: server.socket });
  try {
    await fill(redis);
    await measure(redis);
  } finally {
    redis.disconnect();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(redis: Redis): Promise<void> {
  const understanding = await createUnderstanding({ timeZone: ZONE });
  const terms = understanding.terms.bind(understanding);
  const onError = (error: unknown) => console.error(error);
  const before = process.memoryUsage().rss;
  const feedback = new FollowedFeedback({ redis, terms, libraryOf: () => undefined, onError });
  const began = performance.now();
  await feedback.refresh();
  const listedMs = performance.now() - began;
  await feedback.wordsRead();
  const readMs = performance.now() - began;
  const speaker = new Speaker({ timeZone: ZONE, places: [], helplines: { fi: "", en: "" } });
  const log = { warn: () => {}, error: onError };
  const web = createServer({ host: "127.0.0.1", port: 0, log, isReady: async () => undefined });
  const { url } = await web.listen();
  let nowMs = Date.parse(NOW);
  // A second for each page: nobody reads faster than the console lets them.
  const now = () => {
    nowMs += 1000;
    return new Date(nowMs).toISOString();
  };
  const routes = consoleRoutes({
    ...{
      redis,
      secret: "only-for-this-bench-and-nothing-else",
      publicUrl: url,
      timeZone: ZONE,
      feedback,
      terms,
    },
    ...{ phrase: speaker.phrase.bind(speaker), findProgram: () => undefined, now, onError },
  });
  for (const route of routes) web.route(route);
  const { member } = await addStaff(redis, { name: "Bench", roles: ["admin", "librarian"] }, { now: NOW });
  const id = await startSession(redis, { staff: member.id, by: "key", browser: "bench", now: NOW });
  const figures = [];
  for (const [what, query] of QUERIES) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS + WARMING_UP; round += 1) {
      const asked = performance.now();
      const answer = await fetch(`${url}/console/feedback?${query}`, {
        headers: { cookie: `kutsu-staff=${id}` },
      });
      const html = await answer.text();
      if (round >= WARMING_UP) times.push(performance.now() - asked);
      if (answer.status !== 200 || !html.includes("</html>"))
        throw new Error(`Cannot list: ${answer.status}`);
    }
    const p95 = quantile(times, 0.95);
    figures.push({ what, kutsu: `${p95.toFixed(1)} ms`, target: `< ${TARGET_MS} ms` });
  }
  await web.close();
  await feedback.stop();
  printFigures(`a page of ${ITEMS.toLocaleString("en")} items, p95`, figures);
  printFigures("after a start", [
    { what: "all can be listed and filtered", kutsu: `${(listedMs / 1000).toFixed(1)} s` },
    { what: "all words can be searched", kutsu: `${(readMs / 1000).toFixed(1)} s` },
    { what: "memory for the index", kutsu: `${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB` },
  ]);
}

async function fill(redis: Redis): Promise<void> {
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    const pipeline = redis.pipeline();
    const prefix = partitionPrefix(partition);
    for (let number = partition; number < ITEMS; number += PARTITIONS) {
      const item = itemOf(number, partition);
      pipeline.set(`${prefix}feedback:${item.id}`, JSON.stringify(item), "EX", 1_000_000);
      pipeline.zadd(`${prefix}feedback`, Date.parse(item.at), item.id);
    }
    await pipeline.exec();
  }
}

function itemOf(number: number, partition: number): FeedbackItem {
  const language = number % 5 === 0 ? "en" : "fi";
  const pieces = PIECES[language];
  const text = [0, 1, 2].map(
    (which) => pieces[(number * (which + 3) + Math.floor(number / 10 ** which)) % pieces.length],
  );
  return {
    ...{
      format: 1,
      id: `${partition}-${number}-2`,
      patron: `${partition}-${number}`,
      address: `web:${number}`,
    },
    at: new Date(Date.parse(NOW) - number * 300_000).toISOString(),
    ...{ language, about: "library", rating: 1 + (number % 5), mayAnswer: number % 2 === 0 },
    text: `${text.join(", ")}. ${number}`,
    turns: { from: 1, to: 2 },
  };
}

void main();
