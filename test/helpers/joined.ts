/** Patrons with one channel and with several, as dialogs see them. */
import type { Channels } from "../../src/dialog/profile.ts";
import type { Services } from "../../src/dialog/services.ts";
import type { Language } from "../../src/understanding/understood.ts";
import { NOW, profileWith, servicesIn } from "./services.ts";

/** The code that these patrons asked for. */
export const OWN_CODE = "ABCD2345";

/** Ways into a Kutsu that can be reached. */
export const LINKS: NonNullable<Services["links"]> = {
  joinCode: () => OWN_CODE,
  opening: (payload) => [`https://t.me/kutsu_test_bot?start=${payload}`],
  calendar: (version) => `http://kutsu.test/calendar/${version}.ics`,
};

/** A channel of a patron's, seen from another. */
export function other(channel: string, mayPart = true, number = 1): Channels["others"][number] {
  return { address: `${channel}:${number}`, channel, mayPart };
}

/** A patron with these channels beside the one that speaks. */
export function channelsWith(given: Partial<Channels> = {}): Channels {
  return { others: [], isJoined: false, continues: false, ...given };
}

/** Worlds that make the dialog about channels say different things. */
export function joinedWorlds(language: Language): readonly Services[] {
  const of = (channels: Partial<Channels>, given: Partial<Services> = {}) =>
    servicesIn(language, {
      links: LINKS,
      profile: profileWith({ channels: channelsWith(channels) }),
      ...given,
    });
  return [
    servicesIn(language),
    of({ invited: NOW }),
    of({ invited: NOW }, { links: { ...LINKS, opening: () => [] } }),
    of({}, { joinRefused: true }),
    of({}, { joinRefused: "tooMany" }),
    of({ here: "web", others: [other("web")] }),
    of({}, { profile: profileWith({ calendar: { version: 1 }, home: "Kallio" }) }),
    of({
      here: "telegram",
      others: [other("telegram"), other("telegram", true, 2)],
      isJoined: true,
      continues: true,
    }),
    of({ others: ["telegram", "web", "slack", "teams"].map((channel) => other(channel)) }),
  ];
}
