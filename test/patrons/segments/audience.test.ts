import { afterAll, beforeAll, describe } from "@jest/globals";
import { startTestCluster, startTestRedis, type TestCluster, type TestRedis } from "../../helpers/redis.ts";
import { audienceSuite } from "./audience.ts";
import { SegmentWorld } from "./segment-world.ts";

describe("audiences on a single Redis", () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startTestRedis();
  });
  afterAll(() => server.stop());
  audienceSuite(() => new SegmentWorld(server.redis));
});

describe("audiences on a Redis Cluster of three masters", () => {
  let server: TestCluster;
  beforeAll(async () => {
    server = await startTestCluster();
  }, 60_000);
  afterAll(() => server.stop());
  audienceSuite(() => new SegmentWorld(server.cluster));
});
