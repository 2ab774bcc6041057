/** The floor: what a turn costs with nothing but node:http and Redis. One GET, one SET, no order, no duplicates, no safety. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";

const redis = new Redis({ path: process.argv[2] ?? "" });
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", async () => {
    const { patron, text } = JSON.parse(body) as { patron: number; text: string };
    const key = `patron:${patron}`;
    const state = JSON.parse((await redis.get(key)) ?? '{"turns":0}') as { turns: number };
    await redis.set(key, JSON.stringify({ turns: state.turns + 1, text }));
    const answer = JSON.stringify({ text: `turn ${state.turns}` });
    response.setHeader("Content-Length", Buffer.byteLength(answer));
    response.end(answer);
  });
});
server.listen(0, "127.0.0.1", () =>
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
