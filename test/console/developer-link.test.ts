import { makeDeveloperLink } from "../../src/console/developer-link.ts";
import { staffKey } from "../../src/store/keys.ts";
import { type ConsoleWorld, startConsoleWorld } from "./console-world.ts";

let world: ConsoleWorld;
beforeAll(async () => {
  world = await startConsoleWorld();
});
afterAll(() => world.stop());

const makeLink = async () => new URL(await makeDeveloperLink(world.redis.redis, world.url)).pathname;

test("a developer's link lets in once, and looking at it does not use it up", async () => {
  const link = await makeLink();
  const browser = world.browser();
  expect((await browser.get(link)).status).toBe(200);
  expect((await browser.get(link)).status).toBe(200);
  expect(browser.cookies.has("kutsu-staff")).toBe(false);
  expect((await browser.fill(link, {}, link)).headers.get("location")).toBe("/console");
  expect(await (await browser.get("/console")).text()).toContain(world.admin.member.name);
  const again = world.browser();
  expect((await again.fill(link, {}, link)).status).toBe(410);
  expect(again.cookies.has("kutsu-staff")).toBe(false);
});

test("a link that was made up, or stands for something else in Redis, lets nobody in", async () => {
  const browser = world.browser();
  for (const token of ["x", "y".repeat(43)]) {
    const link = `/console/link/${token}`;
    expect((await browser.fill(link, {}, link)).status).toBe(410);
  }
});

test("Redis does not hold the link itself", async () => {
  const link = await makeLink();
  const keys = await world.redis.redis.keys("*entry*");
  expect(keys.join(" ")).not.toContain(link.split("/").at(-1));
});

test("an account that cannot be read is not mistaken for none: nobody becomes an admin by it", async () => {
  const link = await makeLink();
  await world.redis.redis.hset(staffKey, "broken", "{");
  const browser = world.browser();
  expect((await browser.fill(link, {}, link)).status).toBe(500);
  expect(browser.cookies.has("kutsu-staff")).toBe(false);
  await world.redis.redis.hdel(staffKey, "broken");
});

test("where there are no accounts a developer's link makes the first", async () => {
  await world.redis.redis.flushall();
  const link = await makeLink();
  const browser = world.browser();
  expect((await browser.fill(link, {}, link)).status).toBe(303);
  expect((await browser.get("/console/staff")).status).toBe(200);
  expect((await browser.get("/console/feedback")).status).toBe(200);
});
