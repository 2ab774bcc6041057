/** Languages told apart on messages, words, pairs and sentences, and Finnish sentences that find their English twins. */
import type { LanguageDetector } from "../src/understanding/detect-language.ts";
import type { Terms, Understanding } from "../src/understanding/understanding.ts";
import { type Figure, percent } from "./figures.ts";
import { type DevRow, type SentenceLanguage, sentences } from "./outside-data.ts";
import { findNamedPeer, findPeer } from "./peers.ts";

type Tell = (text: string) => string | undefined;

const TARGETS: Readonly<Record<string, string>> = {
  "fi, single words": "98.6 %",
  "en, single words": "98.1 %",
  "fi, word pairs": "99.6 %",
  "en, word pairs": "99.5 %",
};

/** Measures the detector and its peers. */
export async function languageFigures(
  rows: readonly DevRow[],
  detector: LanguageDetector,
): Promise<readonly Figure[]> {
  const peers = await languagePeers();
  const figures: Figure[] = [];
  for (const language of ["fi", "en", "sv"] as const) {
    for (const [name, sample] of Object.entries(samplesOf(language, rows))) {
      if (sample.length === 0) continue;
      const right = (tell: Tell) =>
        percent(sample.filter((text) => tell(text) === language).length, sample.length);
      const what = `${language}, ${name}`;
      figures.push({
        what: `${what} (${sample.length})`,
        kutsu: right((text) => detector.detect(text)),
        ...(TARGETS[what] && { target: TARGETS[what] }),
        peers: Object.fromEntries(Object.entries(peers).map(([peer, tell]) => [peer, right(tell)])),
      });
    }
  }
  const words = [...sentences("fi").values()].flatMap((text) => text.match(/\p{L}+/gu) ?? []).slice(0, 3_000);
  if (words.length > 0) figures.push(speedOf(words, detector, peers));
  return figures;
}

function speedOf(
  words: readonly string[],
  detector: LanguageDetector,
  peers: Readonly<Record<string, Tell>>,
): Figure {
  const perWord = (tell: Tell) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round += 1) {
      const started = performance.now();
      for (const word of words) tell(word);
      best = Math.min(best, ((performance.now() - started) * 1000) / words.length);
    }
    return `${best.toFixed(1)} µs`;
  };
  return {
    what: "a word, warm",
    kutsu: perWord((text) => detector.detect(text)),
    target: "< 20 µs",
    peers: Object.fromEntries(Object.entries(peers).map(([peer, tell]) => [peer, perWord(tell)])),
  };
}

function samplesOf(
  language: SentenceLanguage,
  rows: readonly DevRow[],
): Readonly<Record<string, readonly string[]>> {
  const texts = [...sentences(language).values()];
  if (language === "sv") return { sentences: texts };
  const words = texts.map((text) => [...(text.match(/\p{L}[\p{L}'’-]*/gu) ?? [])]);
  // Names are of no language.
  const small = words.map((list) => list.filter((word) => word.length > 1 && word === word.toLowerCase()));
  return {
    messages: rows.filter((row) => row.language === language).map(({ text }) => text),
    "single words": small.flat(),
    "word pairs": small.flatMap((list) => list.slice(1).map((word, at) => `${list[at]} ${word}`)),
    sentences: texts,
  };
}

/** A peer that may choose among the same three languages. */
async function languagePeers(): Promise<Readonly<Record<string, Tell>>> {
  const codes: Readonly<Record<string, string>> = { fin: "fi", eng: "en", swe: "sv" };
  const franc = await findNamedPeer<{ franc(text: string, options: object): string }>("franc");
  const tinyld = await findPeer<{ detect(text: string, options: object): string }>("tinyld");
  return {
    ...(franc && { franc: (text) => codes[franc.franc(text, { only: Object.keys(codes), minLength: 1 })] }),
    ...(tinyld && { tinyld: (text) => tinyld.detect(text, { only: Object.values(codes) }) }),
  };
}

/** Tells how many English sentences find their Finnish twin first, by cosine over pivot stems weighted by rarity. */
export function twinFigure(terms: Understanding["terms"]): Figure | undefined {
  const [fi, en] = [sentences("fi"), sentences("en")];
  const ids = [...fi.keys()].filter((id) => en.has(id));
  if (ids.length === 0) return undefined;
  const pivots = (texts: ReadonlyMap<string, string>) => ids.map((id) => terms(texts.get(id) ?? "").pivot);
  const [finnish, english] = [pivots(fi), pivots(en)];
  const weigh = weigher([...finnish, ...english]);
  const vectors = finnish.map(weigh);
  const right = english.map(weigh).filter((wanted, at) => {
    const scores = vectors.map((vector) => {
      let sum = 0;
      for (const [stem, weight] of wanted) sum += weight * (vector.get(stem) ?? 0);
      return sum;
    });
    return scores.indexOf(Math.max(...scores)) === at;
  });
  return {
    what: `English sentence finds its Finnish twin (${ids.length})`,
    kutsu: percent(right.length, ids.length),
  };
}

function weigher(texts: readonly Terms["pivot"][]): (stems: Terms["pivot"]) => ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const stems of texts) for (const stem of new Set(stems)) seen.set(stem, (seen.get(stem) ?? 0) + 1);
  return (stems) => {
    const weights = [...new Set(stems)].map((stem): [string, number] => [
      stem,
      Math.log(texts.length / (seen.get(stem) ?? 1)),
    ]);
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([stem, weight]) => [stem, weight / length]));
  };
}
