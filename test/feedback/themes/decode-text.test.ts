import { expect, test } from "@jest/globals";
import { decodeText } from "../../../src/feedback/themes/decode-text.ts";

const TEXT = "vastaus\nLisää öitä ja ääniä – kiitos!\n";

test("decode text reads UTF-8 with and without a mark, and drops the mark", () => {
  for (const bytes of [Buffer.from(TEXT), Buffer.from(`\ufeff${TEXT}`)])
    expect(decodeText(bytes)).toEqual({ text: TEXT, encoding: "utf-8", unreadable: 0 });
});

test("decode text reads UTF-16 in both byte orders, with and without a mark", () => {
  for (const mark of ["", "\ufeff"]) {
    const little = Buffer.from(mark + TEXT, "utf16le");
    expect(decodeText(little)).toMatchObject({ text: TEXT, encoding: "utf-16le" });
    const big = Buffer.from(mark + TEXT, "utf16le").swap16();
    expect(decodeText(big)).toMatchObject({ text: TEXT, encoding: "utf-16be" });
  }
});

test("decode text reads what is no UTF-8 as Windows-1252, of which Latin-1 is a part", () => {
  expect(decodeText(Buffer.from("äänikirjoja, kiitos", "latin1"))).toMatchObject({
    text: "äänikirjoja, kiitos",
    encoding: "windows-1252",
  });
  expect(decodeText(Uint8Array.from([0x80, 0x35])).text).toBe("€5");
});

test("decode text keeps UTF-8 with a broken byte and tells of it", () => {
  const bytes = Buffer.concat([Buffer.from("ääkkösiä öisin ja päivisin"), Buffer.from([0xff])]);
  expect(decodeText(bytes)).toEqual({
    text: "ääkkösiä öisin ja päivisin\ufffd",
    encoding: "utf-8",
    unreadable: 1,
  });
});
