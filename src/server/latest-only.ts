/** Values on their way to a slow reader, who gets the latest one alone: those before it are out of date. */
export interface LatestOnly<T> extends AsyncIterable<T> {
  put(value: T): void;
  /** Nothing more comes; what has not been read yet is not read any more. */
  end(): void;
}

export function latestOnly<T>(): LatestOnly<T> {
  let latest: { readonly value: T } | undefined;
  let isOver = false;
  let wake: () => void = () => undefined;
  return {
    put(value) {
      latest = { value };
      wake();
    },
    end() {
      isOver = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        if (isOver) return;
        if (latest === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        const { value } = latest;
        latest = undefined;
        yield value;
      }
    },
  };
}
