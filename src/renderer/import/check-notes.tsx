import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import classes from './check-notes.module.css';
import type { CheckedFile, ImportDesk } from './import-desk.ts';
import { type NoticeCode, noticeWords, words } from './import-words.ts';

interface CheckNotesProps {
  readonly desk: ImportDesk;
  readonly file: CheckedFile;
  readonly notice: NoticeCode | undefined;
}

interface Note {
  readonly text: string;
  readonly tone: 'warning' | 'calm';
}

/** What is worth knowing about this file before it comes in. */
export function CheckNotes({ desk, file, notice }: CheckNotesProps) {
  const { preview } = file;
  const listName = desk.event.lists.get(desk.place.listId)?.name ?? '';
  const notes = [...whoNotes(preview), ...arrivalNotes(preview, listName)];
  if (notice === undefined && notes.length === 0) return undefined;
  return (
    <div className={classes['notes']}>
      {notice !== undefined && (
        <Alert role="alert" color={notice === 'cancelled' ? 'gray' : 'red'} icon={<IconAlertTriangle aria-hidden />}>
          {noticeWords[notice]}
        </Alert>
      )}
      {notes.length > 0 && (
        <ul className={classes['list']}>
          {notes.map(({ text, tone }) => (
            <li key={text} data-tone={tone}>
              {tone === 'calm' ? <IconInfoCircle aria-hidden /> : <IconAlertTriangle aria-hidden />}
              {text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function whoNotes({
  issued,
  changed,
  unchanged,
  problems,
  knownBefore,
  absent,
}: CheckedFile['preview']): readonly Note[] {
  const notes: Note[] = [];
  const comesIn = issued + changed;
  if (comesIn === 0) notes.push({ text: unchanged > 0 ? words.everybodyKnown : words.nobody, tone: 'calm' });
  if (problems.errors > 0 && comesIn + unchanged > 0) {
    notes.push({ text: words.leftOut(problems.errors), tone: 'warning' });
  }
  if (knownBefore > 0 && absent === knownBefore && comesIn > 0) {
    notes.push({ text: words.noneKnown(knownBefore), tone: 'warning' });
  } else if (absent > 0) {
    notes.push({ text: words.absent(absent), tone: 'calm' });
  }
  return notes;
}

function arrivalNotes({ arrived, arrivedElsewhere }: CheckedFile['preview'], listName: string): readonly Note[] {
  if (arrived === 0) return [];
  const notes: Note[] = [{ text: words.arrived(arrived, listName), tone: 'warning' }];
  if (arrivedElsewhere > 0) notes.push({ text: words.arrivedElsewhere(arrivedElsewhere), tone: 'calm' });
  return notes;
}
