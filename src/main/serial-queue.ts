export interface SerialQueue {
  /** Runs the task when all earlier ones have ended; a failed task does not stop the next. */
  run<Result>(task: () => Promise<Result>): Promise<Result>;
}

/** Makes tasks that share a file take turns, in the order in which they were handed in. */
export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const running = last.then(task);
      last = running.catch(() => undefined);
      return running;
    },
  };
}
