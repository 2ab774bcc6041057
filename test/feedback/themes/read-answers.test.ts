import { expect, test } from "@jest/globals";
import { AnswersUnreadable, readAnswers } from "../../../src/feedback/themes/read-answers.ts";

const read = (text: string | Buffer, name = "answers.csv", column?: string) =>
  readAnswers(Buffer.isBuffer(text) ? text : Buffer.from(text), { name, column });

test("answers are read with their ids, languages and themes", () => {
  const text =
    "id,language,text,theme\na1,fi,Lisää satuja,tales\na2,EN,More games,\na3,sv,Mera musik,music\n";
  expect(read(text)).toMatchObject({
    answers: [
      { id: "a1", text: "Lisää satuja", language: "fi", theme: "tales" },
      { id: "a2", text: "More games", language: "en" },
      { id: "a3", text: "Mera musik", theme: "music" },
    ],
    problems: [],
  });
});

test("answers are read from Finnish headers, semicolons, tabs and every encoding", () => {
  const rows = 'Tunnus;Avoin vastaus\n7;Pöytiä lisää; kiitos\n8;"Pöytiä; tuoleja"\n';
  const latin = read(Buffer.from(rows, "latin1"));
  expect(latin.answers).toEqual([{ id: "8", text: "Pöytiä; tuoleja" }]);
  expect(latin.problems).toEqual([{ line: 2, message: "the line has 3 fields where the first line has 2" }]);
  const tabs = Buffer.from("\ufeffid\tvastaus\n7\tPöytiä lisää\n", "utf16le");
  expect(read(tabs).answers).toEqual([{ id: "7", text: "Pöytiä lisää" }]);
});

test("a table of one column without a known name is a list of answers", () => {
  expect(read("Lisää kirjoja\nMore books\n").answers).toEqual([
    { id: "1", text: "Lisää kirjoja" },
    { id: "2", text: "More books" },
  ]);
});

test("a table without a column of answers is refused with its columns and the remedy", () => {
  expect(() => read("id,when\n1,2026\n")).toThrow(
    'Cannot read answers "answers.csv": line 1: none of the columns "id", "when" is called text, answer or vastaus (name it with --column)',
  );
  expect(() => read("id,when\n1,2026\n", "a.csv", "what")).toThrow('there is no column "what"');
  expect(read("id,Mitä toivot?\n1,Rauhaa\n", "a.csv", "mitä toivot").answers).toEqual([
    { id: "1", text: "Rauhaa" },
  ]);
});

test("JSON lines are read, and lines that are none are listed while the others stay", () => {
  const text = '{"id":5,"answer":"Lisää pelejä"}\nnot json\n{"no":"text"}\n"just a text"\n[1]\n';
  expect(read(text, "a.jsonl")).toMatchObject({
    answers: [
      { id: "5", text: "Lisää pelejä" },
      { id: "4", text: "just a text" },
    ],
    problems: [
      { line: 2, message: "the line is no JSON" },
      { line: 3, message: "the line has no text (name its field with --column)" },
      { line: 5, message: "the line has no text (name its field with --column)" },
    ],
  });
});

test("an id met twice stays apart, and an empty answer stays an answer", () => {
  const { answers, problems } = read("id,text\n1,yksi\n1,kaksi\n2,\n");
  expect(answers.map(({ id }) => id)).toEqual(["1", "1@3", "2"]);
  expect(problems).toEqual([{ line: 3, message: 'the id "1" was met before; this answer is called "1@3"' }]);
});

test("a file that is empty, or whose every line is unreadable, is refused by name", () => {
  for (const text of ["", " \n\n", "id,text\n"]) expect(() => read(text)).toThrow(AnswersUnreadable);
  expect(() => read("nothing\n{}\n", "a.jsonl")).toThrow(
    'Cannot read answers "a.jsonl": line 1: the line is no JSON',
  );
});

test("every line of a file of 10 MB with an answer of 100,000 lines is read or listed", () => {
  const long = `"${"rivi tekstiä\n".repeat(100_000)}"`;
  const rows = Array.from({ length: 100_000 }, (_, at) =>
    at % 1_000 === 0
      ? `${at},too,many,fields`
      : `${at},Lisää lukupaikkoja ja rauhaa, kiitos ${at}`.replace(", k", " k"),
  );
  const { answers, problems } = read(`id,text\nlong,${long}\n${rows.join("\n")}\n`);
  expect(answers[0]?.text.split("\n")).toHaveLength(100_001);
  expect(answers).toHaveLength(1 + 99_900);
  expect(problems).toHaveLength(100);
  expect(problems[0]?.line).toBe(100_003);
});
