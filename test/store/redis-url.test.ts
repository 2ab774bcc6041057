import { hideCredentials, parseRedisUrl } from "../../src/store/redis-url.ts";

test.each([
  ["redis://localhost", { kind: "single", tls: false, at: { host: "localhost", port: 6379 }, database: 0 }],
  [
    "rediss://redis.example:6380/2",
    { kind: "single", tls: true, at: { host: "redis.example", port: 6380 }, database: 2 },
  ],
  [
    "redis://:s%40lt@[::1]:7000",
    { kind: "single", tls: false, password: "s@lt", at: { host: "::1", port: 7000 }, database: 0 },
  ],
  [
    "redis+sentinel://kutsu:salt@one,two:26380/main/1?sentinelPassword=pepper",
    {
      kind: "sentinel",
      tls: false,
      username: "kutsu",
      password: "salt",
      sentinels: [
        { host: "one", port: 26_379 },
        { host: "two", port: 26_380 },
      ],
      name: "main",
      database: 1,
      sentinelPassword: "pepper",
    },
  ],
  [
    "rediss-cluster://kutsu:salt@one:1,two:2",
    {
      kind: "cluster",
      tls: true,
      username: "kutsu",
      password: "salt",
      nodes: [
        { host: "one", port: 1 },
        { host: "two", port: 2 },
      ],
    },
  ],
])("REDIS_URL %s is read", (url, target) => {
  expect(parseRedisUrl(url)).toEqual(target);
});

test.each([
  ["http://localhost", "not like redis://host:6379"],
  ["redis://", "not like redis://host:6379"],
  ["redis://one,two", "several hosts need redis-cluster://"],
  ["redis://localhost:99999", '"localhost:99999" is not like host:port'],
  ["redis://localhost/first", '"first" is not the number of a database'],
  ["redis://salt@localhost", "a colon is missing before the password"],
  ["redis://:%@localhost", "not percent-encoded"],
  ["redis+sentinel://one:26379", "the name of the master is missing"],
  ["redis-cluster://one:1/2", "a cluster has no databases"],
])("REDIS_URL %s is refused with the reason", (url, reason) => {
  expect(() => parseRedisUrl(url)).toThrow(reason);
});

test("REDIS_URL is shown without its passwords", () => {
  const url = "redis+sentinel://kutsu:s@lt@one/main?sentinelPassword=pepper";
  expect(hideCredentials(url)).toBe("redis+sentinel://one/main");
  expect(() => parseRedisUrl("redis://kutsu:salt@one,two")).toThrow(
    /^Cannot read REDIS_URL "redis:\/\/one,two"/,
  );
});
