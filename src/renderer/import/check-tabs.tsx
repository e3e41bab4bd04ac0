import { Badge, Tabs } from '@mantine/core';
import { useState } from 'react';
import { numberText } from '../ui/number-text.ts';
import classes from './check-tabs.module.css';
import { countGuests, GuestFilter, type GuestFilterValue } from './guest-filter.tsx';
import { GuestTable } from './guest-table.tsx';
import type { CheckedFile, ImportDesk } from './import-desk.ts';
import { words } from './import-words.ts';
import { ProblemList } from './problem-list.tsx';
import { SaveProblems } from './save-problems.tsx';

interface CheckTabsProps {
  readonly desk: ImportDesk;
  readonly file: CheckedFile;
}

type Tab = 'guests' | 'problems';

/** The guests of the file, and its problems. */
export function CheckTabs({ desk, file }: CheckTabsProps) {
  const { preview } = file;
  const problems = preview.problems.errors + preview.problems.warnings;
  const [tab, setTab] = useState<Tab>(preview.guests.all.length === 0 ? 'problems' : 'guests');
  const [filter, setFilter] = useState<GuestFilterValue>('all');
  const shown = preview.guests[filter];
  const total = countGuests(preview)[filter];
  return (
    <Tabs
      className={classes['tabs'] ?? ''}
      classNames={{ panel: classes['panel'] ?? '' }}
      value={tab}
      onChange={(value) => setTab(value === 'problems' ? 'problems' : 'guests')}
      keepMounted={false}
    >
      <div className={classes['bar']}>
        <Tabs.List className={classes['list'] ?? ''}>
          <Tabs.Tab value="guests">{words.guestsTab}</Tabs.Tab>
          <Tabs.Tab
            value="problems"
            disabled={problems === 0}
            rightSection={
              problems > 0 && (
                <Badge size="sm" variant="light" color={preview.problems.errors > 0 ? 'red' : 'gray'}>
                  {numberText(problems)}
                </Badge>
              )
            }
          >
            {words.problemsTab}
          </Tabs.Tab>
        </Tabs.List>
        {tab === 'guests' ? (
          <>
            {total > shown.length && <span className={classes['soft']}>{words.shownOf(shown.length, total)}</span>}
            <GuestFilter preview={preview} value={filter} onChange={setFilter} />
          </>
        ) : (
          <SaveProblems desk={desk} fileName={file.fileName} />
        )}
      </div>
      <Tabs.Panel value="guests">
        <GuestTable guests={shown} matched timeZone={desk.event.details.timeZone} />
      </Tabs.Panel>
      <Tabs.Panel value="problems">
        <ProblemList desk={desk} total={problems} />
      </Tabs.Panel>
    </Tabs>
  );
}
