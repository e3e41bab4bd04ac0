import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBalance, type BalanceSeries, openSeries, summarise, thinSeries, type TimeRange } from './balance-series.ts';

const allTime: TimeRange = { fromAt: undefined, untilAt: undefined };

function seriesOf(points: readonly (readonly [at: number, balance: number])[]): BalanceSeries {
  const series = openSeries();
  for (const [at, balance] of points) addBalance(series, at, balance);
  return series;
}

function thin(series: BalanceSeries, range = allTime, columns = 100): readonly (readonly [number, number])[] {
  const { at, balance } = thinSeries(series, series.at.length, range, columns);
  return at.map((each, index) => [each, balance[index] ?? Number.NaN]);
}

const anySeries = fc
  .array(fc.tuple(fc.nat({ max: 1_000 }), fc.integer({ min: -500, max: 500 })), {
    minLength: 1,
    maxLength: 1_000,
    size: 'max',
  })
  .map((steps) => {
    let at = 0;
    return seriesOf(steps.map(([gap, balance]) => [(at += gap), balance]));
  });

describe('a thinned balance', () => {
  it('keeps the first, the lowest, the highest and the last value, and never more than four for each column', () => {
    let thinned = 0;
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 2, max: 60 }), (series, columns) => {
        const count = series.at.length;
        const few = thinSeries(series, count, allTime, columns);
        expect(summarise(few)).toEqual(summarise(series));
        expect(few.balance[0]).toBe(series.balance[0]);
        expect(few.at.length).toBeLessThanOrEqual(4 * columns);
        expect(few.at).toEqual([...few.at].sort((a, b) => a - b));
        if (few.at.length < count) thinned += 1;
      }),
      { seed: 3, numRuns: 500 },
    );
    expect(thinned).toBeGreaterThan(200);
  });

  it('holds what it was at the beginning of a range and at its end', () => {
    fc.assert(
      fc.property(anySeries, fc.nat({ max: 500_000 }), fc.nat({ max: 500_000 }), (series, a, b) => {
        const range = { fromAt: Math.min(a, b), untilAt: Math.max(a, b) + 1 };
        const points = thin(series, range);
        const within = series.at.flatMap((at, index) =>
          at >= range.fromAt && at < range.untilAt ? [series.balance[index] ?? Number.NaN] : [],
        );
        const before = series.balance[series.at.filter((at) => at < range.fromAt).length - 1];
        const values = points.map(([, balance]) => balance);
        const expected = before === undefined ? within : [before, ...within];
        expect([Math.min(...values), Math.max(...values)]).toEqual([Math.min(...expected), Math.max(...expected)]);
        expect(points.every(([at]) => at >= range.fromAt && at <= range.untilAt)).toBe(true);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it.each([
    ['nothing', [], allTime, []],
    ['one point', [[5, 50]], allTime, [[5, 50]]],
    [
      'everything at one instant',
      [
        [5, 50],
        [5, 49],
        [5, 48],
      ],
      allTime,
      [
        [5, 50],
        [5, 48],
      ],
    ],
    [
      'a range with nothing in it',
      [
        [5, 50],
        [100, 40],
      ],
      { fromAt: 20, untilAt: 60 },
      [
        [20, 50],
        [60, 50],
      ],
    ],
    ['a range after everything', [[5, 50]], { fromAt: 20, untilAt: 60 }, [[20, 50]]],
    ['a range before everything', [[50, 50]], { fromAt: 20, untilAt: 40 }, []],
  ] as const)('of %s', (_, points, range, expected) => {
    expect(thin(seriesOf(points), range)).toEqual(expected);
  });

  it('draws only so many of a series that has grown meanwhile', () => {
    const series = seriesOf([
      [1, 5],
      [2, 6],
      [3, 90],
    ]);
    expect(thinSeries(series, 2, allTime, 100).balance).toEqual([5, 6]);
  });

  it('never goes back in time', () => {
    expect(
      seriesOf([
        [10, 1],
        [4, 2],
        [12, 3],
      ]).at,
    ).toEqual([10, 10, 12]);
  });
});
