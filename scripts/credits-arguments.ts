import { parseArgs } from 'node:util';
import { isTimeZone } from '../src/shared/calendar.ts';
import { builtInNames } from './policy-file.ts';
import type { PlanChoice } from './replay-policies.ts';

/** What `npm run credits` is to do. */
export interface ReplayWanted {
  /** Names of policies of this version, or files. */
  readonly policies: readonly string[];
  readonly plans: readonly PlanChoice[];
  readonly timeZone: string;
  /** The file of operations; `-` for standard input. */
  readonly file: string;
}

export const creditsUsage = `Type: npm run credits -- replay --policy <name|file> <operations.jsonl>
  --policy <name|file>     ${builtInNames()}, or a JSON file; several policies combine
  --plan <policy>=<plan>   the plan to begin with; without it, the policy's first
  --time-zone <zone>       in which periods begin and end, such as Europe/Madrid; without it, UTC
  <operations.jsonl>       one operation a line; - reads standard input
docs/credits.md has examples.`;

/** Reads the command's arguments. Returns words for people when they cannot be followed. */
export function readCreditsArguments(args: readonly string[]): ReplayWanted | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: 'string', multiple: true, default: [] },
        plan: { type: 'string', multiple: true, default: [] },
        'time-zone': { type: 'string', default: 'UTC' },
      },
    });
    const [command, file, more] = positionals;
    if (command !== 'replay')
      return command === undefined ? 'What is to be done?' : `"${command}" cannot be done here.`;
    if (values.policy.length === 0) return 'Under which policy? Give --policy.';
    if (file === undefined) return 'Which operations? Give their file.';
    if (more !== undefined) return `One file at a time: "${more}" is one too many.`;
    const timeZone = values['time-zone'];
    if (!isTimeZone(timeZone)) return `There is no time zone "${timeZone}".`;
    const plans: PlanChoice[] = [];
    for (const choice of values.plan) {
      const [policy = '', plan = ''] = choice.split('=');
      if (policy === '' || plan === '') return `"${choice}" is no plan. Give one as <policy>=<plan>.`;
      plans.push({ policy, plan });
    }
    return { policies: values.policy, plans, timeZone, file };
  } catch (error) {
    return (error as Error).message;
  }
}
