import type { Ledger } from './ledger.ts';

/**
 * A reader for `useLedger` of what is costly to compute: computed anew only when one of the marks is another than the
 * last time. The ledger grows in place, so a mark is what tells that it has: its head, the guest list's revision.
 */
export function derive<T>(
  marksOf: (ledger: Ledger) => readonly unknown[],
  compute: (ledger: Ledger) => T,
): (ledger: Ledger) => T {
  let known: { readonly marks: readonly unknown[]; readonly value: T } | undefined;
  return (ledger) => {
    const marks = marksOf(ledger);
    if (known === undefined || marks.some((mark, index) => mark !== known?.marks[index])) {
      known = { marks, value: compute(ledger) };
    }
    return known.value;
  };
}
