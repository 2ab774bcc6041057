import { expect, test } from "@jest/globals";
import { deskIdOf, readDeskId } from "../../src/patrons/desk-id.ts";

const SECRET = "s".repeat(32);

test("the id told at the desk proves itself, however it is written down", () => {
  const told = deskIdOf("40-1", SECRET);
  expect(told).toMatch(/^40-1-[2-9A-HJKMNP-TV-Z]{5}$/);
  expect(readDeskId(` ${told.toLowerCase()} `, SECRET)).toEqual({ id: "40-1", isProven: true });
});

test("a bare id proves nothing, and a wrong proof is refused", () => {
  const proof = deskIdOf("40-1", SECRET).split("-")[2];
  expect(readDeskId("40-1", SECRET)).toEqual({ id: "40-1", isProven: false });
  expect(readDeskId(`40-2-${proof}`, SECRET)).toBeUndefined();
  expect(readDeskId(`40-1-${proof}A`, SECRET)).toBeUndefined();
  expect(readDeskId(deskIdOf("40-1", "t".repeat(32)), SECRET)).toBeUndefined();
  expect(readDeskId("patron", SECRET)).toBeUndefined();
});
