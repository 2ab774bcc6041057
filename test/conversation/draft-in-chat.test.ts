/** Drafting an announcement in a chat: staff can, once for each message; to anybody else the word means nothing special. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import en from "../../locales/en/announcement.json";
import fi from "../../locales/fi/announcement.json";
import type { Address } from "../../src/channels/channel.ts";
import { listAnnouncements } from "../../src/outreach/announcements/announcement-store.ts";
import { addStaff } from "../../src/staff/change-staff.ts";
import { loadTurnTools } from "../helpers/chat.ts";
import { startTestRedis, type TestRedis } from "../helpers/redis.ts";
import { addAdmin, NOW } from "../staff/staff-world.ts";
import { JoinedLibrary } from "./joined-library.ts";

const ANNA: Address = "slack:T1:D1";
const APPROVER: Address = "teams:a:1approver";
const PATRON: Address = "telegram:5512";

let server: TestRedis;
let library: JoinedLibrary;

beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(async () => {
  await server.redis.flushall();
  library = new JoinedLibrary(server.redis, await loadTurnTools());
  const { member: by } = await addAdmin(server.redis);
  const add = (name: string, role: "staff" | "approver", address: Address) =>
    addStaff(server.redis, { name, roles: [role], addresses: [address] }, { now: NOW, by });
  await add("Anna", "staff", ANNA);
  await add("Antti", "approver", APPROVER);
});
afterAll(() => server.stop());

async function drafts() {
  return (await listAnnouncements(server.redis)).announcements;
}

describe("a member of the staff", () => {
  test("drafts what the message says, in the language it is in", async () => {
    const told = await library.say(ANNA, "announce The library is closed on Saturday because of a party.");
    const [draft] = await drafts();
    expect(draft).toMatchObject({ status: "draft", written: { name: "Anna" } });
    expect(draft?.content.texts).toEqual({ en: "The library is closed on Saturday because of a party." });
    expect(told).toContain(draft?.id);
    expect(await library.say(ANNA, "/tiedote Kirjasto on lauantaina kiinni juhlien vuoksi.")).toContain(
      "luonnoksen",
    );
    expect((await drafts()).map(({ content }) => Object.keys(content.texts))).toContainEqual(["fi"]);
  });

  test("is told how when there is no text", async () => {
    expect([en.draft.how, fi.draft.how]).toContain(firstLine(await library.say(ANNA, "tiedote")));
    expect(await drafts()).toEqual([]);
  });

  test("drafts once, however often the event is taken", async () => {
    const event = {
      id: "e1",
      from: ANNA,
      at: NOW,
      scope: "private",
      kind: "said",
      text: "announce Hello all",
    } as const;
    await library.conversation.accept(event);
    await library.conversation.accept(event);
    await library.conversation.settled();
    expect(await drafts()).toHaveLength(1);
  });
});

describe("the word means nothing special", () => {
  test.each([
    ["a patron", PATRON],
    ["an approver", APPROVER],
  ] as const)("from %s", async (_who, address) => {
    await library.say(address, "announce a party for everybody");
    expect(await drafts()).toEqual([]);
  });

  test("in a group", async () => {
    const event = {
      id: "e2",
      from: ANNA,
      at: NOW,
      scope: "group",
      kind: "said",
      text: "announce Hello all",
    } as const;
    await library.conversation.accept(event);
    await library.conversation.settled();
    expect(await drafts()).toEqual([]);
  });
});

function firstLine(text: string): string | undefined {
  return text.split("\n")[0];
}
