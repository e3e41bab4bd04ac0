import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { NoticeRule } from '../../shared/credit/policy.ts';
import { numberText } from '../ui/number-text.ts';
import { dateAndTimeText } from '../ui/time-text.ts';
import classes from './balance-chart.module.css';
import { type BalanceSeries, summarise, thinSeries, type TimeRange } from './balance-series.ts';
import { plotData, plotOptions } from './chart-plot.ts';
import { words } from './credits-words.ts';
import { exactTimeText } from './ledger-time.ts';

interface BalanceChartProps {
  /** Undefined before the first credits. */
  readonly series: BalanceSeries | undefined;
  /** The part of it to show. */
  readonly range: TimeRange;
  readonly timeZone: string;
  readonly notices: readonly NoticeRule[];
  /** A part of the time line has been chosen. */
  readonly onRange: (range: TimeRange) => void;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The balance over time, with its summary in words. */
export function BalanceChart(props: BalanceChartProps) {
  const { series, range, timeZone } = props;
  const captionId = useId();
  // A plot takes its colours when it is made.
  const scheme = useComputedColorScheme();
  const [size, setSize] = useState<Size>();
  const { fromAt, untilAt } = range;
  const columns = Math.max(100, (size?.width ?? 0) * devicePixelRatio);
  // The series grows in place.
  const count = series?.at.length ?? 0;
  const thin = useMemo(
    () => series && thinSeries(series, count, { fromAt, untilAt }, columns),
    [series, count, fromAt, untilAt, columns],
  );
  const summary = thin && summarise(thin);
  const time = (at: number): string => dateAndTimeText(at, timeZone);
  return (
    <figure className={classes['figure']} aria-labelledby={captionId}>
      <figcaption id={captionId}>
        <b>{words.chart}</b>{' '}
        {summary === undefined
          ? words.chartEmpty
          : words.chartSummary(time(summary.firstAt), time(summary.lastAt), summary)}
      </figcaption>
      <PlotFrame onSize={setSize}>
        {thin !== undefined && thin.at.length > 0 && size !== undefined && (
          <Plot key={scheme} {...props} thin={thin} size={size} />
        )}
      </PlotFrame>
    </figure>
  );
}

interface PlotFrameProps {
  readonly children: ReactNode;
  readonly onSize: (size: Size) => void;
}

/** Says how large the plot may be, now and whenever the window changes. */
function PlotFrame({ children, onSize }: PlotFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      if (width > 0 && height > 0) onSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, [onSize]);
  return (
    <div ref={frame} className={classes['frame']}>
      {children}
    </div>
  );
}

interface PlotProps extends BalanceChartProps {
  readonly thin: BalanceSeries;
  readonly size: Size;
}

/** Points are marked one by one while there are few. */
const mostPoints = 60;

function Plot({ thin, size, timeZone, notices, onRange }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<uPlot>();
  const hasRoomForPoints = thin.at.length <= mostPoints;
  const onDragged = useEffectEvent(onRange);

  useEffect(() => {
    let made: uPlot | undefined;
    let isOver = false;
    async function make(): Promise<void> {
      const { default: UPlot } = await import('uplot');
      if (isOver || host.current === null) return;
      const options = plotOptions(UPlot, {
        timeZone,
        notices,
        hasRoomForPoints,
        onPoint: (index, at) => showTip(tip.current, index, at, timeZone),
        onRange: (range) => onDragged(range),
      });
      made = new UPlot(options, [[], []], host.current);
      setPlot(made);
    }
    void make();
    return () => {
      isOver = true;
      made?.destroy();
      setPlot(undefined);
    };
  }, [timeZone, notices, hasRoomForPoints]);

  useEffect(() => plot?.setSize(size), [plot, size]);
  useEffect(() => plot?.setData(plotData(thin)), [plot, thin]);

  return (
    <div ref={host} className={classes['plot']}>
      <div ref={tip} className={classes['tip']} hidden />
    </div>
  );
}

/** Says what the balance was where the pointer is. */
function showTip(tip: HTMLDivElement | null, index: number | undefined, plot: uPlot, timeZone: string): void {
  if (tip === null) return;
  const at = index === undefined ? undefined : plot.data[0][index];
  const credits = index === undefined ? undefined : plot.data[1]?.[index];
  const left = plot.cursor.left ?? -1;
  tip.hidden = at === undefined || typeof credits !== 'number' || left < 0;
  if (at === undefined || typeof credits !== 'number') return;
  tip.textContent = words.chartPoint(numberText(credits), exactTimeText(at, timeZone));
  const room = plot.over.clientWidth;
  const isRight = left > room / 2;
  tip.style.left = `${String(plot.over.offsetLeft + left)}px`;
  tip.style.transform = isRight ? 'translateX(calc(-100% - 12px))' : 'translateX(12px)';
}
