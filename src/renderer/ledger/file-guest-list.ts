import type { Hash } from '../../shared/ids.ts';
import type { OperationOf, SegmentRef } from '../../shared/operation.ts';
import type { Books } from './books.ts';
import { type EventMemory, fileTickets } from './event-memory.ts';
import { readSegment, type SegmentShelves } from './guest-segments.ts';
import { unpackSegment } from './segment.ts';

/** How many segments of 1,000 tickets are filed before the window may paint. */
const segmentsBetweenPaints = 10;

type Import = OperationOf<'importTickets'>;

/** Segments in the order in which they are to be filed: changes after what they change. */
export function segmentsOf(imports: readonly Import[]): readonly SegmentRef[] {
  return imports.flatMap(({ issued, changed }) => [...issued, ...changed]);
}

export function hashesNamed({ events }: Pick<Books, 'events'>): readonly Hash[] {
  return [...events.values()].flatMap(({ imports }) => segmentsOf(imports).map(({ hash }) => hash));
}

/**
 * Brings what is here of the event's guest list into its memory, each segment once. One that comes after those of a later
 * import is filed before them: what the later ones say is filed again. With `only`, no other segments are looked for.
 * Returns how many tickets are not to be had.
 */
export async function fileGuestList(
  memory: EventMemory,
  shelves: SegmentShelves,
  only?: ReadonlySet<Hash>,
): Promise<number> {
  let unreadable = 0;
  let filed = 0;
  let isLaterOutdated = false;
  // Another one may come in while a segment is being read.
  const imports = memory.record.imports.slice();
  for (const imported of imports) {
    const isOutdated = isLaterOutdated;
    const wanted = segmentsOf([imported]).filter(({ hash }) => {
      const isFiled = memory.filed.has(filedName(imported, hash));
      return isFiled ? isOutdated : (only?.has(hash) ?? true);
    });
    const contents = await Promise.all(wanted.map(({ hash }) => readSegment(shelves, hash)));
    for (const [index, { hash, tickets }] of wanted.entries()) {
      const bytes = contents[index];
      if (bytes === undefined) {
        unreadable += tickets;
        continue;
      }
      fileTickets(memory, await unpackSegment(bytes), imported.at);
      memory.filed.add(filedName(imported, hash));
      isLaterOutdated = true;
      filed += 1;
      if (filed % segmentsBetweenPaints === 1) await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return unreadable;
}

/** One segment may be of several imports. */
function filedName({ id }: Import, hash: Hash): string {
  return `${id} ${hash}`;
}
