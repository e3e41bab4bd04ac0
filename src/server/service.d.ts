import type { Attempts } from './attempts.ts';
import type { HeadNews } from './head-news.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { RandomBytes } from './secret.ts';
import type { Database } from './store/database.ts';
/** What every route works with. */
export interface Service {
    readonly database: Database;
    readonly log: Log;
    /** UTC milliseconds. */
    readonly now: () => number;
    readonly random: RandomBytes;
    readonly limits: Limits;
    /** Lets whoever runs the server make organisations; nobody can where absent. */
    readonly operatorKey: string | undefined;
    /** How many reverse proxies of one's own stand in front. */
    readonly proxies: number;
    /** Where credits are set aside for laptops: `elsewhere` at a hub, whose server above does that. */
    readonly leases: 'here' | 'elsewhere';
    readonly metrics: Metrics;
    readonly news: HeadNews;
    readonly wrongCodes: Attempts;
    readonly alarms: Attempts;
    /** Aborted when the server stops: it takes no new work. */
    readonly stopping: AbortSignal;
}
