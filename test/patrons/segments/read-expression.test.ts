import { describe, expect, test } from "@jest/globals";
import { type Expression, expressionSchema } from "../../../src/patrons/segments/expression.ts";
import { readExpression } from "../../../src/patrons/segments/read-expression.ts";

/** The expression with every operator's operands in brackets, so that what binds closer can be seen. */
function inBrackets(expression: Expression): string {
  switch (expression.is) {
    case "segment":
      return expression.value === "" ? expression.kind : `${expression.kind}:${expression.value}`;
    case "not":
      return `!${inBrackets(expression.of)}`;
    default:
      return `(${expression.of.map(inBrackets).join(expression.is === "and" ? " & " : " | ")})`;
  }
}

const read = (text: string) => inBrackets(readExpression(text));

function failure(text: string): string {
  try {
    return `read as ${read(text)}`;
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  [
    "interest:makers & district:kallio & !attended:p123",
    "(interest:makers & district:kallio & !attended:p123)",
  ],
  ["all", "all"],
  ["all | language:fi & age:7", "(all | (language:fi & age:7))"],
  ["(all | language:fi) & age:7", "((all | language:fi) & age:7)"],
  ["not all and not (unreachable or language:en)", "(!all & !(unreachable | language:en))"],
  ["!!all", "!!all"],
  ["ALL AND Language:FI Or District:KALLIO", "((all & language:fi) | district:kallio)"],
  ["all&language:fi|(age:7)", "((all & language:fi) | age:7)"],
  ['  interest:"ukulele for beginners"&all ', "(interest:ukulele for beginners & all)"],
  ["active:30", "active:30"],
  ["!announced:007", "!announced:7"],
])("%s is read as %s", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ["saved:helmet:211874", "saved:helmet:211874"],
  ['saved:"helmet:211874"', "saved:helmet:211874"],
  ["attended:Helmet:AbC", "attended:Helmet:AbC"],
  ['told:"a & b (c)"', "told:a & b (c)"],
  ['"district:etu-töölö"', "district:etu-töölö"],
  ['"all"', "all"],
])("an id or a value in quotes keeps what it holds: %s", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test("a topic is the same in both languages and in the form it is said in", () => {
  const said = ["lautapeli", '"board game"', '"Board Games"', "lautapelit", "boardgames"];
  expect(said.map((topic) => read(`interest:${topic}`))).toEqual(said.map(() => "interest:boardgames"));
  expect(read("interest:muskari")).toBe(read('interest:"music playschool"'));
  expect(read('interest:"suomen kieli"')).toBe("interest:finnish");
  expect(read("interest:constructor")).toBe("interest:constructor");
});

describe("a mistake is told with its place", () => {
  test("in a line of its own that points at it", () => {
    expect(failure("interest:makers & & all")).toBe(
      [
        'Cannot read audience at character 19: expected a segment such as interest:makers, "!" or "(", found &',
        "  interest:makers & & all",
        "                    ^",
      ].join("\n"),
    );
  });

  test.each([
    ["", 1, "expected a segment such as"],
    ["all &", 6, "found the end"],
    ["all all", 5, 'expected "&", "|" or the end, found all'],
    ["(all & age:7", 13, 'the ")" for the "(" at 1'],
    ["all)", 4, 'expected a "(" that this ")" closes'],
    ["all & intrest:makers", 7, 'did you mean "interest"?'],
    ["distric:kallio", 1, 'did you mean "district"?'],
    ["zzz:1", 1, "a kind of segment (all, language, interest, "],
    ["all & language:sv", 16, "expected one of fi, en, found sv"],
    ["consent:mail", 9, "expected one of reminders, suggestions, announcements, campaigns"],
    ["active:0", 8, "such as active:30 (from 1 to 90)"],
    ["active:91", 8, "such as active:30 (from 1 to 90)"],
    ["announced:week", 11, "such as announced:30 (from 1 to 90)"],
    ["age:old", 5, "an age in years"],
    ["all & interest", 15, "expected a value, as in interest:makers"],
    ["district:", 10, "expected a value, as in district:kallio"],
    ['district:""', 10, "expected a value, as in district:kallio"],
    ["unreachable:yes", 12, "expected nothing after unreachable"],
    ['saved:"helmet:1', 7, "expected a second quote that closes this one"],
  ])("%j fails at character %i: %s", (text, at, saying) => {
    const [told = "", shown = "", caret = ""] = failure(text).split("\n");
    expect(told).toContain(`at character ${at}: `);
    expect(told).toContain(saying);
    expect(shown).toBe(`  ${text}`);
    expect(caret).toBe(`${" ".repeat(at + 1)}^`);
  });

  test("and of a long text only the part around it is shown", () => {
    const long = `${Array.from({ length: 50 }, () => "all").join(" & ")} & nobody`;
    const [told = "", shown = "", caret = ""] = failure(long).split("\n");
    expect(told).toContain(`at character ${long.length - 5}: `);
    expect(shown.length).toBeLessThan(100);
    expect(shown.slice(caret.indexOf("^"))).toBe("nobody");
  });
});

test("what is too long, too deep or too much is refused and not read", () => {
  expect(failure("a".repeat(5000))).toContain("at most 4000 are read");
  expect(failure(`${"!".repeat(50)}all`)).toContain('at most 40 "(" and "!" inside each other');
  expect(failure(`${"(".repeat(50)}all${")".repeat(50)}`)).toContain("at most 40");
  expect(failure(Array.from({ length: 101 }, () => "all").join("|"))).toContain("at most 100 segments");
});

describe("an expression as JSON", () => {
  const parse = (json: unknown) => expressionSchema.safeParse(json);
  const problem = (json: unknown) =>
    parse(json)
      .error?.issues.map(({ message }) => message)
      .join("; ") ?? "none";

  test.each(["all", "interest:boardgames & !(saved:helmet:1 | active:30)"])(
    "is what was read: %s",
    (text) => {
      const expression = readExpression(text);
      expect(parse(JSON.parse(JSON.stringify(expression)))).toEqual({ success: true, data: expression });
    },
  );

  test("has its values written as they are stored", () => {
    const json = { is: "segment", kind: "interest", value: " Lautapelit" };
    expect(parse(json).data).toEqual({ is: "segment", kind: "interest", value: "boardgames" });
  });

  test.each([
    null,
    "all",
    {},
    { is: "segment", kind: "shoe size", value: "42" },
    { is: "segment", kind: "language", value: "sv" },
    { is: "and", of: [] },
    { is: "not" },
  ])("is refused when it is none: %j", (json) => {
    expect(parse(json).success).toBe(false);
  });

  test("is refused when it is too deep, before anything is read", () => {
    let deep: unknown = { is: "segment", kind: "all", value: "" };
    for (let level = 0; level < 10_000; level += 1) deep = { is: "not", of: deep };
    expect(problem(deep)).toBe("is too deep for an audience");
  });
});
