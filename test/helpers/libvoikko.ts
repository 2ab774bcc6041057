/** Voikko itself, asked through koffi: what our reader of its file is measured against. */
import koffi from "koffi";

/** Gives the base forms libvoikko finds, as it writes them. */
export type Oracle = (word: string) => readonly string[];

/** Opens libvoikko with its Finnish dictionary; undefined where it is not installed. */
export function openLibvoikko(): Oracle | undefined {
  const library = loadLibrary();
  if (library === undefined) return undefined;
  const init = library.func(
    "void* voikkoInit(_Out_ const char** error, const char* language, const char* path)",
  );
  const analyse = library.func("void** voikkoAnalyzeWordCstr(void* handle, const char* word)");
  const release = library.func("void voikko_free_mor_analysis(void** analyses)");
  const value = library.func("const char* voikko_mor_analysis_value_cstr(void* analysis, const char* key)");
  const error: (string | null)[] = [null];
  const handle: unknown = init(error, "fi", null);
  if (handle === null) return undefined;
  return (word) => {
    const analyses: unknown = analyse(handle, word);
    const bases: string[] = [];
    for (let i = 0; ; i++) {
      const analysis: unknown = koffi.decode(analyses, i * 8, "void*");
      if (!analysis) break;
      bases.push(String(value(analysis, "BASEFORM")));
    }
    release(analyses);
    return bases;
  };
}

function loadLibrary(): ReturnType<typeof koffi.load> | undefined {
  for (const name of ["libvoikko.so.1", "libvoikko.dylib"]) {
    try {
      return koffi.load(name);
    } catch {
      // Not under this name.
    }
  }
  return undefined;
}
