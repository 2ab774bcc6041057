/**
 * Reads the libraries that come with Kutsu: their names, the forms of the names, and where they are.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { rootPath } from "../root.ts";
import type { LibraryName } from "./place-names.ts";

const names = z.object({ fi: z.string(), en: z.string().optional(), sv: z.string().optional() });

const libraries = z.array(
  z.object({
    id: z.string(),
    name: names,
    short: z.string().min(2),
    forms: z.object({ in: z.string(), to: z.string(), from: z.string() }),
    nicknames: z.array(z.string()),
    district: names.partial().optional(),
    neighborhood: names.partial().optional(),
    latitude: z.number().optional(),
    longitude: z.number().optional(),
  }),
);

/** A library that comes with Kutsu. */
export type Library = Readonly<z.infer<typeof libraries>[number]> & LibraryName;

/** Reads data/libraries.json; throws when the file is not what it should be. */
export function loadLibraryNames(): readonly Library[] {
  const path = rootPath("data", "libraries.json");
  const parsed = libraries.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`Cannot read libraries "${path}": ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
