import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sendPatronData } from "../src/my-data.ts";
import { withoutAddress } from "../src/patrons/channels.ts";
import { newPatron, type Patron, storedPatron } from "../src/patrons/patron.ts";
import { signExportToken } from "../src/patrons/patron-data.ts";
import { partitionPrefix } from "../src/store/keys.ts";
import { startTestRedis, type TestRedis } from "./helpers/redis.ts";

const SECRET = "a secret of the test that is long enough";
const ID = "17-42";
const talk = { reachable: true, parked: [] };
const PATRON: Patron = {
  ...newPatron,
  interests: ["jazz"],
  addresses: ["telegram:1", "web:1"],
  talks: { "telegram:1": talk, "web:1": talk },
};

let redis: TestRedis;
let server: Server;
let url: string;

beforeAll(async () => {
  redis = await startTestRedis();
  server = createServer((request, response) => {
    void sendPatronData({ redis: redis.redis, secret: SECRET }, request, response as never);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await redis.stop();
});

const keep = (patron: Patron) =>
  redis.redis.hset(`${partitionPrefix(17)}patron:42`, "state", storedPatron(patron));
const get = ({ partings }: Patron) =>
  fetch(`${url}/my-data/${signExportToken({ id: ID, partings }, new Date().toISOString(), SECRET)}`);

test("a link to one's data gives it as a file that nothing on the way keeps", async () => {
  await keep(PATRON);
  const response = await get(PATRON);
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(await response.json()).toMatchObject({ id: ID, profile: { interests: ["jazz"] }, feedback: [] });
});

test("a link made before a channel was parted is not found; one made after is", async () => {
  const parted = withoutAddress(PATRON, "web:1");
  await keep(parted);
  const before = await get(PATRON);
  expect([before.status, await before.json()]).toEqual([404, { code: "NotFound" }]);
  expect((await get(parted)).status).toBe(200);
});

test("nobody has no data, and a made-up link is not found", async () => {
  await redis.redis.del(`${partitionPrefix(17)}patron:42`);
  expect((await get(PATRON)).status).toBe(404);
  expect((await fetch(`${url}/my-data/${ID}.0.99999999999.forged`)).status).toBe(404);
});
