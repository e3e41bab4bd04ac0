import { IconCheck } from '@tabler/icons-react';
import type { ImportState } from './import-desk.ts';
import { words } from './import-words.ts';
import classes from './step-trail.module.css';

const trail = ['choose', 'check', 'import'] as const;

/** The place on the trail; naming columns belongs to checking. */
const places = { choose: 0, reading: 0, columns: 1, check: 1, importing: 2, done: 3 } satisfies Record<
  ImportState['step'],
  number
>;

/** Where in the import one is. */
export function StepTrail({ step }: { readonly step: ImportState['step'] }) {
  const at = places[step];
  return (
    <ol className={classes['trail']} aria-label={words.stepsLabel}>
      {trail.map((name, index) => (
        <li
          key={name}
          className={classes['place']}
          data-done={index < at || undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={classes['mark']} aria-hidden>
            {index < at ? <IconCheck size={14} stroke={3} /> : index + 1}
          </span>
          {words.steps[name]}
        </li>
      ))}
    </ol>
  );
}
