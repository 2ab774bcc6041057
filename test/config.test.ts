import { expect, test } from "@jest/globals";
import { ConfigError, readConfig } from "../src/config.ts";

/** The problems that an environment has, a line each. */
function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}

test("nothing needs to be set", () => {
  expect(readConfig({})).toMatchObject({
    port: 3978,
    host: "127.0.0.1",
    dataFolder: ".kutsu",
    programs: [],
    development: false,
    embedOrigins: [],
    timeZone: "Europe/Helsinki",
    logLevel: "info",
    publicUrl: undefined,
    redisUrl: undefined,
    secret: undefined,
  });
  expect(readConfig({}).helplines.fi).toContain("09 2525 0111");
});

test("what is empty counts as not set", () => {
  expect(readConfig({ PORT: "", REDIS_URL: " ", KUTSU_SECRET: "", KUTSU_ENV: "" })).toEqual(readConfig({}));
});

test("settings are read", () => {
  const config = readConfig({
    PORT: "8080",
    HOST: "0.0.0.0",
    PUBLIC_URL: "https://kutsu.example.org/",
    KUTSU_DATA: "/var/kutsu",
    REDIS_URL: "rediss://redis.example.org:6380",
    KUTSU_PROGRAMS: " https://a.example/v1/event/\n file.ics|Europe/Helsinki ",
    KUTSU_SECRET: "x".repeat(32),
    KUTSU_ENV: "development",
    KUTSU_EMBED_ORIGINS: "https://a.example http://b.example:8080",
    KUTSU_TIME_ZONE: "Europe/Stockholm",
    KUTSU_CARD_PATTERN: "\\d{10}",
    LOG_LEVEL: "debug",
  });
  expect(config).toMatchObject({
    port: 8080,
    host: "0.0.0.0",
    publicUrl: "https://kutsu.example.org",
    dataFolder: "/var/kutsu",
    redisUrl: "rediss://redis.example.org:6380",
    programs: ["https://a.example/v1/event/", "file.ics|Europe/Helsinki"],
    secret: "x".repeat(32),
    development: true,
    embedOrigins: ["https://a.example", "http://b.example:8080"],
    timeZone: "Europe/Stockholm",
    cardPattern: "\\d{10}",
    logLevel: "debug",
  });
});

test("every problem is named at once, with the name and the value", () => {
  const problems = problemsOf({
    PORT: "70000",
    PUBLIC_URL: "kutsu.example.org",
    REDIS_URL: "http://redis",
    KUTSU_ENV: "staging",
    KUTSU_EMBED_ORIGINS: "https://a.example/path",
    KUTSU_CARD_PATTERN: "(",
    KUTSU_TIME_ZONE: "Helsinki",
    LOG_LEVEL: "loud",
    KUTSU_SECRET: "short",
  });
  expect(problems.map((line) => line.split(/[ :]/, 1)[0]).sort()).toEqual([
    ...["KUTSU_CARD_PATTERN", "KUTSU_EMBED_ORIGINS", "KUTSU_ENV", "KUTSU_SECRET", "KUTSU_TIME_ZONE"],
    ...["LOG_LEVEL", "PORT", "PUBLIC_URL", "REDIS_URL"],
  ]);
  expect(problems).toContain('PORT "70000": must be 0 to 65535');
  expect(problems).toContain('KUTSU_TIME_ZONE "Helsinki": must be a time zone such as Europe/Helsinki');
});

test.each(["abc", "80.5", "-1", "1e9"])("a port that is none is refused: %s", (PORT) => {
  expect(problemsOf({ PORT })).toHaveLength(1);
});

test.each(["redis://h", "rediss://h", "redis+sentinel://h,h2/name", "redis-cluster://h:1,h:2"])(
  "a Redis can be any of its kinds: %s",
  (REDIS_URL) => {
    expect(readConfig({ REDIS_URL }).redisUrl).toBe(REDIS_URL);
  },
);

test("no secret is shown when it is wrong", () => {
  const shown = problemsOf({ KUTSU_SECRET: "hunter2", REDIS_URL: "rdis://:hunter2@redis.example.org" }).join(
    "\n",
  );
  expect(shown).toContain("KUTSU_SECRET: must have at least 32 characters");
  expect(shown).toContain("REDIS_URL");
  expect(shown).not.toContain("hunter2");
});
