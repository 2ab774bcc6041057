/** Carries what a patron should see to the process that has their page open. Nothing is kept: who misses it reads the history. */
import { Cluster } from "ioredis";
import type { KutsuRedis } from "./redis.ts";

const TOPIC = "kutsu:pages";

/** A relay over publish and subscribe, on a connection of its own for listening. */
export interface Relay {
  publish(address: string, json: string): Promise<void>;
  subscribe(listener: (address: string, json: string) => void): Promise<void>;
  close(): Promise<void>;
}

/** Makes the relay of this process. */
export function createRelay(redis: KutsuRedis): Relay {
  const listening = redis instanceof Cluster ? redis.duplicate() : redis.duplicate();
  listening.on("error", () => {
    // The main connection reports that Redis is away; this one comes back with it.
  });
  return {
    publish: async (address, json) => {
      await redis.publish(TOPIC, `${address} ${json}`);
    },
    subscribe: async (listener) => {
      listening.on("message", (_topic: string, message: string) => {
        const space = message.indexOf(" ");
        listener(message.slice(0, space), message.slice(space + 1));
      });
      await listening.subscribe(TOPIC);
    },
    close: async () => listening.disconnect(),
  };
}
