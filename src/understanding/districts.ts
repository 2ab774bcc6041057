/**
 * Reads the districts of Helsinki that have no library of their own: their names, what they are called and where they are.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { rootPath } from "../root.ts";

const districts = z.array(
  z.object({
    name: z.string(),
    nicknames: z.array(z.string()).default([]),
    /** Stems of its forms that the name does not tell by itself. */
    stems: z.array(z.string()).default([]),
    latitude: z.number(),
    longitude: z.number(),
  }),
);

/** A district without a library of its own; the position is about its middle, in WGS 84 degrees. */
export type District = Readonly<z.infer<typeof districts>[number]>;

/** Reads data/districts.json; throws when the file is not what it should be. */
export function loadDistricts(): readonly District[] {
  const path = rootPath("data", "districts.json");
  const parsed = districts.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`Cannot read districts "${path}": ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
