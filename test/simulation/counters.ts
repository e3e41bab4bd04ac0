/** What a run is to have had. A set of runs in which one of these never happened has not tried enough. */
const counterNames = [
  'operations',
  'check-ins',
  'check-outs',
  'undos',
  'undos of undos',
  'refused scans',
  'refused actions',
  'full disks',
  'imports',
  'lists defined',
  'conflicts',
  'settlements',
  'packs bought',
  'plans changed',
  'policies chosen',
  'voids',
  'leases',
  'leases refused',
  'leases written off',
  'leases returned',
  'credits found again',
  'allowances',
  'expiries',
  'requests',
  'dropped',
  'duplicated',
  'partitions',
  'clock jumps',
  'long pauses',
  'crashes',
  'crashes in the middle of sync',
  'crashes while starting',
  'scans in the middle of sync',
  'databases lost',
  'server crashes',
  'server crashes after the commit',
  'server restores',
  'duplicates',
  'parked as malformed',
  'parked as role',
  'parked as event',
  'parked as conflict',
  'retried by an organiser',
  'clones',
  'renewed names',
  'late laptops',
  'revoked',
  'recovered by an organiser',
  'enrolled again',
  'lost laptops',
  'lost laptops that turned up',
] as const;

export type CounterName = (typeof counterNames)[number];
export type Counts = Readonly<Record<CounterName, number>>;

export interface Counters {
  count(name: CounterName, times?: number): void;
  counts(): Counts;
}

export const noCounts = Object.fromEntries(counterNames.map((name) => [name, 0])) as Counts;

export function openCounters(): Counters {
  const counts: Record<CounterName, number> = { ...noCounts };
  return {
    count(name, times = 1) {
      counts[name] += times;
    },
    counts: () => ({ ...counts }),
  };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return Object.fromEntries(counterNames.map((name) => [name, a[name] + b[name]])) as Counts;
}

/** What never happened. */
export function missingFrom(counts: Counts): readonly CounterName[] {
  return counterNames.filter((name) => counts[name] === 0);
}

/** One line each, for people. */
export function countsTable(counts: Counts): string {
  return counterNames.map((name) => `${String(counts[name]).padStart(10)}  ${name}`).join('\n');
}
