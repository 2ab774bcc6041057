import { packChoice, staysOpen, unpackChoice } from "../../../src/channels/telegram/callback-data.ts";
import { TestMemory } from "./library.ts";

test.each([
  ["short", "yes", "t12"],
  ["with spaces", "kyllä kiitos", "t12"],
  ["empty", "", ""],
  ["just 64 bytes packed", "x".repeat(59), "t12"],
  ["a byte over", "x".repeat(60), "t12"],
  ["few letters of many bytes", "ä".repeat(40), "t12"],
  ["of a question with a space", "yes", "t 12"],
  ["of a question like a kept one", "yes", "#12"],
  ["like a kept one itself", "#abc", "t12"],
])("a value that is %s comes back as it was, in 64 bytes", async (_, value, question) => {
  const memory = new TestMemory();
  const data = await packChoice("answer", { value, question }, memory);
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
  expect(await unpackChoice(data, memory)).toEqual({ value, question });
});

test("only what is too long is kept, for 30 days, and under the same name when it is sent again", async () => {
  const memory = new TestMemory();
  await packChoice("answer", { value: "yes", question: "t1" }, memory);
  expect(memory.values.size).toBe(0);
  const long = { value: "x".repeat(200), question: "t1" };
  const data = await packChoice("card", long, memory);
  expect(await packChoice("card", long, memory)).toBe(data);
  expect([...memory.ttlSeconds.values()]).toEqual([30 * 24 * 3600]);
});

test("buttons of cards stay open, those of a question do not", async () => {
  const memory = new TestMemory();
  for (const value of ["yes", "x".repeat(200)]) {
    expect(staysOpen(await packChoice("card", { value, question: "t1" }, memory))).toBe(true);
    expect(staysOpen(await packChoice("answer", { value, question: "t1" }, memory))).toBe(false);
  }
});

test.each(["", "?", "junk", "?#", "?#nothing-like-that"])(
  "the foreign value %j belongs to no question",
  async (data) => {
    expect(await unpackChoice(data, new TestMemory())).toEqual({ value: "", question: "" });
  },
);
