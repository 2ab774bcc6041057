/** Runs a piece of Kutsu in a process of its own, so that a test can kill it. */
import { type ChildProcess, spawn } from "node:child_process";

import { createInterface } from "node:readline";
import { rootPath } from "../../src/root.ts";

/** A running child. */
export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the next line the child prints; rejects with what it complained about when it ends first. */
  nextLine(): Promise<string>;
  /** Ends it, the hard way unless told otherwise, and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a TypeScript file, named from test/, with arguments. */
export function startChild(file: string, ...args: readonly string[]): Child {
  const hook = rootPath("test", "helpers", "typescript-hook.js");
  const child = spawn(process.execPath, ["-r", hook, rootPath("test", file), ...args], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    nextLine: async () => {
      const { done, value } = await lines.next();
      if (done) throw new Error(`Cannot read a line of "${file}": it ended\n${complaint}`);
      return value;
    },
    kill: async (signal = "SIGKILL") => {
      child.kill(signal);
      await exited;
    },
  };
}
