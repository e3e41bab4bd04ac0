import { it } from 'vitest';
import { expectSchedules, schedulesTimeoutMs } from './expect-schedules.ts';

it('250 more organisations keep every promise', () => expectSchedules(251, 250), schedulesTimeoutMs);
