/**
 * A program: what the library offers, at one time. Sources turn their records into this shape; everything after
 * them reads it only. Texts are plain (no HTML).
 */
import type { Audience } from "../understanding/understood.ts";

/** A text in the languages it exists in. */
export interface Localized {
  readonly fi?: string;
  readonly en?: string;
  readonly sv?: string;
}

export interface Place {
  readonly id?: string;
  /** As the source names it, e.g. fi "Kallion kirjasto", en "Kallio Library". */
  readonly name: Localized;
  readonly address: Localized;
  readonly district: Localized;
  /** WGS 84 degrees. */
  readonly position?: { readonly latitude: number; readonly longitude: number };
}

export interface Program {
  /** As in the source, e.g. `helmet:211874`. */
  readonly id: string;
  readonly title: Localized;
  /** A sentence or two. */
  readonly summary: Localized;
  readonly description: Localized;
  /** An instant in ISO 8601 UTC; for `allDay`, midnight of the first day in the library's zone. */
  readonly start: string;
  /** An instant, exclusive; absent where the source does not tell. */
  readonly end?: string;
  /** The source gave bare dates. */
  readonly allDay: boolean;
  readonly place?: Place;
  readonly online: boolean;
  readonly keywords: readonly { readonly id: string; readonly label: Localized }[];
  readonly audiences: readonly Audience[];
  /** Years, inclusive. */
  readonly ages?: { readonly min?: number; readonly max?: number };
  /** Absent where the source does not tell. */
  readonly free?: boolean;
  readonly price: Localized;
  /** Languages the program is held in, ISO 639-1; empty where the source does not tell. */
  readonly languages: readonly string[];
  readonly url: Localized;
  readonly status: "scheduled" | "cancelled" | "postponed";
  /** No place is left; absent where the source does not tell. */
  readonly full?: boolean;
  /** Programs of one series share it. */
  readonly series?: string;
  /** One of the samples that stand in when no source is configured. */
  readonly sample: boolean;
}

/** Why a program is offered; spoken by the locale key `reasons.<kind>`. */
export interface Reason {
  readonly kind:
    | "topic"
    | "when"
    | "place"
    | "audience"
    | "age"
    | "language"
    | "free"
    | "online"
    | "interest"
    | "soon";
  /** What matched, as the patron or the program says it, e.g. the topic's label. */
  readonly value?: string;
}

/** A wish that had to be loosened to find anything, e.g. Saturday to Sunday. Values are as in the slots' JSON. */
export interface Relaxation {
  readonly slot: string;
  readonly from: string;
  readonly to: string;
}

export interface Recommended {
  readonly program: Program;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** What was found. Nothing fitting and nothing to relax to: both are empty. */
export interface Recommendation {
  readonly results: readonly Recommended[];
  readonly relaxed: readonly Relaxation[];
  /** The topics looked for, as they are said to the patron: in their language, and spelt right. Absent without topics. */
  readonly topics?: readonly string[];
}
