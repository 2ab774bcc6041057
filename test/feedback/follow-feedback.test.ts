import type { Address } from "../../src/channels/channel.ts";
import type { Commit, Snapshot } from "../../src/conversation/commit.ts";
import { ConversationStore } from "../../src/conversation/conversation-store.ts";
import type { FeedbackItem } from "../../src/feedback/feedback-item.ts";
import { FollowedFeedback } from "../../src/feedback/follow-feedback.ts";
import { changeReview, readReview } from "../../src/feedback/review-store.ts";
import { newPatron } from "../../src/patrons/patron.ts";
import { erasePatron } from "../../src/patrons/patron-data.ts";
import { parsePatronId, partitionPrefix } from "../../src/store/keys.ts";
import { eventOf, newAddress } from "../helpers/conversation.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";

const WHO = { id: "liisa", name: "Liisa" };

let server: TestRedis;
let store: ConversationStore;
beforeAll(async () => {
  server = await startTestRedis();
  store = new ConversationStore(server.redis, { leaseMs: 300 });
});
afterAll(() => server.stop());
beforeEach(() => server.redis.flushall());

const follow = () =>
  new FollowedFeedback({
    redis: server.redis,
    terms: (text) => ({ words: text.toLowerCase().split(" "), pivot: [] }),
    libraryOf: () => undefined,
    onError: (error) => {
      throw error;
    },
  });

const idsOf = async (followed: FollowedFeedback, groups?: string[][]) => {
  await followed.refresh();
  await followed.wordsRead();
  return followed.index.search({ groups }, { count: 100 }).ids;
};

/** Takes a turn of a patron as the conversation does. */
async function takeTurn(
  address: Address,
  work: (snapshot: Snapshot) => Partial<Pick<Commit, "feedback" | "withdrawn" | "erase">>,
): Promise<Snapshot> {
  const snapshot = await store.acceptEvent(eventOf(address, { kind: "said", text: "hei" }));
  if (snapshot === undefined) throw new Error("Cannot accept a new event: it is taken for a repeat");
  const event = { kind: "said", text: "hei" };
  const turn = {
    format: 1,
    turn: 1,
    at: new Date().toISOString(),
    address,
    event: "e",
    patron: event,
    said: [],
  };
  const nothing = { messages: [], feedback: [], contacts: [], withdrawn: [], erase: false };
  await store.commitTurn(
    snapshot,
    { patron: newPatron, ...nothing, transcript: turn, ...work(snapshot) } as Commit,
    { address, token: "t" },
  );
  return snapshot;
}

function itemOf({ id }: Snapshot, address: Address, rest: Partial<FeedbackItem> = {}): FeedbackItem {
  const at = new Date().toISOString();
  return {
    ...{ format: 1, id: `${id}-1`, patron: id, address, at, language: "en", about: "library" },
    ...{ text: "nice and warm", mayAnswer: false, turns: { from: 1, to: 1 } },
    ...rest,
  };
}

test("feedback that a turn stores is followed, and found by its words", async () => {
  const followed = follow();
  expect(await idsOf(followed)).toEqual([]);
  const address = newAddress();
  const { id } = await takeTurn(address, (snapshot) => ({ feedback: [itemOf(snapshot, address)] }));
  expect(await idsOf(followed)).toEqual([`${id}-1`]);
  expect(await idsOf(followed, [["warm"], ["nice"]])).toEqual([`${id}-1`]);
  expect(await idsOf(followed, [["warm"], ["cold"]])).toEqual([]);
});

test("feedback that is given anew is found by its new words only", async () => {
  const followed = follow();
  const address = newAddress();
  const { id } = await takeTurn(address, (snapshot) => ({ feedback: [itemOf(snapshot, address)] }));
  await idsOf(followed);
  await takeTurn(address, (snapshot) => ({
    feedback: [
      itemOf(snapshot, address, { id: `${id}-1`, text: "rather cold", at: "2026-01-01T00:00:00.000Z" }),
    ],
  }));
  expect(await idsOf(followed, [["warm"]])).toEqual([]);
  expect(await idsOf(followed, [["cold"]])).toEqual([`${id}-1`]);
});

test.each([
  ["withdrawn", (id: string) => ({ withdrawn: [`${id}-1`] })],
  ["erased with the patron", () => ({ erase: true })],
] as const)(
  "feedback that is %s leaves the index, and what librarians noted leaves Redis",
  async (_, work) => {
    const followed = follow();
    const address = newAddress();
    const { id } = await takeTurn(address, (snapshot) => ({ feedback: [itemOf(snapshot, address)] }));
    const change = { did: "note", text: "A note" } as const;
    expect(await changeReview(server.redis, `${id}-1`, { change, who: WHO, at: "now" })).toBe(true);
    expect(await idsOf(followed)).toHaveLength(1);
    await takeTurn(address, () => work(id));
    expect(await idsOf(followed)).toEqual([]);
    expect(await idsOf(followed, [["warm"]])).toEqual([]);
    expect(await idsOf(follow())).toEqual([]);
    expect(await server.redis.keys("*review*")).toEqual([]);
    expect(await changeReview(server.redis, `${id}-1`, { change, who: WHO, at: "now" })).toBe(false);
  },
);

test("feedback that the desk erases leaves the index, with what was noted", async () => {
  const followed = follow();
  const address = newAddress();
  const { id } = await takeTurn(address, (snapshot) => ({ feedback: [itemOf(snapshot, address)] }));
  await changeReview(server.redis, `${id}-1`, { change: { did: "note", text: "x" }, who: WHO, at: "now" });
  expect(await idsOf(followed)).toHaveLength(1);
  expect(await erasePatron(server.redis, id)).toBe(true);
  expect(await idsOf(followed)).toEqual([]);
  expect(await server.redis.keys("*review*")).toEqual([]);
});

test("a review of one process is seen by another", async () => {
  const [one, other] = [follow(), follow()];
  const address = newAddress();
  const { id } = await takeTurn(address, (snapshot) => ({ feedback: [itemOf(snapshot, address)] }));
  await Promise.all([idsOf(one), idsOf(other)]);
  const change = { did: "status", status: "answered" } as const;
  await changeReview(server.redis, `${id}-1`, { change, who: WHO, at: "now" });
  await other.refresh();
  expect(other.index.find(`${id}-1`)?.status).toBe("answered");
  const prefix = partitionPrefix(parsePatronId(id).partition);
  expect((await readReview(server.redis, prefix, `${id}-1`)).history).toEqual([
    { at: "now", who: WHO, did: "status", to: "answered" },
  ]);
});
