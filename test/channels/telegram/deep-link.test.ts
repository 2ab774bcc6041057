import { deepLink, readPayload } from "../../../src/channels/telegram/deep-link.ts";

function carriedBy(link: string): string {
  return new URL(link).searchParams.get("start") ?? "";
}

test.each([
  "recommend",
  "recommend:aGVsbWV0OjIxMTg3NA",
  "program:-_-aGVsbWV0",
  "smart-city:data",
  "b-looks-packed",
  "k-looks-packed",
  "k-x",
  "äö ~/?&=#",
  "campaign_12",
])("the payload %j comes back from its link", (payload) => {
  const link = deepLink("kutsu_test_bot", payload);
  expect(link).toMatch(/^https:\/\/t\.me\/kutsu_test_bot\?start=[\w-]{1,64}$/);
  expect(readPayload(carriedBy(link))).toBe(payload);
});

test("a payload that Telegram lets through as it is stays readable", () => {
  expect(deepLink("kutsu_test_bot", "campaign_12")).toBe("https://t.me/kutsu_test_bot?start=campaign_12");
});

test("a payload of kind and id costs two characters more, so that ids of 54 fit", () => {
  const payload = `program:${"x".repeat(54)}`;
  expect(carriedBy(deepLink("kutsu_test_bot", payload))).toHaveLength(64);
  expect(readPayload(carriedBy(deepLink("kutsu_test_bot", payload)))).toBe(payload);
});

test("a payload that is too long has no link, and the error says so", () => {
  expect(() => deepLink("kutsu_test_bot", `recommend:${"x".repeat(60)}`)).toThrow(
    /Cannot make a Telegram link/,
  );
});

test("what only looks packed is a payload as it is", () => {
  expect(readPayload("b-")).toBe("");
  expect(readPayload("b-x")).toBe("b-x");
  expect(readPayload("plain")).toBe("plain");
});
