import { expect, test } from "@jest/globals";
import {
  bitsOf,
  hasNumber,
  numbersBetween,
  numbersIn,
  readBitmap,
  readSegment,
} from "../../../src/patrons/segments/bits.ts";

const few = (...numbers: number[]) =>
  Buffer.from([
    "n".charCodeAt(0),
    ...numbers.flatMap((number) => [number >> 16, (number >> 8) & 255, number & 255]),
  ]);
const bitmap = (...bytes: number[]) => Buffer.from(["b".charCodeAt(0), ...bytes]);

test("a bitmap and a few numbers are the same bits", () => {
  const asBitmap = readSegment(bitmap(0b0100_0000, 0, 0b0000_0001, 0, 0b1000_0000), 2);
  const asNumbers = readSegment(few(32, 1, 23), 2);
  expect([...numbersIn(asBitmap)]).toEqual([1, 23, 32]);
  expect(asNumbers).toEqual(asBitmap);
});

test("numbers beyond what is read are left out, and nothing stored is nobody", () => {
  expect([...numbersIn(readSegment(few(3, 32, 70_000), 1))]).toEqual([3]);
  expect([...numbersIn(readSegment(bitmap(0x10, 0, 0, 0, 0xff), 1))]).toEqual([3]);
  expect([...numbersIn(readSegment(undefined, 4))]).toEqual([]);
  expect([...numbersIn(readBitmap(Buffer.alloc(0), 2))]).toEqual([]);
});

test("numbers of 16 million patrons fit into three bytes", () => {
  expect([...numbersIn(readSegment(few(70_000, 16_777_215), 524_288))]).toEqual([70_000, 16_777_215]);
});

test("a number of a set is there, and its neighbours are not", () => {
  const bits = bitsOf([33, 64], 2);
  expect([32, 33, 34].map((number) => hasNumber(bits, number))).toEqual([false, true, false]);
});

test("what differs is in one of two sets and not in both", () => {
  expect([...numbersBetween(bitsOf([1, 2, 31, 40], 2), bitsOf([2, 40, 41], 2))]).toEqual([1, 31, 41]);
});
