/** An error whose words are for people: it is shown without a stack. */
export function problem(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}

/** Runs a script to its end: the exit code is what it returns, or 1 with the error's words. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.stack : error);
    process.exitCode = 1;
  }
}
