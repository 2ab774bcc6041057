import { expect, test } from "@jest/globals";
import { channelLinks } from "../../src/links/channel-links.ts";

const PAYLOAD = "program:aGVsbWV0OjE";

test("each place that is configured has its link, in the platform's own form", () => {
  const links = channelLinks(PAYLOAD, {
    publicUrl: "https://kutsu.example.org",
    telegram: "library_bot",
    teams: {
      appId: "11111111-2222-3333-4444-555555555555",
      tenantId: "99999999-2222-3333-4444-555555555555",
    },
    slack: { appId: "A123", teamId: "T123" },
  });
  expect(links).toEqual([
    { channel: "web", url: `https://kutsu.example.org/?start=${PAYLOAD}`, carries: true },
    { channel: "telegram", url: "https://t.me/library_bot?start=k-program-aGVsbWV0OjE", carries: true },
    {
      channel: "teams",
      url: "https://teams.microsoft.com/l/chat/0/0?tenantId=99999999-2222-3333-4444-555555555555&users=28%3A11111111-2222-3333-4444-555555555555&message=%2Fstart%20program%3AaGVsbWV0OjE",
      carries: true,
    },
    { channel: "slack", url: "https://slack.com/app_redirect?app=A123&team=T123", carries: false },
  ]);
  expect(new URL(links[0]?.url ?? "").searchParams.get("start")).toBe(PAYLOAD);
  expect(new URL(links[2]?.url ?? "").searchParams.get("message")).toBe(`/start ${PAYLOAD}`);
});

test("a place that is not configured has no link", () => {
  expect(channelLinks(PAYLOAD, {})).toEqual([]);
  expect(channelLinks(PAYLOAD, { slack: { appId: "A123" } })).toEqual([
    { channel: "slack", url: "https://slack.com/app_redirect?app=A123", carries: false },
  ]);
});
