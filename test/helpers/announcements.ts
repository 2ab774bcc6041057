/** Announcements as staff write them. */
import type { Announcement, AnnouncementContent } from "../../src/outreach/announcements/announcement.ts";

/** The name of the ledger that an announcement's audience is frozen in. */
export const LEDGER = "tiedote1-0a1b2c";

/** Makes an announcement that is being sent; what is not given is ordinary. */
export function announcementOf(given: Partial<AnnouncementContent> = {}, id = "tiedote1"): Announcement {
  return {
    format: 1,
    id,
    revision: 3,
    status: "sending",
    content: {
      texts: {
        fi: "Kirjasto täyttää sata vuotta.\n\nTule juhlimaan, kahvi on ilmaista.",
        en: "The library turns one hundred.\n\nCome and celebrate, coffee is free.",
      },
      choices: ["more", "save", "dismiss"],
      audience: "all",
      exclude: { toldProgram: false, attended: false },
      schedule: {},
      ...given,
    },
    written: { id: "s1", name: "Anna", at: "2026-11-19T08:00:00.000Z" },
    frozen: { ledger: LEDGER, at: "2026-11-19T09:00:00.000Z", byChannel: { test: 1 } },
  };
}
