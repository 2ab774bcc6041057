/** The conversations of the README are what Kutsu answers: each is held, and every line of it is looked for. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./helpers/redis.ts";
import { runKutsu } from "./helpers/run-kutsu.ts";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");
const transcripts = [...readme.matchAll(/^```\n((?:sinä|you) [\s\S]*?)^```/gm)].map(
  ([, transcript = ""]) => transcript,
);

/** The days of the samples move with today, and an ellipsis stands for the rest. */
const MOVES = /^(Milloin|When): |^…$/;

function linesOf(transcript: string): { readonly said: string[]; readonly answered: string[] } {
  const lines = transcript.split("\n").map((line) => /^(sinä|you|Kutsu|)\s+(.*)$/.exec(line));
  const said = lines.flatMap((line) => (line?.[1] === "sinä" || line?.[1] === "you" ? [line[2] ?? ""] : []));
  const answered = lines
    .filter((line) => line?.[1] === "Kutsu" || line?.[1] === "")
    .flatMap((line) => (line?.[2] ?? "").split(/ {4,}|\] \[|^\[|\]$/))
    .map((part) => part.replace(/ …$/, "").trim())
    .filter((part) => part !== "" && !MOVES.test(part));
  return { said, answered };
}

test("the README has a conversation in each language", () => {
  expect(transcripts.map((transcript) => transcript.slice(0, 3))).toEqual(["sin", "you"]);
});

test.each(transcripts.map((transcript) => [transcript.slice(0, 40), transcript]))(
  "the README shows what Kutsu answers: %s",
  async (_beginning, transcript = "") => {
    const folder = temporaryFolder();
    const { said, answered } = linesOf(transcript);
    const environment = { KUTSU_DATA: folder, LOG_LEVEL: "warn" };
    const { stdout } = await runKutsu(["chat"], { environment, input: `${said.join("\n")}\n` });
    rmSync(folder, { recursive: true, force: true });
    expect(answered.filter((part) => !stdout.includes(part))).toEqual([]);
  },
);
