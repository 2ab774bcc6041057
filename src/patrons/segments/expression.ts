/** What an audience is described by: segments, joined by and, or, not. As data; read-expression.ts reads it from text. */
import { z } from "zod";
import { ACTIVE_DAYS, ALONE, DAILY, FIXED, KINDS, type Kind, storedValue } from "./segment.ts";

/** An audience. */
export type Expression =
  | { readonly is: "segment"; readonly kind: Kind; readonly value: string }
  | { readonly is: "not"; readonly of: Expression }
  | { readonly is: "and" | "or"; readonly of: readonly Expression[] };

export type SegmentTerm = Extract<Expression, { is: "segment" }>;

/** Deeper and larger ones are nobody's wish. */
export const DEPTH_LIMIT = 40;
export const TERMS_LIMIT = 100;
export const LENGTH_LIMIT = 4000;

const OLDEST = 120;

/** Says what values a kind takes where that is fixed; undefined where it is open. */
export function valuesOf(kind: Kind): string | undefined {
  const fixed = FIXED[kind];
  if (fixed !== undefined) return `one of ${fixed.join(", ")}`;
  if (DAILY.includes(kind)) return `a count of days, such as ${kind}:30 (from 1 to ${ACTIVE_DAYS})`;
  if (kind === "age") return `an age in years, such as age:7 (from 0 to ${OLDEST})`;
  return undefined;
}

/** Makes a segment of an expression, its value written as it is stored; undefined when the kind takes no such value. */
export function segmentTerm(kind: Kind, value: string): SegmentTerm | undefined {
  const term = { is: "segment", kind, value: storedValue(kind, value) } as const;
  if (ALONE.includes(kind)) return value === "" ? term : undefined;
  if (term.value === "") return undefined;
  if (FIXED[kind] !== undefined) return FIXED[kind].includes(term.value) ? term : undefined;
  const number = /^\d{1,4}$/.test(term.value) ? Number(term.value) : Number.NaN;
  if (DAILY.includes(kind))
    return number >= 1 && number <= ACTIVE_DAYS ? { ...term, value: String(number) } : undefined;
  if (kind === "age") return number <= OLDEST ? { ...term, value: String(number) } : undefined;
  return term;
}

/** Names a segment of an expression: `interest:makers`, `all`. */
export function nameOf({ kind, value }: SegmentTerm): string {
  return ALONE.includes(kind) ? kind : `${kind}:${value}`;
}

/** Lists the segments an expression names, in order. */
export function termsOf(expression: Expression): readonly SegmentTerm[] {
  switch (expression.is) {
    case "segment":
      return [expression];
    case "not":
      return termsOf(expression.of);
    default:
      return expression.of.flatMap(termsOf);
  }
}

const segmentSchema = z
  .object({ is: z.literal("segment"), kind: z.enum(KINDS), value: z.string().max(LENGTH_LIMIT).default("") })
  .transform(({ kind, value }, context): SegmentTerm => {
    const term = segmentTerm(kind, value);
    if (term !== undefined) return term;
    const wanted = valuesOf(kind) ?? (ALONE.includes(kind) ? "nothing" : "something");
    context.addIssue({
      code: "custom",
      path: ["value"],
      message: `"${value}" is no value of ${kind}: it takes ${wanted}`,
    });
    return z.NEVER;
  });

const treeSchema: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    segmentSchema,
    z.object({ is: z.literal("not"), of: treeSchema }),
    z.object({ is: z.enum(["and", "or"]), of: z.array(treeSchema).min(1) }),
  ]),
);

/** Reads an expression that comes as JSON from outside. Its depth is bounded before anything is read. */
export const expressionSchema = z
  .unknown()
  .refine((value) => isShallow(value, 2 * DEPTH_LIMIT), {
    message: "is too deep for an audience",
    abort: true,
  })
  .pipe(treeSchema)
  .refine((expression) => termsOf(expression).length <= TERMS_LIMIT, {
    message: `names more than ${TERMS_LIMIT} segments`,
  });

/** Each level of an expression is an object and perhaps a list in it. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}
