/** Started by redis.test.ts: says what the Redis at a URL answers. */
import { connectRedis } from "../../src/store/redis.ts";

connectRedis({ url: process.argv[2] ?? "", dataFolder: "", role: "command" }).then(
  async ({ redis, close }) => {
    console.log(await redis.ping());
    await close();
  },
  (error) => console.log(error.message),
);
