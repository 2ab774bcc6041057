import { inflateSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import jsQR from "jsqr";
import { qrModules, qrPng } from "../../src/links/qr-code.ts";

/** Reads a greyscale PNG of one bit a pixel as a viewer does, into the four bytes a pixel that a decoder wants. */
function pixelsOf(png: Buffer): { data: Uint8ClampedArray; size: number } {
  expect(png.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get("IHDR") ?? Buffer.alloc(0);
  const size = header.readUInt32BE(0);
  expect([header.readUInt32BE(4), header[8], header[9]]).toEqual([size, 1, 0]);
  const raw = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const stride = 1 + Math.ceil(size / 8);
  expect(raw).toHaveLength(stride * size);
  const data = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const isWhite = ((raw[y * stride + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      data.set([255 * isWhite, 255 * isWhite, 255 * isWhite, 255], (y * size + x) * 4);
    }
  }
  expect(chunks.has("IEND")).toBe(true);
  return { data, size };
}

test.each([
  "https://t.me/library_bot?start=k-program-aGVsbWV0OjIxMTg3NA",
  "https://kutsu.example.org/?start=topic:data",
  `https://teams.microsoft.com/l/chat/0/0?users=28%3A${"1".repeat(36)}&message=%2Fstart%20${"x".repeat(80)}`,
])("a decoder of another maker reads %s from the file", (text) => {
  const { data, size } = pixelsOf(qrPng(text));
  expect(jsQR(data, size, size)?.data).toBe(text);
});

test("the code stands in a quiet zone of four modules on each side", () => {
  const text = "https://kutsu.example.org/?start=topic:data";
  const { data, size } = pixelsOf(qrPng(text));
  const modules = qrModules(text).length;
  const scale = size / (modules + 8);
  expect(Number.isInteger(scale)).toBe(true);
  const isDark = (x: number, y: number) => data[(y * size + x) * 4] === 0;
  for (let at = 0; at < size; at += 1) {
    for (let edge = 0; edge < 4 * scale; edge += 1) {
      expect([
        isDark(at, edge),
        isDark(edge, at),
        isDark(at, size - 1 - edge),
        isDark(size - 1 - edge, at),
      ]).toEqual(Array(4).fill(false));
    }
  }
  expect(isDark(4 * scale, 4 * scale)).toBe(true);
});
