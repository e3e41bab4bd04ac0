/** One measured number beside what it is judged against in the same run. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: 'us' | 'ms' | 'MB';
  /** A peer measured in the same run, or a stated limit. */
  readonly against: string;
  /** Ours divided by theirs; smaller is better. */
  readonly ratio: number;
  /** What the ratio shall not exceed. */
  readonly aim: number;
}

export function figure(
  name: string,
  value: number,
  unit: Figure['unit'],
  against: { readonly name: string; readonly value: number },
  aim: number,
): Figure {
  return {
    figure: name,
    value: rounded(value),
    unit,
    against: against.name,
    ratio: rounded(value / against.value),
    aim,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** The figures as a table for people. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'value', 'against', 'ratio', 'aim', ''],
    ...figures.map(({ figure: name, value, unit, against, ratio, aim }) => [
      name,
      `${String(value)} ${unit}`,
      against,
      String(ratio),
      `≤ ${String(aim)}`,
      ratio <= aim ? 'met' : 'MISSED',
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
