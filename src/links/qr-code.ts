/** Draws a link as a QR code in a PNG file: black on white with its quiet zone, one bit a pixel, no colour to get wrong. */
import { crc32, deflateSync } from "node:zlib";
import qrcode from "qrcode-generator";

/** Modules of white around the code, as the standard wants. */
const QUIET_ZONE = 4;
/** Pixels of a module: large enough to be printed and scaled without blur. */
const SCALE = 12;
const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/** The modules of a code, row by row; true is dark. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  // Error correction M stands 15 % of dirt, which a poster needs.
  const code = qrcode(0, "M");
  code.addData(text, "Byte");
  code.make();
  const indexes = Array.from({ length: code.getModuleCount() }, (_, index) => index);
  return indexes.map((row) => indexes.map((column) => code.isDark(row, column)));
}

/** Gives the bytes of a PNG file with the code of a text. */
export function qrPng(text: string): Buffer {
  const modules = qrModules(text);
  const size = (modules.length + 2 * QUIET_ZONE) * SCALE;
  const rows = Array.from({ length: size }, (_, y) => rowOf(modules, Math.floor(y / SCALE), size));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // One bit a pixel, greyscale; the rest is what the format has only one of.
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A row of pixels: the byte that says "no filter", then eight pixels a byte, 1 is white. */
function rowOf(modules: readonly (readonly boolean[])[], moduleRow: number, size: number): Buffer {
  const row = Buffer.alloc(1 + Math.ceil(size / 8), 0xff);
  row[0] = 0;
  const dark = modules[moduleRow - QUIET_ZONE];
  if (dark === undefined) return row;
  for (let x = 0; x < size; x += 1) {
    const isDark = dark[Math.floor(x / SCALE) - QUIET_ZONE] === true;
    if (isDark) row[1 + (x >> 3)] = (row[1 + (x >> 3)] ?? 0) & ~(0x80 >> (x & 7));
  }
  return row;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
