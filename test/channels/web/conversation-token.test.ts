import { ConversationTokens, createConversationId } from "../../../src/channels/web/conversation-token.ts";

const NOW = Date.UTC(2026, 10, 18, 8, 0, 0);
const IDLE_MS = 15 * 60_000;
const tokens = new ConversationTokens("a secret for tests only", IDLE_MS);

test("a token tells its conversation and when it was used", () => {
  const conversation = createConversationId();
  expect(tokens.read(tokens.sign(conversation, NOW), NOW + 1000)).toEqual({ conversation, usedAtMs: NOW });
});

test("a token dies when the conversation was idle for the time given, and not before", () => {
  const token = tokens.sign(createConversationId(), NOW);
  expect(tokens.read(token, NOW + IDLE_MS)).toBeDefined();
  expect(tokens.read(token, NOW + IDLE_MS + 1000)).toBeUndefined();
});

test("a token from a clock that is far ahead is refused", () => {
  const token = tokens.sign(createConversationId(), NOW);
  expect(tokens.read(token, NOW - 59_000)).toBeDefined();
  expect(tokens.read(token, NOW - 61_000)).toBeUndefined();
});

test("a token is worth nothing when any of its characters is changed", () => {
  const token = tokens.sign(createConversationId(), NOW);
  for (let index = 0; index < token.length; index += 1) {
    const other = token[index] === "A" ? "B" : "A";
    const forged = token.slice(0, index) + other + token.slice(index + 1);
    // The last character of a signature carries bits that decode to nothing; as text it still differs.
    expect(tokens.read(forged, NOW)).toBeUndefined();
  }
});

test("a token signed with another secret is refused", () => {
  const other = new ConversationTokens("another secret for tests", IDLE_MS);
  expect(tokens.read(other.sign(createConversationId(), NOW), NOW)).toBeUndefined();
});

test.each(["", ".", "a.b.c", "x".repeat(10_000), `${"A".repeat(22)}.0.${"A".repeat(43)}`])(
  "nonsense is no token (%.20s)",
  (nonsense) => {
    expect(tokens.read(nonsense, NOW)).toBeUndefined();
  },
);

test("a short secret is refused at once", () => {
  expect(() => new ConversationTokens("short", IDLE_MS)).toThrow("under 16 characters");
});

test("the greeting of a conversation has one id, and it is a UUID", () => {
  const conversation = createConversationId();
  expect(tokens.startId(conversation)).toBe(tokens.startId(conversation));
  expect(tokens.startId(conversation)).not.toBe(tokens.startId(createConversationId()));
  expect(tokens.startId(conversation)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});
