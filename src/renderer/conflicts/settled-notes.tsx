import type { SettledConflict } from '../../shared/admission/conflicts.ts';
import { exactTimeText } from '../ui/time-text.ts';
import { words } from './conflicts-words.ts';
import classes from './conflicts-screen.module.css';

interface SettledNotesProps extends Pick<SettledConflict, 'settlements'> {
  /** UTC milliseconds. */
  readonly now: number;
  readonly timeZone: string;
}

/** What was said about a conflict, by whom and when. */
export function SettledNotes({ settlements, now, timeZone }: SettledNotesProps) {
  return (
    <ul className={classes['notes']}>
      {settlements.map(({ id, note, actor, at }) => (
        <li key={id}>
          <blockquote>{note}</blockquote>
          <p className={classes['soft']}>{words.settledBy(actor, exactTimeText(at.ms, now, timeZone))}</p>
        </li>
      ))}
    </ul>
  );
}
