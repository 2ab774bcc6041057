/** Turns the bytes of a file into text, whatever encoding the program that wrote it chose. */

/** A text and the encoding it was in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  /** Characters that could not be read; they stand in the text as U+FFFD. */
  readonly unreadable: number;
}

/** Bytes looked at to tell UTF-16 without a mark. */
const PROBED = 4_096;
/** Of the characters beyond ASCII, those that may be broken in a text that still counts as UTF-8. */
const BROKEN_SHARE = 0.2;

/**
 * Decodes UTF-8 and UTF-16, with or without a byte order mark, and else Windows-1252, of which Latin-1 is a part. A text in UTF-8
 * with a few broken bytes stays UTF-8.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = utf16Of(bytes);
  if (encoding !== undefined) return decoded(bytes, encoding);
  const utf8 = decoded(bytes, "utf-8");
  if (utf8.unreadable === 0) return utf8;
  const beyond = utf8.text.match(/[^\u0000-\u007f]/g)?.length ?? 0;
  return utf8.unreadable <= beyond * BROKEN_SHARE ? utf8 : decoded(bytes, "windows-1252");
}

/** What Windows put where Latin-1 has control characters, from 0x80. Node 20's own decoder leaves them as they are. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decoded(bytes: Uint8Array, encoding: DecodedText["encoding"]): DecodedText {
  const text =
    encoding === "windows-1252"
      ? Buffer.from(bytes)
          .toString("latin1")
          .replace(/[\u0080-\u009f]/g, (one) => WINDOWS[one.charCodeAt(0) - 0x80] ?? one)
      : new TextDecoder(encoding).decode(bytes);
  return { text, encoding, unreadable: text.match(/\ufffd/g)?.length ?? 0 };
}

function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // Text in our languages has a zero as every other byte.
  const pairs = Math.min(bytes.length, PROBED) >> 1;
  let [even, odd] = [0, 0];
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[pair * 2] === 0) even += 1;
    if (bytes[pair * 2 + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return "utf-16le";
  if (even > pairs * 0.6 && odd < pairs * 0.1) return "utf-16be";
  return undefined;
}
