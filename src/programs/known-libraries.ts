/**
 * Reads the libraries that come with Kutsu, as far as finding programs by place needs them.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { rootPath } from "../root.ts";
import type { KnownLibrary } from "./place-match.ts";

const localized = z.object({
  fi: z.string().optional(),
  en: z.string().optional(),
  sv: z.string().optional(),
});

const libraries = z.array(
  z.object({
    id: z.string(),
    name: localized,
    short: z.string(),
    nicknames: z.array(z.string()).optional(),
    district: localized.optional(),
    neighborhood: localized.optional(),
    latitude: z.number().optional(),
    longitude: z.number().optional(),
  }),
) satisfies z.ZodType<readonly KnownLibrary[]>;

/** Reads data/libraries.json. Throws when it is not what it should be. */
export function knownLibraries(): readonly KnownLibrary[] {
  const path = rootPath("data", "libraries.json");
  const parsed = libraries.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`Cannot read libraries "${path}": ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
