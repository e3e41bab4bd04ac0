/** Runs work one after the other, in the order in which it was asked for. */
export interface Turns {
  /**
   * Resolves when the work is done, whether it succeeded or not. Work whose key is the same as that of work under way is
   * the same work asked for twice, and is not begun again; without a key, it always is.
   */
  take(key: string | undefined, work: () => Promise<void>): Promise<void>;
}

/** `onFailure` is told why work failed; the next takes its turn all the same. */
export function createTurns(onFailure: (error: unknown) => void): Turns {
  const underWay = new Set<string>();
  let last: Promise<void> = Promise.resolve();
  return {
    async take(key, work) {
      if (key !== undefined) {
        if (underWay.has(key)) return;
        underWay.add(key);
      }
      last = last
        .then(work)
        .catch(onFailure)
        .finally(() => key !== undefined && underWay.delete(key));
      await last;
    },
  };
}
