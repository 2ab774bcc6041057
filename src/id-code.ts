/** The one encoding of ids from outside, wherever they may not break what holds them: keys, button values, addresses of pages. */

/** Encodes what comes from outside so that it cannot break a key or a button value. */
export function encodeId(id: string): string {
  return Buffer.from(id, "utf8").toString("base64url");
}

/** Decodes what {@link encodeId} made; undefined for anything else. */
export function decodeId(encoded: string): string | undefined {
  const id = Buffer.from(encoded, "base64url").toString("utf8");
  return encodeId(id) === encoded ? id : undefined;
}
