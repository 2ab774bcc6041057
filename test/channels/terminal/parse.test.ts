import { expect, test } from "@jest/globals";
import { parseLine } from "../../../src/channels/terminal/parse.ts";

const parsed = (line: string) => parseLine(line, "terminal:maija", "fi");

test("a line is what the patron said, as it is", () => {
  expect(parsed("  hei, mitä kuuluu? ")).toMatchObject({
    kind: "said",
    text: "  hei, mitä kuuluu? ",
    from: "terminal:maija",
    scope: "private",
    language: "fi",
  });
  expect(parsed("")).toMatchObject({ kind: "said", text: "" });
});

test("/start begins like the button of a messaging app, with what a deep link carries", () => {
  expect(parsed("/start")).toMatchObject({ kind: "started", payload: undefined });
  expect(parsed("/start  recommend:aGVsbWV0OjE ")).toMatchObject({
    kind: "started",
    payload: "recommend:aGVsbWV0OjE",
  });
  expect(parsed("/starting")).toMatchObject({ kind: "said" });
  expect(parsed("/start a b")).toMatchObject({ kind: "said" });
});

test("every line is an event of its own", () => {
  const [one, other] = [parsed("hei"), parsed("hei")];
  expect(one.id).not.toBe(other.id);
  expect(Number.isNaN(Date.parse(one.at))).toBe(false);
});
