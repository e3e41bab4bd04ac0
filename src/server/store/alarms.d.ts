import type { Queryable } from './database.ts';
import type { Sender } from './push.ts';
/** Keeps what a laptop has seen that must not be, for whoever looks into it. */
export declare function writeAlarm(database: Queryable, { organisation, device }: Sender, content: object, now: number): Promise<void>;
