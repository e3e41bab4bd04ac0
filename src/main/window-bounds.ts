import * as v from 'valibot';
import type { Rectangle } from 'electron';

const pixels = v.pipe(v.number(), v.integer());

/** Where the window was when it was last closed. */
export const windowBoundsSchema = v.object({
  x: pixels,
  y: pixels,
  width: pixels,
  height: pixels,
  maximized: v.boolean(),
});
export type WindowBounds = Readonly<v.InferOutput<typeof windowBoundsSchema>>;

export const smallestWindow = { width: 960, height: 600 } as const;
const firstWindow = { width: 1280, height: 800 } as const;

/** Where to open the window; without `x` and `y`: in the middle of the main screen. */
export interface WindowPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/** How much of the window's top edge has to be on a screen for people to find the window and take hold of it. */
const reachable = { width: 200, height: 60 } as const;

/**
 * The place the window had, made to fit the screen it is on now. Where that screen is gone: the middle of the main one,
 * as on the first start. `workAreas` are the screens without task bars, the main one first.
 */
export function placeWindow(last: WindowBounds | undefined, workAreas: readonly Rectangle[]): WindowPlace {
  const [mainArea] = workAreas;
  if (last === undefined) return fit(firstWindow, mainArea);
  const area = workAreas.find((candidate) => isReachable(last, candidate));
  if (area === undefined) return fit(last, mainArea);
  const { width, height } = fit(last, area);
  return {
    x: clamp(last.x, area.x, area.x + area.width - width),
    y: clamp(last.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function isReachable({ x, y, width }: WindowBounds, area: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return across >= reachable.width && y >= area.y && y <= area.y + area.height - reachable.height;
}

function fit(size: Readonly<{ width: number; height: number }>, area: Rectangle | undefined): WindowPlace {
  return {
    width: clamp(size.width, smallestWindow.width, area?.width ?? size.width),
    height: clamp(size.height, smallestWindow.height, area?.height ?? size.height),
  };
}

/** The value nearest to `value` between the two; the lower one where they leave no room. */
function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(value, highest));
}
