/**
 * The trained weights of the intent classifier, as they are kept in data/intents/model.bin.gz: a scale (float, 4 bytes, little-endian) and
 * one signed byte for each place and intent, in the order of INTENTS.
 */
import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { rootPath } from "../root.ts";
import { FEATURE_PLACES } from "./intent-features.ts";
import { INTENTS, type Intent } from "./understood.ts";

const PATH = rootPath("data", "intents", "model.bin.gz");
const HEADER_BYTES = 4;
const LARGEST = 127;

/** What the features of a text mean. */
export interface IntentModel {
  /** Tells how likely each intent is, likeliest first. */
  tell(features: readonly number[]): readonly { readonly intent: Intent; readonly probability: number }[];
  /** Tells how much a feature speaks for an intent; below 0, against it. */
  weight(feature: number, intent: Intent): number;
}

/** Loads the model that comes with Kutsu. Throws with the remedy when it is not what this code expects. */
export function loadIntentModel(): IntentModel {
  const bytes = gunzipSync(readFileSync(PATH));
  if (bytes.length !== HEADER_BYTES + FEATURE_PLACES * INTENTS.length) {
    throw new Error(
      `Cannot read intent model "${PATH}": it is of another version (run npm run -s bench -- intents --write)`,
    );
  }
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES, bytes.length - HEADER_BYTES);
  return createIntentModel(weights, bytes.readFloatLE(0));
}

/** Makes a model of weights, one for each place and intent; each counts `scale` times. */
export function createIntentModel(weights: Int8Array | Float32Array, scale = 1): IntentModel {
  const kinds = INTENTS.length;
  const tell: IntentModel["tell"] = (features) => {
    const sums = new Float64Array(kinds);
    for (const place of features) {
      for (let kind = 0; kind < kinds; kind += 1) {
        sums[kind] = (sums[kind] ?? 0) + (weights[place * kinds + kind] ?? 0);
      }
    }
    const factor = scale / Math.sqrt(Math.max(1, features.length));
    const highest = Math.max(...sums);
    const powers = INTENTS.map((intent, kind) => ({
      intent,
      power: Math.exp(((sums[kind] ?? 0) - highest) * factor),
    }));
    const total = powers.reduce((sum, { power }) => sum + power, 0);
    return powers
      .map(({ intent, power }) => ({ intent, probability: power / total }))
      .sort((one, other) => other.probability - one.probability);
  };
  const weight: IntentModel["weight"] = (feature, intent) =>
    scale * (weights[feature * kinds + INTENTS.indexOf(intent)] ?? 0);
  return { tell, weight };
}

/** Packs weights as they are kept. */
export function packIntentModel(weights: Float32Array): Buffer {
  const largest = weights.reduce((highest, weight) => Math.max(highest, Math.abs(weight)), 0);
  const scale = largest / LARGEST;
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeFloatLE(scale);
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return gzipSync(Buffer.concat([header, Buffer.from(bytes.buffer)]), { level: 9 });
}
