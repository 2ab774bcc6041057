/**
 * A simulated year of a library that keeps in touch, on a clock of our own: patrons save, answer, stop, block and come back,
 * programs move and are cancelled, workers are killed, and every message is held against the rules. Options, with their usual values:
 * `npm run -s bench -- year --patrons 10000 --days 365 --seed 1 --kills 40`. Exits with 1 when a rule was broken.
 */
import { parseArgs } from "node:util";
import type { YearReport } from "./year-library.ts";
import { simulateYear } from "./year-library.ts";

const SHOWN = 5;

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      ...{ patrons: { type: "string", default: "10000" }, days: { type: "string", default: "365" } },
      ...{ seed: { type: "string", default: "1" }, kills: { type: "string", default: "40" } },
    },
  });
  const report = await simulateYear({
    ...{ patrons: Number(values.patrons), days: Number(values.days), seed: Number(values.seed) },
    ...{ kills: Number(values.kills), workers: 3, activity: 1, leaseMs: 3000, lockMs: 1500 },
    tell: (progress) => console.error(progress),
  });
  print(report, `${values.patrons} patrons, ${values.days} days, seed ${values.seed}`);
}

function print(report: YearReport, heading: string): void {
  console.log(`${heading}\n`);
  for (const { rule, of, broken } of report.rules) row(rule, `${broken.length} of ${of}`);
  row("shown with two jobs at once, patrons", `${report.doubledJobs.length} in ${report.samples} looks`);
  row("looks lost", `${report.lost.length + report.missingJobs.length} of ${report.looks}`);
  row("jobs that nobody expects", `${report.strayJobs.length}`);
  row(
    "repeated in doubt after a kill, not named in the log",
    `${report.unnamedRepeats} of ${report.repeats}`,
  );
  console.log();
  for (const [kind, { due, noRoom }] of Object.entries(report.dues))
    row(`due: ${kind}`, `${due}`, noRoom === 0 ? "" : `no room for ${noRoom}`);
  console.log();
  for (const [kind, sent] of Object.entries(report.byKind)) row(`sent: ${kind}`, `${sent}`);
  row("refused by a platform", `${report.refused}`);
  console.log();
  const { turns, events, looks, steps, kills, programs, seconds, bytes } = report;
  for (const [what, count] of Object.entries({ turns, events, looks, steps, kills, programs }))
    row(what, `${count}`);
  row("seconds", seconds.toFixed(0));
  row("turns a second", (turns / seconds).toFixed(0));
  row("bytes a patron: profile", bytes.profile.toFixed(0));
  row("bytes a patron: segments", bytes.segments.toFixed(0));
  row("bytes a patron: job", bytes.jobs.toFixed(0));
  const wrong = problemsOf(report);
  for (const problem of wrong.slice(0, 40)) console.log(problem);
  if (wrong.length > 0) process.exitCode = 1;
}

/** Everything that should not have been, the first few of each. */
function problemsOf(report: YearReport): readonly string[] {
  return [
    ...report.rules.flatMap(({ rule, broken }) => broken.slice(0, SHOWN).map((one) => `${rule}: ${one}`)),
    ...report.doubledJobs.slice(0, SHOWN).map((one) => `two jobs: ${one}`),
    ...[...report.lost, ...report.missingJobs].slice(0, SHOWN).map((one) => `lost: ${one}`),
    ...report.strayJobs.slice(0, SHOWN).map((one) => `stray: ${one}`),
    ...(report.unnamedRepeats > 0 ? ["repeats are not named in the log"] : []),
  ];
}

function row(what: string, figure: string, note = ""): void {
  console.log(`${what.padEnd(54)}${figure.padStart(16)}   ${note}`.trimEnd());
}

void main();
