import { type Refusal } from './refusal.ts';
import type { Service } from './service.ts';
import { type EnrolledSender } from './store/devices.ts';
/** Who asks, by the `Authorization` header. */
export declare function authenticate({ database, now }: Pick<Service, 'database' | 'now'>, header: string | undefined): Promise<EnrolledSender | Refusal>;
