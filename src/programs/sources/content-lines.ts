/**
 * Takes an iCalendar text (RFC 5545) apart into its components and their lines. It forgives what exporters get wrong:
 * empty lines, missing ends, lines that are none.
 */

/** One line, e.g. `DTSTART;TZID=Europe/Helsinki:20261124T160000`. Names are upper-case, values as they were written. */
export interface ContentLine {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** What stands between BEGIN and END. */
export interface Component {
  readonly name: string;
  readonly lines: readonly ContentLine[];
  readonly parts: readonly Component[];
}

interface Open {
  readonly name: string;
  readonly lines: ContentLine[];
  readonly parts: Component[];
}

/** Components stand at most three deep; what is deeper is no iCalendar. */
const MAX_DEPTH = 8;

/** Reads all components of a text; what stands outside of any is left out. A text that ends inside of one is cut. */
export function readComponents(text: string): {
  readonly components: readonly Component[];
  readonly isCut: boolean;
} {
  const found: Component[] = [];
  const open: Open[] = [];
  const close = () => {
    const component = open.pop();
    if (component !== undefined) (open.at(-1)?.parts ?? found).push(component);
  };
  for (const line of unfold(text)) {
    const read = readLine(line);
    if (read === undefined) continue;
    const name = read.value.trim().toUpperCase();
    if (read.name === "BEGIN") {
      // Of two programs the first may lack its end: programs never stand in each other.
      if (name === "VEVENT" || name === "VCALENDAR") while (open.some((one) => one.name === name)) close();
      if (open.length < MAX_DEPTH) open.push({ name, lines: [], parts: [] });
    } else if (read.name === "END") {
      if (open.some((one) => one.name === name)) {
        while (open.at(-1)?.name !== name) close();
        close();
      }
    } else open.at(-1)?.lines.push(read);
  }
  const isCut = open.length > 0;
  while (open.length > 0) close();
  return { components: found, isCut };
}

/** A line that begins with a space or a tab goes on from the one before; empty ones between them do not count. */
function* unfold(text: string): Generator<string> {
  let parts: string[] = [];
  for (const line of linesOf(text)) {
    if (line === "") continue;
    if (line[0] === " " || line[0] === "\t") {
      parts.push(line.slice(1));
      continue;
    }
    if (parts.length > 0) yield parts.join("");
    parts = [line];
  }
  if (parts.length > 0) yield parts.join("");
}

/** Line breaks may be those of any system. */
function* linesOf(text: string): Generator<string> {
  const end = text.includes("\n") ? "\n" : "\r";
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf(end, from);
    const to = at < 0 ? text.length : at;
    yield text.slice(from, text[to - 1] === "\r" ? Math.max(from, to - 1) : to);
    from = to + 1;
  }
}

const NAME = /^([A-Za-z0-9-]{1,60})[ \t]*(?=[;:])/;
const PARAMETER = /;\s*([A-Za-z0-9-]{1,60})=((?:"[^"]*"|[^";:,])*(?:,(?:"[^"]*"|[^";:,])*)*)/y;

function readLine(line: string): ContentLine | undefined {
  const head = NAME.exec(line);
  if (head?.[1] === undefined) return undefined;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = head[0].length;
  let end = head[0].length;
  for (let found = PARAMETER.exec(line); found !== null; found = PARAMETER.exec(line)) {
    const [, name = "", value = ""] = found;
    parameters.set(name.toUpperCase(), value.replaceAll('"', "").trim());
    end = PARAMETER.lastIndex;
  }
  // A parameter that cannot be read ends where the value begins.
  const colon = line.indexOf(":", end);
  if (colon < 0) return undefined;
  return { name: head[1].toUpperCase(), parameters, value: line.slice(colon + 1) };
}

/** Gives the first line of a name. */
export function findLine({ lines }: Component, name: string): ContentLine | undefined {
  return lines.find((line) => line.name === name);
}

/** Gives the value of the first line of a name, without the space around it; undefined when it is empty. */
export function findValue(component: Component, name: string): string | undefined {
  return findLine(component, name)?.value.trim() || undefined;
}

/** Gives a text as it was before it was escaped. */
export function unescapeText(value: string): string {
  return value.replace(/\\([\\;,nN:"])/g, (_escaped, character: string) =>
    character === "n" || character === "N" ? "\n" : character,
  );
}

/** Takes a list of texts apart at its commas. */
export function textsOf(value: string): readonly string[] {
  return (value.match(/(?:\\.|[^,\\]|\\$)+/gs) ?? []).map((one) => unescapeText(one).trim()).filter(Boolean);
}
