import { Button } from '@mantine/core';
import { IconCircleCheck, IconNotes, IconSearchOff } from '@tabler/icons-react';
import { type View, words } from './conflicts-words.ts';
import classes from './conflicts-screen.module.css';

interface NothingHereProps {
  readonly view: View;
  /** There are some, but the search leaves none. */
  readonly isSearching: boolean;
  readonly onClear: () => void;
}

/** In the list's place while it is empty. */
export function NothingHere({ view, isSearching, onClear }: NothingHereProps) {
  if (isSearching) {
    return (
      <div className={classes['empty']}>
        <IconSearchOff size="2.5rem" aria-hidden />
        <h2>{words.noneFound}</h2>
        <p>{words.noneFoundHint}</p>
        <Button variant="default" onClick={onClear}>
          {words.clear}
        </Button>
      </div>
    );
  }
  const Icon = view === 'open' ? IconCircleCheck : IconNotes;
  return (
    <div className={classes['empty']} data-good={view === 'open'}>
      <Icon size="2.5rem" aria-hidden />
      <h2>{view === 'open' ? words.noneOpen : words.noneSettled}</h2>
      <p>{view === 'open' ? words.noneOpenHint : words.noneSettledHint}</p>
    </div>
  );
}
