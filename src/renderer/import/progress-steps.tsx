import { Button, Progress } from '@mantine/core';
import type { ImportDesk, ImportState } from './import-desk.ts';
import type { ReadProgress } from './import-protocol.ts';
import classes from './import-screen.module.css';
import { words } from './import-words.ts';

interface ReadingStepProps {
  readonly desk: ImportDesk;
  readonly fileName: string;
  /** Absent once the file has been read and is being compared. */
  readonly progress: ReadProgress | undefined;
}

export function ReadingStep({ desk, fileName, progress }: ReadingStepProps) {
  const percent = progress === undefined ? 100 : percentOf(progress.doneBytes, progress.totalBytes);
  const detail = progress === undefined ? words.comparing : words.readBytes(progress.doneBytes, progress.totalBytes);
  return <Waiting title={words.reading(fileName)} percent={percent} detail={detail} onCancel={() => desk.cancel()} />;
}

interface ImportingStepProps {
  readonly desk: ImportDesk;
  readonly state: Extract<ImportState, { step: 'importing' }>;
}

export function ImportingStep({ desk, state }: ImportingStepProps) {
  const { file, stored, segments, cancelling } = state;
  const percent = percentOf(stored, segments);
  return (
    <Waiting
      title={words.importing(file.fileName)}
      percent={percent}
      detail={cancelling ? words.cancelling : `${words.percent(percent)}. ${words.importingWhy}`}
      onCancel={cancelling ? undefined : () => desk.cancel()}
    />
  );
}

interface WaitingProps {
  readonly title: string;
  /** 0 to 100. */
  readonly percent: number;
  readonly detail: string;
  /** Absent while it cannot be cancelled. */
  readonly onCancel: (() => void) | undefined;
}

function Waiting({ title, percent, detail, onCancel }: WaitingProps) {
  return (
    <section className={classes['middle']} aria-busy>
      <h2>{title}</h2>
      <Progress.Root size="xl">
        <Progress.Section value={percent} aria-label={title} />
      </Progress.Root>
      <div className={classes['progressLine']}>
        <p className={classes['soft']}>{detail}</p>
        <Button variant="default" disabled={onCancel === undefined} onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </section>
  );
}

function percentOf(done: number, all: number): number {
  return all === 0 ? 0 : Math.round((done / all) * 100);
}
