/** Makes tokens as Teams shows them, and as it never would. */
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key of the emulated Microsoft. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  /** As the key document shows it. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Makes a key; with endorsements it is good for those channels only. */
export function makeKey(id: string, endorsements?: readonly string[]): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = {
    ...publicKey.export({ format: "jwk" }),
    use: "sig",
    kid: id,
    ...(endorsements && { endorsements }),
  };
  return { id, privateKey, jwk };
}

/** Signs claims with a key; `kid` may name another one. */
export function signToken(key: SigningKey, claims: Claims, kid = key.id): string {
  const body = unsigned({ alg: "RS256", typ: "JWT", kid }, claims);
  return `${body}.${sign("RSA-SHA256", Buffer.from(body), key.privateKey).toString("base64url")}`;
}

/** Says that it needs no signature. */
export function unsignedToken(key: SigningKey, claims: Claims): string {
  return `${unsigned({ alg: "none", typ: "JWT", kid: key.id }, claims)}.`;
}

/** Signs with the public key as if it were a shared secret. */
export function confusedToken(key: SigningKey, claims: Claims): string {
  const body = unsigned({ alg: "HS256", typ: "JWT", kid: key.id }, claims);
  const pem = createPublicKey(key.privateKey).export({ type: "spki", format: "pem" });
  return `${body}.${createHmac("sha256", pem).update(body).digest("base64url")}`;
}

function unsigned(header: object, claims: Claims): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}
