import type { ReadingContext, RowProblem } from '../../shared/guest-list/format.ts';
import { type ColumnMapping, mappedReader } from '../../shared/guest-list/mapped.ts';
import type { PreviewGuest } from './import-protocol.ts';
import type { UnknownList } from './parse-guest-list.ts';

/** What the sample rows of a list become with these columns. Lines are counted as if no row had a line break in it. */
export function readSample(
  { sampleRows }: UnknownList,
  mapping: ColumnMapping,
  context: ReadingContext,
): { readonly guests: readonly PreviewGuest[]; readonly problems: readonly RowProblem[] } {
  const read = mappedReader(mapping, context);
  const readings = sampleRows.map((cells, index) => ({ line: index + 2, ...read(cells, index + 2) }));
  return {
    guests: readings.flatMap(({ line, tickets }) => tickets.map((draft) => ({ line, fate: 'new' as const, draft }))),
    problems: readings.flatMap(({ problems }) => problems),
  };
}
