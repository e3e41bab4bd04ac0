import type { Log } from './log.ts';
import type { Database } from './store/database.ts';
import { openEmbedded } from './store/embedded.ts';
import { migrate } from './store/migrate.ts';

/** Opens the hub's own database in its folder, with its tables up to date. Refuses while another process has it. */
export async function openHubDatabase(folder: string, log: Log): Promise<Database> {
  // The build puts the database's thread and files beside the hub's program.
  const database = await openEmbedded({ folder, engineFolder: import.meta.dirname }, log);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
