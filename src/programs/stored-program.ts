/**
 * A program as it stands in the catalogue: JSON with a format number, parsed when it is loaded.
 */
import { z } from "zod";
import { AUDIENCES } from "../understanding/understood.ts";
import type { Program } from "./program.ts";

/** Raised when an older program cannot be read any more; the next import writes it anew. */
const FORMAT = 1;

const localized = z.object({
  fi: z.string().optional(),
  en: z.string().optional(),
  sv: z.string().optional(),
});
const instant = z.iso.datetime();

const program = z.object({
  id: z.string().min(1),
  title: localized,
  summary: localized,
  description: localized,
  start: instant,
  end: instant.optional(),
  allDay: z.boolean(),
  place: z
    .object({
      id: z.string().optional(),
      name: localized,
      address: localized,
      district: localized,
      position: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
    })
    .optional(),
  online: z.boolean(),
  keywords: z.array(z.object({ id: z.string(), label: localized })),
  audiences: z.array(z.enum(AUDIENCES)),
  ages: z.object({ min: z.number().optional(), max: z.number().optional() }).optional(),
  free: z.boolean().optional(),
  price: localized,
  languages: z.array(z.string()),
  url: localized,
  status: z.enum(["scheduled", "cancelled", "postponed"]),
  full: z.boolean().optional(),
  series: z.string().optional(),
  sample: z.boolean(),
}) satisfies z.ZodType<Program>;

const stored = z.object({ format: z.literal(FORMAT), source: z.string(), program });

const storedGone = stored.extend({ since: instant });

/** A program that its source left out, and when (ISO 8601). */
export interface GoneProgram extends StoredProgram {
  readonly since: string;
}

/** A program and the source it came from. */
export interface StoredProgram {
  readonly source: string;
  readonly program: Program;
}

/** Gives the JSON to store; the same program gives the same text. */
export function storedJson({ source, program }: StoredProgram): string {
  return JSON.stringify({ format: FORMAT, source, program });
}

/** Reads what {@link storedJson} made; undefined for anything else. */
export function findStoredProgram(json: string): StoredProgram | undefined {
  try {
    return stored.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** Gives the JSON to store of a program that its source left out. */
export function goneJson({ source, program, since }: GoneProgram): string {
  return JSON.stringify({ format: FORMAT, source, program, since });
}

/** Reads what {@link goneJson} made; undefined for anything else. */
export function findGoneProgram(json: string): GoneProgram | undefined {
  try {
    return storedGone.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
