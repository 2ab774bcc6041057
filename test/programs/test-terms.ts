/** A small reader of words for tests that need no language files: stems, and compounds of a few known parts. */
import { newStemmer } from "snowball-stemmers";
import type { TermReader } from "../../src/programs/lexicon.ts";

const finnish = newStemmer("finnish");
const english = newStemmer("english");

/** Base forms of the compounds and the odd words that the tests use. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  satutunti: ["satutunti", "satu", "tunti"],
  satutunnille: ["satutunti", "satu", "tunti"],
  iltasatu: ["iltasatu", "ilta", "satu"],
  satupolku: ["satupolku", "satu", "polku"],
  tuntikausia: ["tuntikausi", "tunti", "kausi"],
  kielitunti: ["kielitunti", "kieli", "tunti"],
  jazzia: ["jazz"],
  jazziskelmiä: ["jazziskelmä", "jazz", "iskelmä"],
  shakkikerho: ["shakkikerho", "shakki", "kerho"],
  neulekerho: ["neulekerho", "neule", "kerho"],
  novelli: ["novelli"],
  runokerho: ["runokerho", "runo", "kerho"],
  runopiiri: ["runopiiri", "runo", "piiri"],
  kissakerho: ["kissakerho", "kissa", "kerho"],
  kissa: ["kissa"],
  runokurssi: ["runokurssi", "runo", "kurssi"],
  vesijumppa: ["vesijumppa", "vesi", "jumppa"],
  tuolijumppa: ["tuolijumppa", "tuoli", "jumppa"],
  vesivärit: ["vesiväri", "vesi", "väri"],
};

/** What Finnish words mean, as English stems. */
const PIVOT: Readonly<Record<string, readonly string[]>> = {
  hevonen: ["hors"],
  runo: ["poem"],
  riimi: ["poem"],
  kurssi: ["cours"],
  jakso: ["cours"],
  vanhat: ["old"],
  uudet: ["new"],
  kuvat: ["photograph"],
  hevoset: ["hors"],
  hevos: ["hors"],
  kävely: ["walk"],
  kissa: ["cat"],
  satutunti: ["storytim"],
  satu: ["tale"],
  tunti: ["hour"],
  metsään: ["forest"],
};

export const testTerms: TermReader = {
  terms: (text, language) => {
    const tokens = text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
    if (language === "en") {
      const words = tokens.map((token) => english.stem(token));
      return { words, pivot: words };
    }
    const words = tokens.flatMap((token) => KNOWN[token] ?? [finnish.stem(token)]);
    return { words, pivot: [...tokens, ...words].flatMap((word) => PIVOT[word] ?? []) };
  },
};
