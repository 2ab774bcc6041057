/**
 * Reads an announcement from the file that staff write. What cannot be read is told all at once, each with its place, what stands there
 * and what to write instead; what could be read is given even so, so that it can be checked in the same go (check.ts).
 */
import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { nearest } from "../../patrons/segments/nearest.ts";
import { type AnnouncementChoice, type AnnouncementContent, CHOICES, usualChoices } from "./announcement.ts";
import { readLocalTime } from "./read-local-time.ts";
import { described, type Place, type Problem, pairsOf, YamlPlaces } from "./yaml-places.ts";

/** What is longer is no announcement. */
const FILE_LIMIT = 64 * 1024;
const WORD_LIMIT = 300;

/** A content of which parts may be missing. */
export type Draft = Omit<AnnouncementContent, "audience" | "choices"> &
  Partial<Pick<AnnouncementContent, "audience" | "choices">>;

/** A file as it was read. */
export interface DraftFile {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  /** The parts that problems are about, so that nothing is told of what could not be read. */
  readonly unread: ReadonlySet<string>;
  /** Where a part of the content stands, such as `texts.fi`, or the nth (from 0) of a fragment of its text. */
  placeOf(path: string, fragment?: string, nth?: number): Place;
}

/** Reads a file. `timeZone` is the library's, for times that name none. */
export function readDraftFile(source: string, timeZone: string): DraftFile {
  if (source.length > FILE_LIMIT)
    return {
      draft: { texts: {}, exclude: NOBODY, schedule: {} },
      problems: [
        {
          ...{ line: 1, column: 1 },
          message: `the file has ${source.length} characters: at most ${FILE_LIMIT} are read`,
        },
      ],
      unread: new Set(),
      placeOf: () => ({ line: 1, column: 1 }),
    };
  return new DraftReader(source.replace(/^\ufeff/, ""), timeZone).read();
}

const NOBODY = { toldProgram: false, attended: false };
const KEYS = [
  "texts",
  "audience",
  "exclude",
  "program",
  "image",
  "campaign",
  "partner",
  "choices",
  "schedule",
] as const;
/** As people say it who read the buttons. */
const CHOICE_NAMES: Readonly<Record<string, AnnouncementChoice>> = {
  more: "more",
  save: "save",
  dismiss: "dismiss",
  "not for me": "dismiss",
  "not-for-me": "dismiss",
};

class DraftReader {
  readonly #yaml: YamlPlaces;
  readonly #timeZone: string;
  readonly #parts = new Map<string, Node | null>();
  readonly #names = new Map<string, Node>();
  readonly #unread = new Set<string>();

  constructor(source: string, timeZone: string) {
    this.#yaml = new YamlPlaces(source, "announcement");
    this.#timeZone = timeZone;
  }

  read(): DraftFile {
    const { root, problems } = this.#yaml;
    const top = root === undefined ? {} : this.#members(root, "", KEYS, "an announcement");
    const word = (key: string) => this.#word(top[key], key);
    const [program, image, campaign, partner] = ["program", "image", "campaign", "partner"].map(word);
    const choices = this.#choices(top.choices);
    const draft: Draft = {
      texts: this.#texts(top.texts),
      audience: this.#word(top.audience, "audience", Number.POSITIVE_INFINITY),
      exclude: this.#exclude(top.exclude),
      ...(program !== undefined && { program }),
      ...(image !== undefined && { image }),
      ...(campaign !== undefined && { campaign }),
      ...(partner !== undefined && { partner }),
      choices: choices ?? usualChoices({ program }),
      schedule: this.#schedule(top.schedule),
    };
    if (root !== undefined) this.#tellMissing(top);
    const placeOf = (path: string, fragment?: string, nth?: number) => {
      for (let known = path; ; known = known.slice(0, Math.max(0, known.lastIndexOf(".")))) {
        const part = this.#parts.get(known);
        if (part) return this.#yaml.placeOf(part, fragment, nth);
        if (known === "") return this.#yaml.placeOf(root);
      }
    };
    return { draft, problems, unread: this.#unread, placeOf };
  }

  #tellMissing(top: Members): void {
    const { root } = this.#yaml;
    for (const name of ["texts", "audience"]) if (top[name] === undefined) this.#unread.add(name);
    if (top.texts === undefined)
      this.#yaml.add(root, "texts is missing: write texts: with fi: and en: below it");
    if (top.audience === undefined)
      this.#yaml.add(root, "audience is missing: say who it is for, e.g. audience: interest:makers");
  }

