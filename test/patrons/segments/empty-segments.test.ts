import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { emptySegments } from "../../../src/patrons/segments/empty-segments.ts";
import { readExpression } from "../../../src/patrons/segments/read-expression.ts";
import { startTestRedis, type TestRedis } from "../../helpers/redis.ts";
import { SegmentWorld } from "./segment-world.ts";

let server: TestRedis;
beforeAll(async () => {
  server = await startTestRedis();
  const world = new SegmentWorld(server.redis);
  const interests = ["lautapeli", "chess", "espanja", "urban foxes"];
  const talks = { "web:1": { reachable: true, parked: [] } };
  await world.commit("web:1", (patron) => ({ ...patron, interests, home: "Itä-Pasila", talks }));
});
afterAll(() => server.stop());

test.each([
  ["interest:lautapelt", "interest:lautapelt", "interest:lautapelit"],
  ["interest:shakkki", "interest:shakkki", "interest:shakki"],
  ["interest:ches", "interest:ches", "interest:chess"],
  ['interest:"bord games"', 'interest:"bord games"', 'interest:"board games"'],
  ["interest:espanjja", "interest:espanjja", "interest:espanja"],
  ["interest:spanihs", "interest:spanihs", "interest:spanish"],
  ['interest:"urban foxe"', 'interest:"urban foxe"', 'interest:"urban foxes"'],
  ["district:itäpasila", "district:itäpasila", "district:itä-pasila"],
  ["interest:gardening", "interest:gardening", undefined],
])("what is meant by %s is told in a word that can be typed", async (text, name, meant) => {
  expect(await emptySegments(server.redis, readExpression(text))).toEqual([
    { name, ...(meant !== undefined && { meant }) },
  ]);
  if (meant === undefined) return;
  expect(await emptySegments(server.redis, readExpression(meant))).toEqual([]);
});
