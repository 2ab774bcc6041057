import { expect, test } from "@jest/globals";
import { parseCsv, separatorOf } from "../../../src/feedback/themes/parse-csv.ts";

test("the separator is what stands most often in the first line, outside quotes", () => {
  expect(separatorOf('id;"a, b, c, d";text\n1,2,3')).toBe(";");
  expect(separatorOf("id\ttext\n")).toBe("\t");
  expect(separatorOf("text\nonly, one")).toBe(",");
});

test("records keep line breaks, quotes and separators of quoted fields, and know their line", () => {
  const text = 'id,text\r\n1,"two\nlines, and ""quotes"""\r\n\r\n2,plain';
  expect([...parseCsv(text, ",")]).toEqual([
    { line: 1, fields: ["id", "text"] },
    { line: 2, fields: ["1", 'two\nlines, and "quotes"'] },
    { line: 5, fields: ["2", "plain"] },
  ]);
});

test("a quote that is never closed costs its own line only", () => {
  const text = 'id,text\n1,"open\n2,fine\n3,""\n';
  expect([...parseCsv(text, ",")]).toEqual([
    { line: 1, fields: ["id", "text"] },
    { line: 2, fields: ["1", '"open'], isUnclosed: true },
    { line: 3, fields: ["2", "fine"] },
    { line: 4, fields: ["3", ""] },
  ]);
});

test("a quote inside a field is a letter like others, and so is what follows a closing quote", () => {
  expect([...parseCsv('a "quoted" word,"b"c\n', ",")]).toEqual([
    { line: 1, fields: ['a "quoted" word', "bc"] },
  ]);
});

test("an empty field at the end of a record is a field", () => {
  expect([...parseCsv("a,b,\n,,\n", ",")].map(({ fields }) => fields)).toEqual([
    ["a", "b", ""],
    ["", "", ""],
  ]);
});
