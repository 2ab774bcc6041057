/**
 * What a format of feed is: one entry in the table of `formats.ts`. A format reads a document that is already
 * loaded; it opens no file and no connection.
 */
import type { Program } from "../program.ts";

/** One row of a feed. Each row that was read gives exactly one, so that counts add up. */
export type SourceRow =
  | { readonly kind: "program"; readonly program: Program }
  /** The row names a program that does not take place, without saying enough to show it. */
  | { readonly kind: "withdrawn"; readonly id: string; readonly status: "cancelled" | "postponed" }
  /** The source took the row back as a duplicate: nobody needs to hear of it. */
  | { readonly kind: "replaced"; readonly id: string; readonly why: string }
  | { readonly kind: "unreadable"; readonly id: string; readonly why: string };

/** A loaded feed, looked at once for every format. */
export interface Document {
  readonly text: string;
  /** The parsed JSON; undefined for a feed that is none. */
  readonly json: unknown;
}

/** One document's worth of rows. */
export interface Page {
  readonly rows: readonly SourceRow[];
  /** Rows in the whole feed, where it tells. */
  readonly total?: number;
  /** The address of the next page. */
  readonly next?: string;
}

/** What reading may need to know besides the document. */
export interface Reading {
  /** ISO 8601: what repeats for ever is worked out around it. The present when absent. */
  readonly now?: string;
  /** The operator named the zone for this source: it goes before the one that a calendar names for itself. */
  readonly isZoneChosen?: boolean;
}

/** How to read one kind of feed. */
export interface SourceFormat {
  /** As it is named in messages. */
  readonly name: string;
  recognises(document: Document): boolean;
  /**
   * Gives the address to ask on a server of this format: pages of a good size, and only what changed since a date.
   * Undefined where a URL does not look like such a server: it is asked as it is.
   */
  serverAddress(url: URL, changedSince: string | undefined): URL | undefined;
  /** Reads a document; one bad row spoils only itself. `timeZone` is the zone of times without one. */
  read(document: Document, timeZone: string, reading?: Reading): Page;
}
