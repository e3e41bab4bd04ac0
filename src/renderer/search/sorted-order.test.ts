import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedOrder } from './sorted-order.ts';

/** Few letters, so that beginnings are often the same; some sort beyond ASCII, one is nothing. */
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'z', '\0', '\x7f', 'é', '田', '\uffff', '😀'),
  maxLength: 12,
});

/** Some with a long beginning in common. */
const manyTexts = fc
  .tuple(fc.array(text, { maxLength: 60, size: 'max' }), fc.array(text, { maxLength: 60, size: 'max' }), text)
  .map(([texts, others, beginning]) => [...texts, ...others.map((each) => beginning + each)]);

describe('the order of texts', () => {
  it('is that of plain comparison, equal ones as they came', () => {
    let compared = 0;
    fc.assert(
      fc.property(manyTexts, (texts) => {
        const expected = texts
          .map((each, place) => ({ each, place }))
          .sort((one, other) => (one.each === other.each ? one.place - other.place : one.each < other.each ? -1 : 1))
          .map(({ place }) => place);
        expect([...sortedOrder(texts)]).toEqual(expected);
        compared += new Set(texts).size < texts.length ? 1 : 0;
      }),
      { seed: 20_261_123, numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it.each([
    ['no texts', [], []],
    ['one', ['a'], [0]],
    ['all the same', ['a', 'a', 'a'], [0, 1, 2]],
    ['beginnings before longer ones', ['abcdefgh', 'abcdefg', 'abc'], [2, 1, 0]],
    ['beyond the first letters', ['abcdefghz', 'abcdefgha'], [1, 0]],
    ['beyond ASCII', ['éa', 'ɐ', 'ézz', 'z'], [3, 0, 2, 1]],
  ])('%s', (_, texts, expected) => {
    expect([...sortedOrder(texts)]).toEqual(expected);
  });
});
