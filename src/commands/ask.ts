/** Asks on the terminal. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Asks for a line; `isUnseen` does not show what is typed. Ctrl-C and Ctrl-D give an empty line; undefined where there is no terminal. */
export async function askLine(
  question: string,
  { isUnseen = false }: { readonly isUnseen?: boolean } = {},
): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    ...{ input: process.stdin, historySize: 0 },
    // A terminal to readline: it takes keys one by one, and only it would show them.
    ...(isUnseen ? { output: nowhere, terminal: true } : { output: process.stderr }),
  });
  process.stderr.write(question);
  try {
    return await new Promise<string>((resolve) => {
      lines.once("line", resolve);
      lines.once("close", () => resolve(""));
    });
  } finally {
    lines.close();
    if (isUnseen) process.stderr.write("\n");
  }
}
