import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { organisationNameSchema } from './create-organisation.ts';
import { logLevels } from './json-log.ts';

export const settingsHelp = `Settings come from the environment, or from flags, which win:
  PORT                --port <number>        where to listen; 7380
  HOST                --host <address>       127.0.0.1: this machine alone; 0.0.0.0: the whole network
  DATABASE_URL        --database-url <url>   PostgreSQL; without it, a database of its own in ADMIT_DATA
  ADMIT_DATA          --data <folder>        where that is; .admit-server in the home folder
  ADMIT_POOL          --pool <number>        connections to PostgreSQL; 10
  ADMIT_OPERATOR_KEY                         lets programs make organisations with POST /v1/organisations
  ADMIT_PROXIES       --proxies <number>     how many reverse proxies of yours stand in front; 0
  LOG_LEVEL           --log-level <level>    ${logLevels.join(', ')}; info
                      --new-organisation <name>   makes an organisation and prints its owner's code`;

const wholeNumber = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,6}$/, 'is no whole number'),
    v.transform(Number),
    v.minValue(least, `is less than ${String(least)}`),
    v.maxValue(most, `is more than ${String(most)}`),
  );

const settingsSchema = v.object({
  PORT: v.optional(wholeNumber(0, 65_535), '7380'),
  HOST: v.optional(v.pipe(v.string(), v.minLength(1, 'is empty')), '127.0.0.1'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(?:ql)?:\/\//, 'does not begin with postgres://'))),
  ADMIT_DATA: v.optional(v.pipe(v.string(), v.minLength(1, 'is empty')), join(homedir(), '.admit-server')),
  ADMIT_POOL: v.optional(wholeNumber(1, 1_000), '10'),
  ADMIT_OPERATOR_KEY: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w.~+/=-]{16,500}$/, 'has less than 16 characters, or others than letters, digits and . _ ~ + / = -'),
    ),
  ),
  ADMIT_PROXIES: v.optional(wholeNumber(0, 10), '0'),
  LOG_LEVEL: v.optional(v.picklist(logLevels, `is none of ${logLevels.join(', ')}`), 'info'),
  newOrganisation: v.optional(organisationNameSchema),
});
export type Settings = Readonly<v.InferOutput<typeof settingsSchema>>;

/** Which setting a flag stands for. */
const flags = {
  port: 'PORT',
  host: 'HOST',
  'database-url': 'DATABASE_URL',
  data: 'ADMIT_DATA',
  pool: 'ADMIT_POOL',
  proxies: 'ADMIT_PROXIES',
  'log-level': 'LOG_LEVEL',
  'new-organisation': 'newOrganisation',
} as const satisfies Record<string, keyof Settings>;
type Flag = keyof typeof flags;

/** Reads the settings of the command. Returns words for people where they cannot be followed. */
export function readSettings(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Settings | string {
  const given = readFlags(args);
  if (typeof given === 'string') return given;
  // An empty variable is one that was not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = v.safeParse(settingsSchema, { ...set, ...given });
  if (read.success) return read.output;
  const [{ message, path }] = read.issues;
  return `${nameOf(path?.[0].key)}: ${message}.`;
}

function readFlags(args: readonly string[]): Readonly<Record<string, string>> | string {
  const options = Object.fromEntries(Object.keys(flags).map((flag) => [flag, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    return Object.fromEntries(
      Object.entries(values).map(([flag, value]) => [flags[flag as Flag], String(value)] as const),
    );
  } catch (error) {
    return (error as Error).message;
  }
}

function nameOf(key: unknown): string {
  return key === flags['new-organisation'] ? '--new-organisation' : String(key);
}
