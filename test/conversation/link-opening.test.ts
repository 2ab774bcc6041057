import { expect, test } from "@jest/globals";
import { leadsSomewhere } from "../../src/conversation/link-opening.ts";
import { encodeId } from "../../src/id-code.ts";

const programs = { find: (id: string) => (id === "helmet:1" ? ({ id } as never) : undefined) };

test.each([
  [`program:${encodeId("helmet:1")}`, true],
  [`program:${encodeId("gone:1")}`, false],
  ["topic:data", true],
  ["topic:chess", false],
  [`interest:${encodeId("jooga")}`, true],
  [`partner:${encodeId("museo")}`, true],
  ["privacy:erase", false],
  ["", false],
])("a link is counted only when it leads somewhere: %s", (payload, leads) => {
  expect(leadsSomewhere(payload, programs)).toBe(leads);
});
