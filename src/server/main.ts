import { networkInterfaces } from 'node:os';
import { formatEnrolLink } from '../shared/enrol-link.ts';
import { openJsonLog } from './json-log.ts';
import type { Log } from './log.ts';
import { type RunningServer, startServer } from './server.ts';
import { readSettings, type Settings, settingsHelp } from './settings.ts';
import { describeStartFailure } from './start-failure.ts';
import type { Database } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { openDatabase } from './store/open-database.ts';

/** It was told to end; it could not start; its settings cannot be followed. */
const exitCodes = { ended: 0, failed: 1, wrong: 2 } as const;

/** A terminal sends a signal to everybody in it, and a command that started this one passes its own on. */
const sameSignalMs = 500;

/**
 * Runs the server until it is told to end. Resolves with the exit code. Notes are JSON lines on standard output, what
 * people have to know stands on standard error.
 */
export async function runServer(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${settingsHelp}\n`);
    return exitCodes.ended;
  }
  const settings = readSettings(args, env);
  if (typeof settings === 'string') {
    tell(`${settings}\n${settingsHelp}`);
    return exitCodes.wrong;
  }
  const log = openJsonLog(settings.LOG_LEVEL);
  const signal = firstSignal(log);
  try {
    await serveUntil(signal, settings, log);
    return exitCodes.ended;
  } catch (error) {
    log.error({ err: error }, 'the server could not start');
    tell(describeStartFailure(error, settings));
    return exitCodes.failed;
  }
}

async function serveUntil(signal: Promise<void>, settings: Settings, log: Log): Promise<void> {
  const { DATABASE_URL: url, ADMIT_DATA: folder, ADMIT_POOL: poolSize } = settings;
  const database = await openDatabase({ url, folder, poolSize }, log);
  try {
    await migrate(database);
    const server = await listen(database, settings, log);
    try {
      await welcome(server, settings);
      await signal;
    } finally {
      await server.close();
    }
  } finally {
    await database.close();
  }
}

function listen(database: Database, settings: Settings, log: Log): Promise<RunningServer> {
  const { HOST: host, PORT: port, ADMIT_OPERATOR_KEY: operatorKey, ADMIT_PROXIES: proxies } = settings;
  return startServer({ database, log, host, port, operatorKey, proxies });
}

async function welcome(server: RunningServer, { HOST: host, newOrganisation }: Settings): Promise<void> {
  const address = `http://${reachableAt(host)}:${String(server.port)}`;
  tell(`The server answers at ${address}; what it can be asked stands at ${address}/docs.`);
  if (newOrganisation === undefined) return;
  const { code } = await server.createOrganisation(newOrganisation);
  tell(
    `"${newOrganisation}" is made. This code enrols its owner’s laptop, once, within 24 hours: ${code.slice(0, 4)}-${code.slice(4)}`,
    `Or open this link there: ${formatEnrolLink({ server: address, code })}`,
  );
}

/** Where laptops find a server that listens everywhere: this machine’s first address in its network. */
function reachableAt(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host;
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

/** Resolves when the process is told to end. Told once more, it ends at once. */
function firstSignal(log: Log): Promise<void> {
  return new Promise((resolve) => {
    let toldAt: number | undefined;
    function onSignal(name: NodeJS.Signals): void {
      if (toldAt === undefined) {
        toldAt = performance.now();
        log.info({ signal: name }, 'stopping');
        resolve();
      } else if (performance.now() - toldAt > sameSignalMs) {
        log.warn({ signal: name }, 'stopped at once');
        process.exit(exitCodes.failed);
      }
    }
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

function tell(...lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
}
