import fc from 'fast-check';
import { afterAll, describe, it } from 'vitest';
import { holdingOf } from '../../src/shared/credit/account.ts';
import type { Entry } from '../../src/shared/credit/entry.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { aPrint, anEmail, aVoid } from '../builders/account-facts.ts';
import { aGrant } from '../builders/facts.ts';
import { claim } from './bookkeeper.ts';
import { endLease, lend, openServer, openSpender, type Server, type Spender } from './fleet.ts';
import { openTally } from './tally.ts';

const runs = 5_000;
const names = ['south', 'north', 'west'] as const;

interface Step {
  readonly what: 'spend' | 'print' | 'void' | 'sync' | 'lend' | 'return' | 'write-off' | 'grant';
  readonly who: number;
  readonly amount: number;
  /** Milliseconds since the step before. */
  readonly after: number;
  readonly pick: number;
  readonly flag: boolean;
}

const often = ['spend', 'spend', 'spend', 'print', 'void', 'sync', 'sync', 'lend', 'lend'] as const;
const step = fc.record<Step>({
  what: fc.constantFrom<Step['what'][]>(...often, 'return', 'write-off', 'grant'),
  who: fc.nat(2),
  amount: fc.integer({ min: 1, max: 12 }),
  after: fc.constantFrom(1, 1, 10, 50),
  pick: fc.nat(99),
  flag: fc.boolean(),
});

/** The operations that a step brings about on its laptop, as far as that one lets them. */
function actStep(
  spender: Spender,
  { what, amount, pick, flag }: Step,
  id: string,
  ms: number,
  known: Operation[],
): boolean {
  const when = { id, ms, device: spender.name };
  if (what === 'spend') return spender.act(anEmail(when, amount));
  if (what === 'print') return spender.act(aPrint(when));
  if (what === 'return') {
    const back = endLease(spender.ledger(), 'return', { id, ms, of: spender.name });
    return back !== undefined && spender.act(back);
  }
  const target = known[pick % Math.max(1, known.length)];
  if (target === undefined) return false;
  const part = flag ? { credits: amount } : {};
  return spender.act({ ...aVoid(when, 'none'), ...part, target: target.id });
}

function settleStep(
  server: Server,
  { what, amount, flag }: Step,
  id: string,
  ms: number,
  of: string,
): readonly Entry[] {
  if (what === 'grant') {
    const ends = flag ? { endsAt: ms + 60 } : {};
    const scope = amount % 4 === 0 ? { scope: ['printBadge'] } : {};
    return server.settle(aGrant({ id, ms, device: 'owner' }, amount * 3, { ...ends, ...scope }));
  }
  const operation =
    what === 'lend'
      ? lend(server, { id, ms, to: of, credits: amount * 2, notAfterAt: ms + (flag ? 30 : 10_000) })
      : endLease(server.ledger, 'write-off', { id, ms, of });
  return operation === undefined ? [] : server.settle(operation);
}

describe('laptops that spend what they hold', () => {
  const tally = openTally({
    charges: 2,
    reversals: 0.2,
    'partial reversals': 0.05,
    expiries: 0.2,
    transfers: 1,
    'hand-backs': 0.2,
    'write-offs': 0.1,
    revivals: 0.03,
    refusals: 1,
    'spent offline': 1,
  });
  afterAll(() => tally.check(runs));

  it('X-5 X-6 together never spend more than was granted, whatever is lost, handed back or late', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), (steps) => {
        const server = openServer();
        server.settle(aGrant({ id: 'start', ms: 0, device: 'owner' }, 30));
        const spenders = names.map(openSpender);
        const known = new Map<string, Operation[]>(names.map((name) => [name, []]));
        const count = (entries: readonly Entry[]): void => entries.forEach((entry) => tally.countEntry(entry));
        function sync(spender: Spender): void {
          if (spender.queue.length > 0) tally.count('spent offline', spender.queue.length);
          count(spender.sync(server));
          const charged = server.rows.filter(({ entries }) => entries.some(({ kind }) => kind === 'charge'));
          known.set(
            spender.name,
            charged.map(({ operation }) => operation),
          );
        }
        for (const { name } of spenders) {
          const first = lend(server, { id: `first ${name}`, ms: 0, to: name, credits: 8, notAfterAt: 10_000 });
          if (first !== undefined) server.settle(first);
        }
        spenders.forEach(sync);
        let ms = 0;
        for (const [index, each] of steps.entries()) {
          ms += each.after;
          const spender = spenders[each.who];
          if (spender === undefined) continue;
          const { name } = spender;
          if (each.what === 'sync') sync(spender);
          else if (each.what === 'lend' || each.what === 'write-off' || each.what === 'grant') {
            count(settleStep(server, each, String(index), ms, name));
            if (each.what === 'lend') sync(spender);
          } else {
            const own = [...(known.get(name) ?? []), ...spender.queue.filter(({ kind }) => kind !== 'voidAction')];
            const isDone = actStep(spender, each, String(index), ms, own);
            if (!isDone) tally.count('refusals');
          }
        }
        spenders.forEach(sync);
        const { granted, spent, refunded, expired, balance } = holdingOf(server.ledger.account, 'credit');
        claim(spent - refunded + expired <= granted && balance >= 0, 'no more is gone than was granted');
      }),
      { numRuns: runs, seed: 20_261_205 },
    );
  });
});
