import { useState } from 'react';
import { type Lock, lockOf } from '../../shared/credit/lock.ts';
import { derive } from '../ledger/derive.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';

/** Why organisers' screens are locked now; undefined while they are not (GM-8). */
export function useLock(ledger: Ledger): Lock | undefined {
  const [readLock] = useState(() =>
    derive(
      (each) => [each.books.head, each.credits()],
      (each) => lockOf(each.credits()),
    ),
  );
  return useLedger(ledger, readLock);
}
