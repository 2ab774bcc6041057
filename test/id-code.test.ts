import { expect, test } from "@jest/globals";
import { decodeId, encodeId } from "../src/id-code.ts";

test.each(["helmet:211874", "", "ä:ö/+?=", "👩‍👧"])("an id comes back as it was encoded: %j", (id) => {
  expect(encodeId(id)).toMatch(/^[\w-]*$/);
  expect(decodeId(encodeId(id))).toBe(id);
});

test.each(["aGVsb!", "a", "aGVsbG8=", "%%%"])("what encodes no id is none: %j", (encoded) => {
  expect(decodeId(encoded)).toBeUndefined();
});

test("the dialogs and the cards have one encoding", () => {
  expect(encodeId("helmet:1")).toBe(Buffer.from("helmet:1").toString("base64url"));
});
