/**
 * Finds the language files that Debian packages bring (Voikko's Finnish morphology and the FreeDict dictionaries)
 * and reads them at run time. They are never part of Kutsu: what is absent is named, and Kutsu runs without it.
 */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { checkTransducer } from "./vfst.ts";

/** A dictionary in dictd format: the text, and the index lines `headword TAB offset TAB length`. */
export interface DictdFile {
  readonly index: Buffer;
  readonly text: Buffer;
}

/** A language file that was not found or could not be read, told so that an operator can act. */
export interface MissingLanguageFile {
  /** The Debian package that brings it. */
  readonly name: "voikko-fi" | "dict-freedict-fin-eng" | "dict-freedict-eng-fin";
  /** What Kutsu does worse without it. */
  readonly loses: string;
  readonly remedy: string;
  /** Set when the file is there but cannot be read. */
  readonly problem?: string;
}

/** The language files of this machine; an absent part is undefined and named in `missing`. */
export interface LanguageFiles {
  readonly voikko?: Buffer;
  readonly finnishEnglish?: DictdFile;
  readonly englishFinnish?: DictdFile;
  readonly missing: readonly MissingLanguageFile[];
}

/** Where to look instead of the usual folders; only this folder is looked in then. */
export interface LanguageFolders {
  /** Holds `mor.vfst`, or Voikko's `5/mor-standard/mor.vfst`. */
  readonly KUTSU_VOIKKO_DIR?: string | undefined;
  /** Holds the FreeDict files of both dictionaries. */
  readonly KUTSU_DICT_DIR?: string | undefined;
}

const PREFIXES = ["/usr", "/usr/local", "/opt/homebrew", "/home/linuxbrew/.linuxbrew"];
const VOIKKO_FOLDERS = [
  join(homedir(), ".voikko"),
  ...PREFIXES.flatMap((prefix) => [join(prefix, "lib/voikko"), join(prefix, "share/voikko")]),
  "/etc/voikko",
];
const DICT_FOLDERS = PREFIXES.map((prefix) => join(prefix, "share/dictd"));
const MORPHOLOGY_NAMES = [join("5", "mor-standard", "mor.vfst"), "mor.vfst"];
const LOSES_PIVOT = "English words do not find Finnish programs, nor Finnish words English ones";

/** Reads what this machine has, at once. Never throws: a file that cannot be read counts as missing. */
export function loadLanguageFiles(folders: LanguageFolders = process.env): LanguageFiles {
  const missing: MissingLanguageFile[] = [];
  const voikkoFolders = folders.KUTSU_VOIKKO_DIR ? [folders.KUTSU_VOIKKO_DIR] : VOIKKO_FOLDERS;
  const dictFolders = folders.KUTSU_DICT_DIR ? [folders.KUTSU_DICT_DIR] : DICT_FOLDERS;

  const read = <T>(
    name: MissingLanguageFile["name"],
    loses: string,
    attempt: () => T | undefined,
  ): T | undefined => {
    let problem: string | undefined;
    try {
      const found = attempt();
      if (found !== undefined) return found;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    missing.push({
      name,
      loses,
      remedy: `apt-get install ${name}`,
      ...(problem === undefined ? {} : { problem }),
    });
    return undefined;
  };

  const voikko = read(
    "voikko-fi",
    "inflected Finnish words are compared by rough stems, compounds not at all",
    () => {
      const file = readFirst(
        voikkoFolders.flatMap((folder) => MORPHOLOGY_NAMES.map((name) => join(folder, name))),
      );
      if (file !== undefined) checkTransducer(file);
      return file;
    },
  );
  const finnishEnglish = read("dict-freedict-fin-eng", LOSES_PIVOT, () =>
    readDictd(dictFolders, "freedict-fin-eng"),
  );
  const englishFinnish = read("dict-freedict-eng-fin", LOSES_PIVOT, () =>
    readDictd(dictFolders, "freedict-eng-fin"),
  );
  return {
    ...(voikko && { voikko }),
    ...(finnishEnglish && { finnishEnglish }),
    ...(englishFinnish && { englishFinnish }),
    missing,
  };
}

function readFirst(paths: readonly string[]): Buffer | undefined {
  for (const path of paths) {
    try {
      return readFileSync(path);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
  return undefined;
}

function readDictd(folders: readonly string[], name: string): DictdFile | undefined {
  const index = readFirst(folders.map((folder) => join(folder, `${name}.index`)));
  const zipped = readFirst(
    folders.flatMap((folder) => [join(folder, `${name}.dict.dz`), join(folder, `${name}.dict`)]),
  );
  if (index === undefined || zipped === undefined) return undefined;
  const isZipped = zipped[0] === 0x1f && zipped[1] === 0x8b;
  return { index, text: isZipped ? gunzipSync(zipped, { maxOutputLength: 256 * 1024 * 1024 }) : zipped };
}

function isAbsent(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR";
}
