import type { Database } from './database.ts';
import { openEmbedded, type EmbeddedSettings } from './embedded.ts';
import { openPostgresql, type PostgresqlSettings } from './postgresql.ts';
import type { Log } from '../log.ts';

/** Where the data is: on a PostgreSQL server when there is a `url`, else embedded. */
export interface DatabaseSettings extends Omit<PostgresqlSettings, 'url'>, EmbeddedSettings {
  readonly url?: string | undefined;
}

export async function openDatabase({ url, ...settings }: DatabaseSettings, log: Log): Promise<Database> {
  return url === undefined ? openEmbedded(settings, log) : openPostgresql({ ...settings, url }, log);
}
