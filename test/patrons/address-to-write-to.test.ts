import { expect, test } from "@jest/globals";
import { addressToWriteTo } from "../../src/patrons/address-to-write-to.ts";
import type { Talk } from "../../src/patrons/patron.ts";

const talk = (given: Partial<Talk> = {}): Talk => ({ reachable: true, parked: [], ...given });

test("a patron is written to where they were heard last", () => {
  const talks = {
    "telegram:1": talk({ heard: "2026-11-20T10:00:00Z" }),
    "teams:1": talk({ heard: "2026-11-21T10:00:00Z" }),
  };
  expect(addressToWriteTo({ talks })).toBe("teams:1");
});

test("a page that may be closed by then comes after what lasts, and is better than nothing", () => {
  const web = talk({ heard: "2026-11-22T10:00:00Z", passing: true });
  expect(addressToWriteTo({ talks: { "web:1": web, "telegram:1": talk() } })).toBe("telegram:1");
  expect(addressToWriteTo({ talks: { "web:1": web } })).toBe("web:1");
});

test("nobody is written to in a group or where nothing arrives", () => {
  const talks = { "telegram:-1": talk({ group: true }), "slack:1": talk({ reachable: false }) };
  expect(addressToWriteTo({ talks })).toBeUndefined();
});
