/** The stages of `npm test`, in their order. */
export const stageNames = ['types', 'lint', 'unit', 'e2e'] as const;

export type StageName = (typeof stageNames)[number];

export interface TestPlan {
  readonly stages: readonly StageName[];
  /** Handed on to the tool of the only stage. */
  readonly toolArguments: readonly string[];
}

/**
 * Reads the arguments of `npm test -- [stage ...] [argument of the tool ...]`; without a stage, all run. Returns words for
 * people when the arguments cannot be followed.
 */
export function planTests(args: readonly string[]): TestPlan | string {
  const firstOther = args.findIndex((word) => !isStageName(word));
  const named = args.slice(0, firstOther === -1 ? args.length : firstOther);
  const toolArguments = args.slice(named.length);
  if (toolArguments.length > 0 && named.length !== 1) {
    return `"${toolArguments[0]}" is not a stage. The stages are: ${stageNames.join(', ')}. After the name of one stage, the rest is handed to its tool.`;
  }
  return { stages: stageNames.filter((name) => named.length === 0 || named.includes(name)), toolArguments };
}

function isStageName(word: string): word is StageName {
  return (stageNames as readonly string[]).includes(word);
}
