import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatEnrolLink } from '../src/shared/enrol-link.ts';
import { findHubOrganisation, makeHubOrganisation, watchForOwner } from '../src/server/hub-organisation.ts';
import type { Log } from '../src/server/log.ts';
import { type RunningServer, startServer } from '../src/server/server.ts';
import { openEmbedded } from '../src/server/store/embedded.ts';
import { migrate } from '../src/server/store/migrate.ts';
import { randomBytes } from 'node:crypto';

/** A server of one organisation for this machine alone, in this process: it ends with it, whatever happens. */
export interface LocalServer {
  readonly address: string;
  /** Enrols the owner; undefined once there is one. */
  readonly ownerLink: string | undefined;
  close(): Promise<void>;
}

export interface LocalServerSettings {
  /** Keeps the data, and remembers the port: laptops look for the server where they have found it before. */
  readonly folder: string;
  readonly organisation: string;
  /** To begin with; another one where it is taken. */
  readonly port: number;
  readonly log: Log;
}

const host = '127.0.0.1';

/** Refuses while another process has the folder. */
export async function startLocalServer({ folder, organisation, port, log }: LocalServerSettings): Promise<LocalServer> {
  await mkdir(folder, { recursive: true });
  const database = await openEmbedded({ folder: join(folder, 'database') }, log);
  try {
    await migrate(database);
    const { id } =
      (await findHubOrganisation(database)) ?? (await makeHubOrganisation(database, organisation, randomBytes));
    let ownerCode: string | undefined;
    const onCode = (code: string | undefined) => (ownerCode = code);
    const endWatch = await watchForOwner(database, id, { now: () => Date.now(), log, onCode });
    endWatch();
    const portFile = join(folder, 'port');
    const server = await listen((await readPort(portFile)) ?? port, (at) =>
      startServer({ database, log, host, port: at }),
    );
    await writeFile(portFile, String(server.port));
    const address = `http://${host}:${String(server.port)}`;
    return {
      address,
      ownerLink: ownerCode === undefined ? undefined : formatEnrolLink({ server: address, code: ownerCode }),
      async close() {
        await server.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function readPort(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

/** At that port, or at any that is free where it is taken. */
async function listen(port: number, start: (port: number) => Promise<RunningServer>): Promise<RunningServer> {
  try {
    return await start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return start(0);
  }
}
