import type { BookRow } from './books.ts';

/** A mark of rows in their order: other rows, or the same in another order, have another one. Fast, and no proof. */
export interface RowsDigest {
  readonly high: number;
  readonly low: number;
}

export const digestOfNone: RowsDigest = { high: 0x811c9dc5, low: 0x01000193 };

/** The mark of the rows before and one more. */
export function addToDigest({ high, low }: RowsDigest, { operation, entries }: BookRow): RowsDigest {
  let digest = mix(high, low, operation?.id ?? '');
  for (const entry of entries) {
    const credits = 'credits' in entry ? entry.credits : 0;
    digest = mix(digest.high, digest.low ^ credits, entry.id);
  }
  return digest;
}

/** Two runs of FNV-1a over the text's UTF-16 units. */
function mix(high: number, low: number, text: string): RowsDigest {
  let a = high;
  let b = low;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
  }
  // What ends here is not what begins with it.
  return { high: Math.imul(a ^ text.length, 0x85ebca6b), low: Math.imul(b ^ text.length, 0xc2b2ae35) };
}

export function digestText({ high, low }: RowsDigest): string {
  return [high, low].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
