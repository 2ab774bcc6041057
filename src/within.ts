/** Waits for what may never end, but not for ever. */

/** Gives what a promise gives. Rejects with a `TimeoutError` when that takes longer than `limitMs`; the promise is not stopped by it. */
export async function within<Result>(limitMs: number, pending: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error(`Cannot wait any longer than ${limitMs} ms`), {
      name: "TimeoutError",
    });
    timer = setTimeout(() => reject(error), limitMs);
  });
  try {
    return await Promise.race([pending, late]);
  } finally {
    clearTimeout(timer);
  }
}
