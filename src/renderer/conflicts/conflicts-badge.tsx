import type { ConflictInbox } from '../../shared/admission/conflicts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { numberText } from '../ui/number-text.ts';
import { words } from './conflicts-words.ts';
import classes from './conflicts-badge.module.css';

interface ConflictsBadgeProps {
  readonly ledger: Ledger;
  readonly readInbox: (ledger: Ledger) => ConflictInbox;
}

/** How many conflicts nobody has settled yet, beside the screen's name; nothing while there are none. */
export function ConflictsBadge({ ledger, readInbox }: ConflictsBadgeProps) {
  const count = useLedger(ledger, (each) => readInbox(each).open.length);
  if (count === 0) return null;
  return (
    <span className={classes['badge']} title={words.openCount(count)}>
      <span aria-hidden>{count > 999 ? '999+' : numberText(count)}</span>
      <span className={classes['unseen']}>{words.openCount(count)}</span>
    </span>
  );
}
