import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeWindow, smallestWindow } from './window-bounds.ts';
import type { WindowBounds } from './window-bounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const right = { x: 1440, y: 0, width: 1920, height: 1080 };
const tiny = { x: 0, y: 0, width: 800, height: 500 };
const at = (x: number, y: number, width = 1000, height = 700): WindowBounds => ({
  x,
  y,
  width,
  height,
  maximized: false,
});

const cases: Record<string, [WindowBounds | undefined, (typeof laptop)[], object]> = {
  'the first start: centred': [undefined, [laptop], { width: 1280, height: 800 }],
  'the first start on a small screen: as large as it is': [undefined, [tiny], { width: 960, height: 600 }],
  'where it was': [at(100, 50), [laptop], { x: 100, y: 50, width: 1000, height: 700 }],
  'where it was, on the second screen': [at(1600, 50), [laptop, right], { x: 1600, y: 50, width: 1000, height: 700 }],
  'the second screen is gone: centred': [at(1600, 50), [laptop], { width: 1000, height: 700 }],
  'half off the side: moved in': [at(-500, 50), [laptop], { x: 0, y: 50, width: 1000, height: 700 }],
  'too far down: moved up': [at(100, 800), [laptop], { x: 100, y: 200, width: 1000, height: 700 }],
  'title bar under the menu bar: centred': [at(100, 0), [laptop], { width: 1000, height: 700 }],
  'larger than the screen: made to fit': [at(100, 50, 3000, 2000), [laptop], { x: 0, y: 25, width: 1440, height: 875 }],
  'smaller than it may be: made larger': [at(100, 50, 10, 10), [laptop], { width: 960, height: 600 }],
};

test.each(Object.entries(cases))('%s', (_name, [last, areas, place]) => {
  expect(placeWindow(last, areas)).toEqual(place);
});

test('wherever it was, enough of its top edge is on a screen, and it is never smaller than it may be', () => {
  const coordinate = fc.integer({ min: -5000, max: 5000 });
  const length = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(coordinate, coordinate, length, length, (x, y, width, height) => {
      const place = placeWindow(at(x, y, width, height), [laptop, right]);
      expect(place.width).toBeGreaterThanOrEqual(smallestWindow.width);
      expect(place.height).toBeGreaterThanOrEqual(smallestWindow.height);
      if (place.x === undefined || place.y === undefined) return;
      const { x: left, y: top } = place;
      expect(
        [laptop, right].some((area) => top >= area.y && left >= area.x && left + place.width <= area.x + area.width),
      ).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
