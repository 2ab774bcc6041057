import { expect, test } from "@jest/globals";
import { changeDeclined, changeProfile } from "../../src/dialog/profile.ts";
import { profileWith } from "../helpers/services.ts";

test("a profile shows at once what was allowed and refused", () => {
  const before = profileWith({ allowed: ["reminders"], declined: ["campaigns"] });
  const after = changeProfile(before, { allow: ["campaigns"], refuse: ["reminders"] });
  expect([after.allowed, after.declined]).toEqual([["campaigns"], ["reminders"]]);
});

test("what was refused is remembered once, until it is allowed", () => {
  expect(changeDeclined(undefined, { refuse: ["campaigns"] })).toEqual(["campaigns"]);
  expect(changeDeclined(["campaigns"], { refuse: ["campaigns", "reminders"] })).toEqual([
    "campaigns",
    "reminders",
  ]);
  expect(changeDeclined(["campaigns"], { allow: ["campaigns"] })).toEqual([]);
});
