/**
 * The pace of announcements against an emulated Telegram that lets 30 messages through in every second and not one more: how much of
 * the limit one, two and three processes use together, and how often they are refused. Then how many reservations a Redis makes
 * when no limit is in the way. Takes three minutes; `npm run -s bench -- pace 10` takes ten seconds for each instead of thirty.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import type { PaceLimit } from "../src/channels/channel.ts";
import { Pace } from "../src/outreach/announcements/pace.ts";
import { rootPath } from "../src/root.ts";
import { startEmbeddedRedis } from "../src/store/embedded-redis.ts";
import type * as Limits from "../test/channels/limits.ts";
import type * as Emulator from "../test/channels/telegram/emulator.ts";
import { type Figure, percent, printFigures, quantile } from "./figures.ts";

const SECONDS = Number(process.argv[3] ?? 30);
const LIMIT = 30;
/** Measured only then: all processes have started, and the first window is full. */
const WARM_UP_MS = 2000;
/** How many messages a process has under way at once. */
const AT_ONCE = 4;
const TARGET_SHARE = 0.97;
const RESERVATIONS = 200_000;
const FIRST_CHAT = 1000;
/** Chats of a process: nobody is written to twice. */
const CHATS = LIMIT * (SECONDS + 10);
const CHANNEL = "telegram";

/** What a sender is given by its parent. */
interface Assignment {
  readonly socket: string;
  readonly url: string;
  readonly firstChat: number;
  /** Answers to patrons a second, which do not ask. */
  readonly answersPerSecond: number;
}

async function main(): Promise<void> {
  if (process.argv[2] === "sender") return sendUntilKilled(JSON.parse(process.argv[3] ?? "") as Assignment);
  const folder = mkdtempSync(join(tmpdir(), "kutsu-bench-"));
  const server = await startEmbeddedRedis({ folder });
  const redis = new Redis({ path: server.socket });
  try {
    const figures: Figure[] = [];
    for (const processes of [1, 2, 3]) figures.push(...(await measure(server.socket, { processes })));
    figures.push(...(await measure(server.socket, { processes: 3, answersPerSecond: 3 })));
    printFigures(`${LIMIT} messages a second, for ${SECONDS} s`, figures);
    printFigures("no limit in the way", [
      { what: "reservations a second, one after another", kutsu: await reserveMany(redis, 1) },
      { what: "reservations a second, 50 at once", kutsu: await reserveMany(redis, 50) },
    ]);
  } finally {
    redis.disconnect();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Crew {
  readonly processes: number;
  readonly answersPerSecond?: number;
}

async function measure(
  socket: string,
  { processes, answersPerSecond = 0 }: Crew,
): Promise<readonly Figure[]> {
  // What is measured against belongs to the tests, which are not built: it runs as it stands.
  require(rootPath("test", "helpers", "typescript-hook.js"));
  const { EnforcedLimits }: typeof Limits = require(rootPath("test", "channels", "limits.ts"));
  const { TelegramEmulator }: typeof Emulator = require(
    rootPath("test", "channels", "telegram", "emulator.ts"),
  );
  const telegram = new TelegramEmulator();
  const limits = new EnforcedLimits();
  telegram.limits = limits;
  await telegram.open();
  for (let at = 0; at < processes * CHATS; at += 1) telegram.chats.add(FIRST_CHAT + at);
  const url = `${telegram.url}/bot${telegram.token}/sendMessage`;
  const senders = Array.from({ length: processes }, (_, at) =>
    startSender({
      socket,
      url,
      firstChat: FIRST_CHAT + at * CHATS,
      answersPerSecond: answersPerSecond / processes,
    }),
  );
  await Promise.all(senders.map((sender) => once(sender, "message")));
  await delay(WARM_UP_MS);
  const from = performance.now();
  await delay(SECONDS * 1000);
  const isMeasured = (at: number) => at >= from && at < from + SECONDS * 1000;
  const accepted = limits.acceptedAt.filter(isMeasured);
  const refused = limits.refusedAt.filter(isMeasured).length;
  await Promise.all(senders.map(end));
  await telegram.close();
  const spanMs = (accepted.at(-1) ?? 0) - (accepted[0] ?? 0);
  const share = ((accepted.length - 1) * 1000) / (LIMIT * spanMs);
  if (answersPerSecond === 0 && (share < TARGET_SHARE || refused > 0)) process.exitCode = 1;
  const gaps = accepted.slice(LIMIT).map((at, index) => at - (accepted[index] ?? 0));
  const who = `${processes} process${processes === 1 ? "" : "es"}${answersPerSecond === 0 ? "" : `, ${answersPerSecond} answers/s`}`;
  return [
    {
      what: `${who}: share of the limit`,
      kutsu: percent(share),
      ...(answersPerSecond === 0 && { target: `> ${percent(TARGET_SHARE)}` }),
    },
    { what: "  refused", kutsu: String(refused), target: "0" },
    {
      what: "  from a message to the 30th after it, least",
      kutsu: `${quantile(gaps, 0).toFixed(0)} ms`,
      target: "> 1000 ms",
    },
  ];
}

function startSender(assignment: Assignment): ChildProcess {
  return fork(__filename, ["sender", JSON.stringify(assignment)]);
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

async function sendUntilKilled({ socket, url, firstChat, answersPerSecond }: Assignment): Promise<void> {
  const redis = new Redis({ path: socket });
  const pace = new Pace(redis);
  await redis.ping();
  process.send?.("ready");
  const agent = new Agent({ keepAlive: true });
  let chat = firstChat;
  const send = async () => {
    const limits = limitsOf(chat);
    const body = { chat_id: chat, text: "Hello" };
    chat += 1;
    return { limits, send: () => post(url, { agent, body }) };
  };
  const announce = async () => {
    for (;;) {
      const message = await send();
      const sending = pace.begin(await pace.untilTurn(CHANNEL, message.limits));
      if (sending === undefined) continue;
      await message.send();
      pace.answered(sending);
    }
  };
  const answer = async () => {
    for (;;) {
      await delay((-Math.log(1 - Math.random()) * 1000) / answersPerSecond);
      const message = await send();
      pace.spent(CHANNEL, message.limits);
      await message.send();
    }
  };
  await Promise.all([
    ...Array.from({ length: AT_ONCE }, announce),
    ...(answersPerSecond > 0 ? [answer()] : []),
  ]);
}

function limitsOf(chat: number): readonly PaceLimit[] {
  return [
    { bucket: "bot", count: LIMIT, windowMs: 1000 },
    { bucket: `chat:${chat}`, count: 1, windowMs: 1000 },
  ];
}

function post(
  url: string,
  { agent, body }: { readonly agent: Agent; readonly body: unknown },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { agent, method: "POST", headers: { "content-type": "application/json" } });
    sending.on("error", reject);
    sending.on("response", (response) => response.resume().once("end", resolve));
    sending.end(JSON.stringify(body));
  });
}

async function reserveMany(redis: Redis, atOnce: number): Promise<string> {
  const pace = new Pace(redis);
  const limits = [{ bucket: "bot", count: 1_000_000, windowMs: 1000 }];
  const each = Math.ceil(RESERVATIONS / (atOnce === 1 ? 10 : 1) / atOnce);
  const from = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let made = 0; made < each; made += 1) await pace.reserve(`lifted-${atOnce}`, limits);
    }),
  );
  return ((each * atOnce * 1000) / (performance.now() - from)).toFixed(0);
}

void main();
