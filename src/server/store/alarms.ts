import type { Queryable } from './database.ts';
import type { Sender } from './push.ts';

/** Keeps what a laptop has seen that must not be, for whoever looks into it. */
export async function writeAlarm(
  database: Queryable,
  { organisation, device }: Sender,
  content: object,
  now: number,
): Promise<void> {
  await database.query('insert into alarms (organisation_id, device_id, raised_at, content) values ($1, $2, $3, $4)', [
    organisation,
    device,
    now,
    JSON.stringify(content),
  ]);
}
