import { expect, test } from "@jest/globals";
import { codeIn, isCode, spelt } from "../../src/dialog/join-code.ts";
import { digestOfCode, makeJoinCode, partitionOfCode } from "../../src/patrons/join-code.ts";
import { PARTITIONS, type PatronId } from "../../src/store/keys.ts";

const SECRET = "s".repeat(32);
const at = (second: number) => new Date(Date.UTC(2026, 10, 18, 8, 0, second)).toISOString();

test("a code is the same each time, and another for another patron, time or secret", () => {
  const code = makeJoinCode("17-42", at(0), SECRET);
  expect(makeJoinCode("17-42", at(0), SECRET)).toBe(code);
  const others = [
    makeJoinCode("17-43", at(0), SECRET),
    makeJoinCode("18-42", at(0), SECRET),
    makeJoinCode("17-42", at(1), SECRET),
    makeJoinCode("17-42", at(0), `${SECRET}x`),
  ];
  expect(new Set([code, ...others]).size).toBe(5);
});

test("every code tells its partition, has letters and digits, and none that look alike", () => {
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    for (let number = 1; number <= 20; number += 1) {
      const code = makeJoinCode(`${partition}-${number}` as PatronId, at(number), SECRET);
      expect(partitionOfCode(code)).toBe(partition);
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
      expect(isCode(code)).toBe(true);
      expect(codeIn(spelt(code))).toBe(code);
    }
  }
});

test("codes are spread evenly: no letter stands anywhere more often than chance lets it", () => {
  const counts = new Map<string, number>();
  const codes = 3000;
  for (let number = 1; number <= codes; number += 1) {
    const code = makeJoinCode(`${number % PARTITIONS}-${number}` as PatronId, at(0), SECRET);
    for (const [place, letter] of [...code].entries()) {
      counts.set(`${place}${letter}`, (counts.get(`${place}${letter}`) ?? 0) + 1);
    }
  }
  // 30 letters: about 100 of each in each place; five standard deviations are 50.
  expect(Math.max(...counts.values())).toBeLessThan(codes / 30 + 60);
  expect(counts.size).toBe(8 * 30);
});

test.each(["KX7M-9TQP", "kx7m9tqp", " kx7m 9tqp. ", "Kx7M-9tQP!"])("%j is heard as a code", (text) => {
  expect(codeIn(text)).toBe("KX7M9TQP");
});

test.each([
  "KIRJASTO",
  "24122026",
  "23456789",
  "jazz 2026",
  "kx7m 9tqp kiitos",
  "koodi on kx7m9tqp",
  "kx7m--9tqp",
  "kx7m9tq",
  "o0l1-9tqp",
  "peli-ilta",
  "PELI-ILTA",
  "rock-2026",
  "2024-2026",
  "",
])("%j is not heard as a code", (text) => {
  expect(codeIn(text)).toBeUndefined();
});

test.each([
  ["ABCD-EFGH", "ABCDEFGH"],
  ["KX7M-0TQP", "KX7MQTQP"],
  ["KX7M-OTU1.", "KX7MQTV7"],
])("%j is meant as a code wherever it is written", (text, code) => {
  expect(codeIn(text)).toBe(code);
});

test.each([
  ["abcd-efgh", "ABCDEFGH"],
  ["kx7m0tqp", "KX7MQTQP"],
  ["kx7m otq2", "KX7MQTQ2"],
  ["2345-6789", "23456789"],
])("%j is meant as a code where one is expected", (text, code) => {
  expect(codeIn(text)).toBeUndefined();
  expect(codeIn(text, { expected: true })).toBe(code);
});

test.each(["takaisin", "calendar", "CHANNELS", "tell more", "2345 6789", "24122026"])(
  "%j is no code even there",
  (text) => {
    expect(codeIn(text, { expected: true })).toBeUndefined();
  },
);

test("what is stored of a code does not tell it", () => {
  expect(digestOfCode("KX7M9TQP")).toMatch(/^[\w-]{22}$/);
  expect(digestOfCode("KX7M9TQP")).not.toBe(digestOfCode("KX7M9TQ2"));
});
