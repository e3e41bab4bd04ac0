import { describe, expect, it } from 'vitest';
import type { Recovery } from '../ledger/open-logs.ts';
import { recoveryNotes, restartNote } from './recovery-words.ts';

const sound: Recovery = {
  database: 'sound',
  journal: 'sound',
  operationsFromJournal: 0,
  operationsFromDatabase: 0,
  operationsLost: 0,
  copied: false,
};

describe('what is said about the start', () => {
  it.each<[name: string, found: Partial<Recovery>, codes: readonly string[]]>([
    ['all in order', {}, []],
    ['a few rows behind', { database: 'restarted', operationsFromJournal: 3 }, []],
    ['database lost', { database: 'rebuilt', operationsFromJournal: 214 }, ['rebuilt']],
    ['database unusable', { database: 'unusable' }, ['unusable']],
    ['torn line', { journal: 'torn' }, ['torn']],
    ['journal behind', { journal: 'completed', operationsFromDatabase: 2 }, ['completed']],
    ['copied profile', { copied: true }, ['copied']],
    [
      'the worst: loss is said first',
      { journal: 'repaired', database: 'rebuilt', operationsLost: 4, copied: true },
      ['lost', 'repaired', 'rebuilt', 'copied'],
    ],
  ])('%s', (_, found, codes) => {
    expect(recoveryNotes({ ...sound, ...found }).map(({ code }) => code)).toEqual(codes);
  });

  it('names the numbers', () => {
    const [note] = recoveryNotes({ ...sound, database: 'rebuilt', operationsFromJournal: 1_214 });
    expect(note?.text).toContain('1,214 operations');
    const [loss] = recoveryNotes({ ...sound, operationsLost: 1 });
    expect(loss).toMatchObject({ severity: 'loss' });
    expect(loss?.text).toContain('1 operation could not be brought back');
  });

  it('a restart is said in passing only', () => {
    expect(restartNote({ ...sound, database: 'restarted', operationsFromJournal: 3 })).toContain('3 operations');
    expect(restartNote(sound)).toBeUndefined();
  });
});
