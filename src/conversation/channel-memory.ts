/** What a channel needs kept, in Redis: small values with a lifetime, each channel in a room of its own. */
import type { ChannelMemory } from "../channels/channel.ts";
import { memoryKey } from "../store/keys.ts";
import type { KutsuRedis } from "../store/redis.ts";

/** Makes the memory of one channel. */
export function createChannelMemory(redis: KutsuRedis, channel: string): ChannelMemory {
  return {
    get: async (key) => (await redis.get(memoryKey(channel, key))) ?? undefined,
    set: async (key, value, ttlSeconds) => {
      await redis.set(memoryKey(channel, key), value, "EX", ttlSeconds);
    },
    delete: async (...keys) => {
      await Promise.all(keys.map((key) => redis.del(memoryKey(channel, key))));
    },
  };
}
