import { expect, test } from "@jest/globals";
import { slackManifest } from "../../../src/channels/slack/manifest.ts";

const publicUrl = "https://kutsu.example.org/";

test("the manifest sends everything to one address", () => {
  const lines = slackManifest({ publicUrl, socketMode: false }).split("\n");
  const address = '"https://kutsu.example.org/slack/events"';
  expect(lines).toEqual(
    expect.arrayContaining([
      "    request_url: ".concat(address),
      '    - command: "/kutsu"',
      `      url: ${address}`,
      "  socket_mode_enabled: false",
      '      - "message.im"',
      '      - "chat:write"',
    ]),
  );
  expect(lines.filter((line) => line.includes(address))).toHaveLength(3);
});

test("the manifest of Socket Mode names no address", () => {
  const yaml = slackManifest({ publicUrl, socketMode: true });
  expect(yaml).toContain("socket_mode_enabled: true");
  expect(yaml).not.toContain("https://");
});

test("a manifest without an address is refused with the remedy", () => {
  expect(() => slackManifest({ socketMode: false })).toThrow(/PUBLIC_URL is missing/);
});

test("the descriptions are as long as Slack wants them", () => {
  const [, short = "", long = ""] =
    /\n {2}description: (".*")\n {2}long_description: (".*")/.exec(slackManifest({ socketMode: true })) ?? [];
  expect(JSON.parse(short).length).toBeLessThanOrEqual(140);
  expect(JSON.parse(long).length).toBeGreaterThanOrEqual(174);
  expect(JSON.parse(long).length).toBeLessThanOrEqual(4000);
});
