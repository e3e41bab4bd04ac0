import { Badge, Button } from '@mantine/core';
import { useLedger } from '../ledger/use-ledger.ts';
import { CheckNotes } from './check-notes.tsx';
import classes from './check-step.module.css';
import { CheckTabs } from './check-tabs.tsx';
import { Counts } from './counts.tsx';
import type { CheckedFile, ImportDesk } from './import-desk.ts';
import { quotedCredits, quoteImport } from './import-guest-list.ts';
import { ImportQuote } from './import-quote.tsx';
import { type NoticeCode, words } from './import-words.ts';

interface CheckStepProps {
  readonly desk: ImportDesk;
  readonly file: CheckedFile;
  readonly notice: NoticeCode | undefined;
  readonly onDone: () => void;
}

/** Everything that the import will do, before it does it. */
export function CheckStep({ desk, file, notice, onDone }: CheckStepProps) {
  return (
    <div className={classes['check']}>
      <div className={classes['body']}>
        <section className={classes['file']} aria-label={file.fileName}>
          <h2 title={file.fileName}>{file.fileName}</h2>
          <Badge variant="light" size="lg" tt="none">
            {file.columns === undefined ? words.readAs(file.formatName) : words.readAsMapped}
          </Badge>
          {file.columns !== undefined && (
            <Button variant="subtle" size="compact-sm" onClick={() => desk.changeColumns()}>
              {words.changeColumns}
            </Button>
          )}
        </section>
        <Counts file={file} />
        <CheckNotes desk={desk} file={file} notice={notice} />
        <CheckTabs desk={desk} file={file} />
      </div>
      <Footer desk={desk} file={file} onDone={onDone} />
    </div>
  );
}

function Footer({ desk, file, onDone }: Omit<CheckStepProps, 'notice'>) {
  const { issued, changed, fees } = file.preview;
  // The quote says what is left: it is made anew whenever the balance is another.
  useLedger(desk.ledger, ({ books }) => books.head);
  const quote = quoteImport(desk.ledger, fees, desk.place.actor);
  const credits = quotedCredits(quote);
  const guests = issued + changed;
  return (
    <footer className={classes['footer']}>
      {guests > 0 && <ImportQuote fees={fees} quote={quote} />}
      <div className={classes['buttons']}>
        <Button variant="default" size="md" onClick={() => desk.startOver()}>
          {words.anotherFile}
        </Button>
        {guests > 0 ? (
          <Button
            size="md"
            disabled={credits === undefined}
            onClick={() => credits !== undefined && void desk.confirm(credits)}
          >
            {words.importGuests(guests)}
          </Button>
        ) : (
          <Button size="md" onClick={onDone}>
            {words.toDoor}
          </Button>
        )}
      </div>
    </footer>
  );
}
