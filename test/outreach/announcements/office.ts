/** An office that makes announcements, for tests: members of staff, patrons who agreed to be told, and a content. */
import type { AnnouncementContent } from "../../../src/outreach/announcements/announcement.ts";
import type { Acting } from "../../../src/outreach/announcements/requirements.ts";
import type { KutsuRedis } from "../../../src/store/redis.ts";
import { patronAt, SegmentWorld } from "../../patrons/segments/segment-world.ts";

export const NOW = "2026-11-25T10:00:00.000Z";

export const WRITER: Acting["by"] = { id: "writer01", name: "Aino", roles: ["staff"] };
export const EDITOR: Acting["by"] = { id: "editor01", name: "Eero", roles: ["staff", "approver"] };
export const APPROVER: Acting["by"] = { id: "approver", name: "Matti", roles: ["approver"] };
export const SECOND: Acting["by"] = { id: "approve2", name: "Liisa", roles: ["approver"] };
export const LIBRARIAN: Acting["by"] = { id: "library1", name: "Leena", roles: ["librarian"] };

export const CONTENT: AnnouncementContent = {
  texts: { fi: "Tule kirjastoon.", en: "Come to the library." },
  audience: "all",
  exclude: { toldProgram: false, attended: false },
  choices: ["dismiss"],
  schedule: {},
};

/** A moment some minutes after {@link NOW}. */
export function later(minutes: number): string {
  return new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
}

/** Adds patrons who agreed to announcements, speaking Finnish and English in turn. */
export async function addPatrons(redis: KutsuRedis, count: number): Promise<void> {
  const world = new SegmentWorld(redis);
  const consent = { at: NOW, wording: 1, channel: "telegram" };
  for (let at = 0; at < count; at += 1)
    await world.commit(`telegram:${at}`, () =>
      patronAt(`telegram:${at}`, {
        language: at % 2 === 0 ? "fi" : "en",
        interests: ["makers"],
        consents: { announcements: consent },
      }),
    );
}

/** Counts the keys of ledgers there are. */
export async function ledgerKeys(redis: KutsuRedis): Promise<readonly string[]> {
  return (await redis.keys("*")).filter((key) => key.includes(":ledger:"));
}
