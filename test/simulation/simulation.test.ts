import { it } from 'vitest';
import { expectSchedules, schedulesTimeoutMs } from './expect-schedules.ts';

// The other half is in a file of its own, so that two processors share the work.
it('250 organisations keep every promise, whatever goes wrong', () => expectSchedules(1, 250), schedulesTimeoutMs);
