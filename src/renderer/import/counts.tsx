import { numberText } from '../ui/number-text.ts';
import classes from './counts.module.css';
import type { CheckedFile } from './import-desk.ts';
import { words } from './import-words.ts';

const shown = ['rows', 'new', 'changed', 'unchanged', 'problems'] as const;

/** The file in five numbers. */
export function Counts({ file: { rowCount, preview } }: { readonly file: CheckedFile }) {
  const { issued, changed, unchanged, problems } = preview;
  const counts: Record<(typeof shown)[number], number> = {
    rows: rowCount,
    new: issued,
    changed,
    unchanged,
    problems: problems.errors + problems.warnings,
  };
  return (
    <dl className={classes['counts']}>
      {shown.map((name) => (
        <div key={name} className={classes['count']} data-name={name} data-none={counts[name] === 0 || undefined}>
          <dt>{words.counts[name]}</dt>
          <dd data-testid={`count-${name}`}>{numberText(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
