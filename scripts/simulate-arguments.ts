import { parseArgs } from 'node:util';

/** What `npm run simulate` is to do. */
export interface SimulationWanted {
  /** The first seed; those after it follow. */
  readonly seed: number;
  readonly schedules: number;
  readonly devices: number;
  readonly operations: number;
  /** Processes at the same time. */
  readonly jobs: number;
  /** Whether to show everything that happens, which is for one schedule alone. */
  readonly trace: boolean;
}

export const simulateUsage = `Type: npm run simulate -- [--seed <n>] [--schedules <n>]
  --seed <n>         the first seed; without it, 1
  --schedules <n>    how many, each with a seed of its own; without it, 1
  --devices <n>      laptops at the beginning; without it, 5
  --operations <n>   about how many things people do; without it, 200
  --jobs <n>         processes at the same time; without it, as many as there are processors
  --trace            shows everything that happens in a single schedule
docs/reliability.md says what is simulated.`;

/** Reads the command's arguments. Returns words for people when they cannot be followed. */
export function readSimulateArguments(args: readonly string[], processors: number): SimulationWanted | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        schedules: { type: 'string', default: '1' },
        devices: { type: 'string', default: '5' },
        operations: { type: 'string', default: '200' },
        jobs: { type: 'string', default: String(processors) },
        trace: { type: 'boolean', default: false },
      },
    });
    const { trace, ...texts } = values;
    for (const [name, text] of Object.entries(texts)) {
      if (!/^[1-9]\d{0,8}$/.test(text)) return `"${text}" is no number of ${name}.`;
    }
    const numbers = {
      seed: Number(texts.seed),
      schedules: Number(texts.schedules),
      devices: Number(texts.devices),
      operations: Number(texts.operations),
      jobs: Number(texts.jobs),
    };
    if (trace && numbers.schedules > 1) return 'Only a single schedule can be shown.';
    return { ...numbers, trace };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
