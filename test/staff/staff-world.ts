/** A library's staff for tests: accounts added as they are in life, the first by nobody and the others by an admin. */
import { addStaff, type WithKey } from "../../src/staff/change-staff.ts";
import type { KutsuRedis } from "../../src/store/redis.ts";

export const NOW = "2026-11-18T10:00:00.000Z";

/** Adds the first account, an admin. */
export function addAdmin(redis: KutsuRedis, name = "Aino"): Promise<WithKey> {
  return addStaff(redis, { name, roles: ["admin"] }, { now: NOW });
}

/** Gives a moment some minutes after {@link NOW}. */
export function minutesLater(minutes: number): string {
  return new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
}

/** Lends a Redis on which the first changes wait until there are `count` of them, each worked out from what was before all. */
export function atOnce<Connection extends KutsuRedis>(redis: Connection, count: number): Connection {
  let waiting = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return new Proxy(redis, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (name !== "eval") return member.bind(target);
      return async (...args: readonly unknown[]) => {
        waiting += 1;
        if (waiting >= count) open();
        await opened;
        return member.apply(target, args);
      };
    },
  });
}
