/** A scanner that reads one code again this soon after has read it once. */
const repeatWithinMs = 2_000;

/** Tells a code that is read again and again while it is held to the scanner from one that comes back. */
export interface RepeatGuard {
  /** Whether the same key was read less than two seconds ago. `now` is in milliseconds. */
  isRepeat(key: string, now: number): boolean;
  /** What was read last counts as new when it is read again: it was undone, or could not be recorded. */
  forget(): void;
}

export function createRepeatGuard(): RepeatGuard {
  let last: { readonly key: string; readonly at: number } | undefined;
  return {
    isRepeat(key, now) {
      const repeats = last?.key === key && Math.abs(now - last.at) < repeatWithinMs;
      last = { key, at: now };
      return repeats;
    },
    forget() {
      last = undefined;
    },
  };
}
