import type { Config } from "../config.ts";
import { connectRedis, type KutsuRedis } from "../store/redis.ts";

/** Lends a command the Redis of the configuration, or joins the running server's, and closes it after. */
export async function withRedis<T>(config: Config, use: (redis: KutsuRedis) => Promise<T>): Promise<T> {
  const connection = await connectRedis({
    url: config.redisUrl,
    dataFolder: config.dataFolder,
    role: "command",
  });
  try {
    return await use(connection.redis);
  } finally {
    await connection.close();
  }
}
