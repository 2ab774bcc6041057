import { codeAddress, codeAt, findStep, makeCodeSecret } from "../../src/staff/one-time-code.ts";

/** "12345678901234567890" in base32, the secret of RFC 6238's test vectors. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

// Appendix B of the RFC, whose eight digits end in the six that apps show.
test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
])("a one-time code at %i s is that of RFC 6238", (seconds, code) => {
  expect(codeAt(SECRET, new Date(seconds * 1000).toISOString())).toBe(code);
});

test("a one-time code is right for half a minute and the ones beside it", () => {
  const at = (seconds: number) => new Date(1_700_000_010_000 + seconds * 1000).toISOString();
  const code = codeAt(SECRET, at(0));
  const steps = [-60, -30, 0, 30, 60].map((seconds) => findStep(SECRET, code, at(seconds)));
  const [step] = steps.filter((one) => one !== undefined);
  expect(steps).toEqual([undefined, step, step, step, undefined]);
});

test.each(["", "12345", "1234567", "abcdef", "000000 ".repeat(100)])("%j is no one-time code", (typed) => {
  expect(findStep(SECRET, typed, "2026-11-18T10:00:00.000Z")).toBeUndefined();
});

test("secrets of one-time codes are 160 bits, each another", () => {
  const secrets = Array.from({ length: 50 }, makeCodeSecret);
  expect(new Set(secrets).size).toBe(50);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

test("an app reads the name and the secret from an address", () => {
  const url = new URL(codeAddress(SECRET, "Åsa & Co"));
  expect(url.protocol).toBe("otpauth:");
  expect(decodeURIComponent(url.pathname)).toContain("Kutsu:Åsa & Co");
  expect(url.searchParams.get("secret")).toBe(SECRET);
});