  /** The known members of a map; each unknown one is told. */
  #members(map: YAMLMap, path: string, known: readonly string[], what: string): Members {
    const members: Record<string, Node | null> = {};
    for (const { key, keyPart, part } of pairsOf(map)) {
      if (!known.includes(key)) {
        const meant = nearest(key.toLowerCase(), known);
        const remedy = meant === undefined ? `it has ${known.join(", ")}` : `did you mean "${meant}"?`;
        this.#yaml.add(keyPart, `"${key}" is no part of ${what}: ${remedy}`);
        continue;
      }
      members[key] = part;
      this.#names.set(path + key, keyPart);
      // Where nothing is written, the place is that of its name.
      this.#parts.set(path + key, part === null || (isScalar(part) && part.value === null) ? keyPart : part);
    }
    return members;
  }

  #group(
    part: Node | null | undefined,
    name: string,
    known: readonly string[],
    example: string,
  ): Members | undefined {
    if (part === undefined) return undefined;
    if (isMap(part)) return this.#members(part, `${name}.`, known, name);
    this.#tell(name, `${name} is ${described(part)}: write ${example} below it`);
    return undefined;
  }

  #texts(part: Node | null | undefined): Draft["texts"] {
    const group = this.#group(part, "texts", ["fi", "en", "sv"], "fi: and en:");
    const texts: Record<string, string> = {};
    for (const [language, text] of Object.entries(group ?? {})) {
      const path = `texts.${language}`;
      const read = this.#scalar(text, path, "a text, e.g. after |");
      if (typeof read === "string" && read.trim() !== "")
        texts[language] = read.replaceAll("\r\n", "\n").normalize("NFC").trim();
      else if (read !== undefined)
        this.#tell(path, `${path} is empty: write the text, or leave ${language} out`);
    }
    return texts;
  }

  /** A text of one line; a number is taken as it is written. */
  #word(part: Node | null | undefined, path: string, limit = WORD_LIMIT): string | undefined {
    if (part === undefined) return undefined;
    const read = this.#scalar(part, path, "a text");
    if (read === undefined) return undefined;
    const text = (typeof read === "string" ? read : isScalar(part) ? (part.source ?? "") : "")
      .replace(/\s+/gu, " ")
      .normalize("NFC")
      .trim();
    if (text === "") this.#tell(path, `${path} is empty: write it, or leave it out`);
    else if (text.length > limit)
      this.#tell(path, `${path} has ${text.length} characters: at most ${limit} are read`);
    else return text;
    return undefined;
  }

  #exclude(part: Node | null | undefined): Draft["exclude"] {
    const known = ["told-program", "attended", "told-within-days"];
    const group = this.#group(part, "exclude", known, "told-program: true");
    const days = this.#number(group?.["told-within-days"], "exclude.told-within-days", {
      ...{ least: 1, most: 90, whole: true },
    });
    return {
      toldProgram: this.#truth(group?.["told-program"], "exclude.told-program"),
      attended: this.#truth(group?.attended, "exclude.attended"),
      ...(days !== undefined && { announcedWithinDays: days }),
    };
  }

  #schedule(part: Node | null | undefined): Draft["schedule"] {
    const group = this.#group(part, "schedule", ["at", "spread-hours", "until"], "at: 2026-12-01 10:00");
    const at = this.#time(group?.at, "schedule.at");
    const until = this.#time(group?.until, "schedule.until");
    const limits = { least: 0, most: 72, whole: false };
    const spreadHours = this.#number(group?.["spread-hours"], "schedule.spread-hours", limits);
    return {
      ...(at !== undefined && { at }),
      ...(spreadHours !== undefined && { spreadHours }),
      ...(until !== undefined && { until }),
    };
  }

  #choices(part: Node | null | undefined): AnnouncementChoice[] | undefined {
    if (part === undefined) return undefined;
    if (!isSeq(part)) {
      this.#tell("choices", `choices is ${described(part)}: write a list, e.g. [more, save, dismiss]`);
      return undefined;
    }
    const chosen = part.items.flatMap((item) => {
      const choice = isScalar(item) ? CHOICE_NAMES[String(item.value).trim().toLowerCase()] : undefined;
      if (choice === undefined)
        this.#yaml.add(item as Node, `${described(item)} is no choice: take of ${CHOICES.join(", ")}`);
      return choice ?? [];
    });
    return CHOICES.filter((choice) => chosen.includes(choice));
  }

  #time(part: Node | null | undefined, path: string): string | undefined {
    const text = this.#word(part, path);
    if (text === undefined) return undefined;
    const read = readLocalTime(text, this.#timeZone);
    if ("at" in read) return read.at;
    this.#tell(path, `${path}: ${read.why}`);
    return undefined;
  }

  #number(
    part: Node | null | undefined,
    path: string,
    { least, most, whole }: { readonly least: number; readonly most: number; readonly whole: boolean },
  ): number | undefined {
    if (part === undefined) return undefined;
    const wanted = `a ${whole ? "whole " : ""}number from ${least} to ${most}`;
    const read = this.#scalar(part, path, wanted);
    if (read === undefined) return undefined;
    if (typeof read === "number" && read >= least && read <= most && (!whole || Number.isInteger(read)))
      return read;
    this.#tell(path, `${path} is ${described(part)}: write ${wanted}`);
    return undefined;
  }

  #truth(part: Node | null | undefined, path: string): boolean {
    if (part === undefined) return false;
    const read = this.#scalar(part, path, "true or false");
    if (typeof read === "boolean") return read;
    if (read !== undefined) this.#tell(path, `${path} is ${described(part)}: write true or false`);
    return false;
  }

  /** A single value; undefined when there is something else, which is told. */
  #scalar(part: Node | null | undefined, path: string, wanted: string): unknown {
    if (isAlias(part) || (part && "anchor" in part && part.anchor)) {
      return this.#tellSign(path, isAlias(part) ? "*" : "&");
    }
    if (isScalar(part) && part.tag !== undefined && !part.tag.startsWith("tag:yaml.org"))
      return this.#tellSign(path, "!");
    if (isScalar(part) && part.value !== null) return part.value;
    if (isScalar(part) || part === null) return "";
    this.#tell(path, `${path} is ${described(part)}: write ${wanted}`);
    return undefined;
  }

  /** What follows such a sign is all that the part has: the place is that of its name. */
  #tellSign(path: string, sign: string): undefined {
    this.#unread.add(path);
    const message = `${path} begins with "${sign}", a sign of YAML: put the whole of it in quotes`;
    this.#yaml.add(this.#names.get(path), message);
  }

  #tell(path: string, message: string): void {
    this.#unread.add(path);
    this.#yaml.add(this.#parts.get(path), message);
  }
}

type Members = Readonly<Record<string, Node | null>>;
