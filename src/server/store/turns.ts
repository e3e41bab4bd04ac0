/** Lets callers use one thing one after the other, in the order they asked. */
export interface Turns {
  /** Waits for everybody who asked before, then for `work`. */
  take<T>(work: () => Promise<T>): Promise<T>;
}

export function startTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(work) {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
