import { expect, test } from "@jest/globals";
import { accountOf, makeMember, memberOf, parseAccount, sameName } from "../../src/staff/account.ts";
import { NOW } from "./staff-world.ts";

const HASH = `$scrypt$ln=15,r=8,p=3$${"a".repeat(22)}$${"b".repeat(43)}`;
const name = "Matti";

test("an account is stored and read as it was, and shown without its key", () => {
  const member = makeMember({ name, roles: ["partner"], partner: " Kallio-liike " }, NOW);
  expect(member).toMatchObject({ roles: ["partner"], partner: "Kallio-liike", languages: ["fi", "en"] });
  const account = accountOf(member, HASH);
  expect(parseAccount(member.id, JSON.stringify(account))).toEqual(account);
  expect(memberOf(account)).toEqual(member);
});

test.each([
  ["Åke", "åKE"],
  ["Åke", "A\u030Ake"],
  ["Matti Meikäläinen", " matti   meikäläinen"],
  ["Aino", "Ａｉｎｏ"],
])("%j and %j are one name", (first, second) => {
  expect(sameName(first)).toBe(sameName(second));
});

test("names that differ in a letter are two", () => {
  expect(sameName("Åke")).not.toBe(sameName("Ake"));
});

test("60 characters are a name, whatever they weigh", () => {
  expect(makeMember({ name: "𝒜".repeat(60), roles: ["staff"] }, NOW).name).toHaveLength(120);
});

test.each([
  [{ name: " ", roles: ["staff"] }, "Cannot name a staff account"],
  [{ name: "x".repeat(61), roles: ["staff"] }, "a name has 1 to 60 characters"],
  [{ name: "Mat\u202Eti", roles: ["staff"] }, "each of which can be seen"],
  [{ name: "Mat\nti", roles: ["staff"] }, "each of which can be seen"],
  [{ name: "Mat\u00A0ti", roles: ["staff"] }, "each of which can be seen"],
  [{ name, roles: [] }, 'Cannot add "Matti": it needs a role (--role staff'],
  [{ name, roles: ["boss"] }, 'Cannot give "Matti" the role "boss": choose from staff, approver'],
  [
    { name, roles: ["staff"], languages: ["sv"] },
    'Cannot give "Matti" the language "sv": choose from fi, en',
  ],
  [{ name, roles: ["staff"], addresses: ["matti"] }, 'Cannot give "Matti" the address "matti"'],
  [{ name, roles: ["staff"], addresses: ["slack:T1 D1"] }, 'Cannot give "Matti" the address "slack:T1 D1"'],
  [{ name, roles: ["partner"] }, 'Cannot add "Matti" as a partner: say of which one (--partner NAME)'],
  [{ name, roles: ["staff"], partner: "Kallio" }, "it needs the role, too (--role partner)"],
  [{ name, roles: ["partner"], partner: "" }, "Cannot name a partner"],
] as const)("%j is refused with what is wrong", (asked, error) => {
  expect(() => makeMember(asked, NOW)).toThrow(error);
});

test.each([
  ["key", "secret"],
  ["roles", ["king"]],
  ["roles", []],
  ["partner", "Kallio"],
  ["id", "another1"],
  ["format", 2],
  ["addresses", ["nowhere"]],
  ["name", "a\u200Bb"],
])("an account whose %s was changed to %j cannot be read", (part, value) => {
  const account = accountOf(makeMember({ name, roles: ["staff"] }, NOW), HASH);
  expect(() => parseAccount(account.id, JSON.stringify({ ...account, [part]: value }))).toThrow(
    `Cannot read staff account "${account.id}": `,
  );
});
