import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { holdingOf } from '../../shared/credit/account.ts';
import { ruleOf } from '../../shared/credit/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import type { CheckedFile, ImportDesk } from './import-desk.ts';
import type { ImportResult } from './import-guest-list.ts';
import classes from './import-screen.module.css';
import { words } from './import-words.ts';
import { SaveProblems } from './save-problems.tsx';

interface DoneStepProps {
  readonly desk: ImportDesk;
  readonly file: CheckedFile;
  readonly result: Extract<ImportResult, { kind: 'imported' | 'nothing-new' }>;
  readonly onDone: () => void;
}

/** What came of it, and where to go from here. */
export function DoneStep({ desk, file, result, onDone }: DoneStepProps) {
  useLedger(desk.ledger, ({ books }) => books.head);
  const { credits } = desk.ledger.books;
  const type = ruleOf(credits, 'issueTickets')?.rule.type;
  const { issued, changed, problems } = file.preview;
  return (
    <section className={classes['middle']} data-centered aria-live="polite">
      <IconCircleCheck size={64} stroke={1.5} color="var(--admit-mark)" aria-hidden />
      {result.kind === 'imported' ? (
        <>
          <h2>{words.done(issued + changed)}</h2>
          <p>{words.doneCounts(issued, changed)}</p>
          {type !== undefined && <p>{words.doneCredits(result.credits, holdingOf(credits.account, type).balance)}</p>}
          {!result.shown && <p>{words.doneNotShown}</p>}
        </>
      ) : (
        <h2>{words.everybodyKnown}</h2>
      )}
      {problems.errors > 0 && (
        <p>
          {words.doneLeftOut(problems.errors)} <SaveProblems desk={desk} fileName={file.fileName} />
        </p>
      )}
      <div className={classes['buttons']}>
        <Button onClick={onDone}>{words.toDoor}</Button>
        <Button variant="default" onClick={() => desk.startOver()}>
          {words.importAnother}
        </Button>
      </div>
    </section>
  );
}
