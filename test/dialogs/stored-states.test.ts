import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { dialogs } from "../../dialogs/all.ts";
import { advance, type Progress, resume } from "../../src/dialog/advance.ts";
import type { Dialog, DialogName, Reply } from "../../src/dialog/dialog.ts";
import { servicesIn } from "../helpers/services.ts";
import { messageOf } from "../helpers/talk.ts";

const NAMES = Object.keys(dialogs) as DialogName[];

function samplesOf(name: string): readonly Progress[] {
  const path = join(__dirname, "..", "fixtures", "dialogs", `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];
}

const samples = NAMES.flatMap((name) =>
  samplesOf(name).map((progress) => [name, progress.state.at, progress] as const),
);

const reply: Reply = {
  text: "hmm",
  chosen: false,
  understood: { text: "hmm", intent: "other", confidence: 0, slots: {} },
};

test.each(samples)("%s goes on from a stored %s", (name, _at, progress) => {
  for (const language of ["fi", "en"] as const) {
    const outcome = resume(dialogs[name], progress, servicesIn(language));
    expect(outcome?.progress).toEqual(progress);
    for (const line of outcome?.lines ?? []) expect(messageOf(line, language).text).not.toContain("{{");
    expect(advance(dialogs[name], progress, { reply, services: servicesIn(language) })).toBeDefined();
  }
});

test.each(NAMES)("%s has a stored sample of each of its states", (name) => {
  const stored = new Set(samplesOf(name).map(({ state }) => state.at));
  expect([...stored].sort()).toEqual(Object.keys(dialogs[name].steps).sort());
});

test.each(NAMES)(
  "%s cannot be resumed from another version, a step that is gone or another dialog",
  (name) => {
    const dialog: Dialog = dialogs[name];
    const [sample] = samplesOf(name);
    if (sample === undefined) throw new Error(`Cannot test "${name}": it has no sample`);
    const services = servicesIn("fi");
    const outdated: readonly Progress[] = [
      { ...sample, version: 0 },
      { ...sample, version: dialog.version + 1 },
      { ...sample, state: { at: "gone" } },
      { ...sample, state: { at: "constructor" } },
      { ...sample, dialog: "gone" },
    ];
    for (const progress of outdated) {
      expect(resume(dialog, progress, services)).toBeUndefined();
      expect(advance(dialog, progress, { reply, services })).toBeUndefined();
    }
  },
);
