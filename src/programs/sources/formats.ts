/**
 * The formats Kutsu reads programs from. A new one is a file beside this and a line here.
 */
import { icalendar } from "./icalendar.ts";
import { libcal } from "./libcal.ts";
import { linkedEvents } from "./linked-events.ts";
import { schemaOrg } from "./schema-org.ts";
import type { SourceFormat } from "./source-format.ts";

/** Every format, in the order in which a feed is offered to them: the stricter first. */
export const FORMATS: readonly SourceFormat[] = [libcal, linkedEvents, schemaOrg, icalendar];
