import type uPlot from 'uplot';
import type { NoticeRule } from '../../shared/credit/policy.ts';
import { numberText } from '../ui/number-text.ts';
import type { BalanceSeries, TimeRange } from './balance-series.ts';
import { axisTimeText } from './ledger-time.ts';

export interface PlotSettings {
  readonly timeZone: string;
  readonly notices: readonly NoticeRule[];
  readonly hasRoomForPoints: boolean;
  /** Where the pointer is: a place in the data; undefined when it has left. */
  readonly onPoint: (index: number | undefined, plot: uPlot) => void;
  readonly onRange: (range: TimeRange) => void;
}

/** A theme colour at the moment of drawing: the scheme may change at any time. */
function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const fontSizePx = 12;

function font(): string {
  return `${String(fontSizePx)}px ${getComputedStyle(document.body).fontFamily}`;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What lies between two marks of time: nothing shorter than a second, so that no two read alike. */
const timeSteps = [
  ...[1, 5, 10, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 3, 5, 7, 15, 30, 60, 90, 180, 365, 730, 1_825].map((days) => days * dayMs),
];

/** How a balance is drawn: steps in the theme's colours, red below zero, a line for zero and one for each notice. */
export function plotOptions(UPlot: typeof uPlot, settings: PlotSettings): uPlot.Options {
  const { timeZone, notices, hasRoomForPoints } = settings;
  const steps = UPlot.paths.stepped;
  if (steps === undefined) throw new Error('This build of uPlot draws no steps');
  const grid = { stroke: () => color('--line'), width: 1 };
  const axis = { stroke: () => color('--ink-soft'), font: font(), ticks: { show: false } };
  return {
    // Until its size is known.
    width: 100,
    height: 100,
    ms: 1,
    tzDate: (at) => UPlot.tzDate(new Date(at), timeZone),
    padding: [10, levelsOf(notices).length > 0 ? 40 : 24, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 8 },
      points: { size: 9, fill: () => color('--surface'), stroke: () => color('--focus'), width: 2 },
      dataIdx: (plot, _, closest, at) => stepAt(plot, closest, at),
    },
    scales: {
      x: { time: true, range: (_, from, until) => paddedTime(from, until) },
      y: { range: (_, lowest, highest) => creditRange(lowest, highest, notices) },
    },
    axes: [
      {
        ...axis,
        size: (_, values) => (values?.some((value) => value.includes('\n')) ? 38 : 24),
        gap: 4,
        grid: { show: false },
        space: 90,
        incrs: [...timeSteps],
        values: (_, splits) => [...axisTimeText(splits, timeZone)],
      },
      {
        ...axis,
        grid,
        size: (_, values) => axisWidth(values),
        gap: 6,
        space: 32,
        incrs: wholeSteps,
        values: (_, splits) => splits.map(numberText),
      },
    ],
    series: [
      {},
      {
        paths: steps({ align: 1 }),
        width: 2,
        stroke: (plot) => bySign(plot, color('--focus'), color('--refuse-mark')),
        fill: (plot) => bySign(plot, `${color('--focus')}1f`, `${color('--refuse-mark')}26`),
        points: { show: hasRoomForPoints, size: 6, fill: () => color('--surface') },
      },
    ],
    hooks: {
      drawAxes: [(plot) => drawLevels(plot, notices)],
      setCursor: [(plot) => settings.onPoint(plot.cursor.idx ?? undefined, plot)],
      setSelect: [(plot) => reportRange(plot, settings.onRange)],
    },
  };
}

export function plotData({ at, balance }: BalanceSeries): uPlot.AlignedData {
  return [at, balance];
}

const wholeSteps = [1, 2, 5]
  .flatMap((step) => Array.from({ length: 12 }, (_, power) => step * 10 ** power))
  .sort((a, b) => a - b);

/** A balance holds from its instant on: the one that held at the pointer is the last before it. */
function stepAt(plot: uPlot, closest: number, at: number): number {
  const closestAt = plot.data[0][closest];
  return closestAt !== undefined && closestAt > at && closest > 0 ? closest - 1 : closest;
}

/** Room around the first and the last instant; half a minute where everything happened at one. */
function paddedTime(from: number | null, until: number | null): uPlot.Range.MinMax {
  if (from === null || until === null) return [null, null];
  const span = until - from;
  const pad = span === 0 ? 30_000 : span * 0.015;
  return [from - pad, until + pad];
}

/** Zero is always in sight, and so are the notices' levels that the balance is anywhere near. */
function creditRange(
  lowest: number | null,
  highest: number | null,
  notices: readonly NoticeRule[],
): uPlot.Range.MinMax {
  const top = Math.max(highest ?? 0, 1);
  const near = levelsOf(notices).filter((level) => level <= top * 2);
  const to = Math.max(top, ...near);
  const from = Math.min(lowest ?? 0, 0);
  const pad = (to - from) * 0.08;
  return [from < 0 ? from - pad : 0, to + pad];
}

/** Where notices are sent, other than at zero, which has a line of its own. */
function levelsOf(notices: readonly NoticeRule[]): readonly number[] {
  return notices.map(({ below }) => below).filter((below) => below > 1);
}

function axisWidth(values: readonly string[] | null): number {
  const longest = Math.max(2, ...(values ?? []).map(({ length }) => length));
  return longest * 7.5 + 14;
}

/** One colour above zero, another one below. */
function bySign(plot: uPlot, above: string, below: string): CanvasGradient | string {
  const { top, height } = plot.bbox;
  const zero = (plot.valToPos(0, 'y', true) - top) / height;
  if (!Number.isFinite(zero) || zero >= 1) return above;
  const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
  const edge = Math.max(0, zero);
  for (const [at, stop] of [
    [0, above],
    [edge, above],
    [edge, below],
    [1, below],
  ] as const)
    gradient.addColorStop(at, stop);
  return gradient;
}

function drawLevels(plot: uPlot, notices: readonly NoticeRule[]): void {
  drawLevel(plot, 0, color('--line-strong'), []);
  for (const level of levelsOf(notices)) drawLevel(plot, level, color('--already-mark'), [5, 4], numberText(level));
}

function drawLevel(plot: uPlot, level: number, stroke: string, dash: readonly number[], label?: string): void {
  const { ctx, bbox } = plot;
  const { min = 0, max = 0 } = plot.scales['y'] ?? {};
  const ratio = devicePixelRatio;
  const y = Math.round(plot.valToPos(level, 'y', true));
  const isOnZero = level !== 0 && Math.abs(y - plot.valToPos(0, 'y', true)) < fontSizePx * ratio;
  if (level < min || level > max || isOnZero) return;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = ratio;
  ctx.setLineDash(dash.map((each) => each * ratio));
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  if (label !== undefined) {
    ctx.font = `${String(fontSizePx * ratio)}px ${getComputedStyle(document.body).fontFamily}`;
    ctx.fillStyle = stroke;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    ctx.fillText(label, bbox.left + bbox.width + 6 * ratio, y);
  }
  ctx.restore();
}

/** The time that has been dragged over. */
function reportRange(plot: uPlot, onRange: PlotSettings['onRange']): void {
  const { left, width } = plot.select;
  if (width <= 0) return;
  const fromAt = Math.floor(plot.posToVal(left, 'x'));
  const untilAt = Math.ceil(plot.posToVal(left + width, 'x'));
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onRange({ fromAt, untilAt });
}
