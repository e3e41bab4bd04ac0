import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventReader, type ServerSentEvent } from './event-stream.ts';

/** A text in pieces, cut at these places. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const at = [0, ...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return at.slice(1).map((end, index) => text.slice(at[index], end));
}

function read(pieces: readonly string[]): readonly ServerSentEvent[] {
  const readEvents = createEventReader();
  return pieces.flatMap((piece) => readEvents(piece));
}

const lineText = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll(/[\r\n]/g, '·'));
const events = fc.array(
  fc.oneof(
    fc.record({
      name: fc.constantFrom('head', 'message', 'other'),
      data: fc.array(lineText, { minLength: 1, maxLength: 3 }),
    }),
    fc.constant(undefined),
  ),
  { maxLength: 6 },
);

describe('server-sent events', () => {
  it('are the same however the text is cut, with either line end', () => {
    const seen = { cuts: 0, events: 0 };
    fc.assert(
      fc.property(events, fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(), { maxLength: 12 }), (all, end, places) => {
        const text = all
          .map((each) => {
            const lines =
              each === undefined ? [': here'] : [`event: ${each.name}`, ...each.data.map((data) => `data: ${data}`)];
            return [...lines, '', ''].join(end);
          })
          .join('');
        const meant = all.flatMap((each) => {
          const data = each?.data.join('\n') ?? '';
          return each === undefined || data === '' ? [] : [{ event: each.name, data }];
        });
        expect(read(cut(text, places))).toEqual(meant);
        seen.cuts += places.length;
        seen.events += meant.length;
      }),
      { seed: 3, numRuns: 2_000 },
    );
    expect(seen.cuts).toBeGreaterThan(5_000);
    expect(seen.events).toBeGreaterThan(2_000);
  });

  it.each([
    ['a sign of life', ': here\n\n', []],
    ['an event without a name', 'data: 1\n\n', [{ event: 'message', data: '1' }]],
    ['no blank after the colon', 'event:head\ndata:{}\n\n', [{ event: 'head', data: '{}' }]],
    ['a blank that is the data’s own', 'data:  x\n\n', [{ event: 'message', data: ' x' }]],
    ['fields that are none of ours', 'id: 7\nretry: 5\nevent: head\ndata: 1\n\n', [{ event: 'head', data: '1' }]],
    ['an event without data', 'event: head\n\n', []],
    ['one that has not ended', 'data: 1\n', []],
  ])('%s', (_, text, meant) => expect(read([text])).toEqual(meant));

  it('one that does not end is not kept in memory for ever', () => {
    const readEvents = createEventReader();
    const piece = 'x'.repeat(100_000);
    expect(() => {
      for (let n = 0; n < 20; n += 1) readEvents(piece);
    }).toThrow('does not end');
  });
});
