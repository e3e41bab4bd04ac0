import { Button, Pill } from '@mantine/core';
import { dateAndTimeText } from '../ui/time-text.ts';
import { words } from './credits-words.ts';
import type { FilterProps } from './filter-bar.tsx';
import classes from './filter-bar.module.css';
import { everything, type LineFilter } from './line-filter.ts';
import type { Names } from './names.ts';

interface ActiveFilter {
  readonly name: string;
  readonly value: string;
  /** What takes it off. */
  readonly off: Partial<LineFilter>;
}

/** The filters that are on, each with a button that takes it off. */
export function FilterPills({ filter, names, timeZone, onChange }: FilterProps) {
  const active = activeFilters(filter, names, timeZone);
  if (active.length === 0) return null;
  return (
    <div className={classes['pills']}>
      {active.map(({ name, value, off }) => (
        <Pill
          key={name}
          size="md"
          title={value}
          withRemoveButton
          onRemove={() => onChange(off)}
          removeButtonProps={{ 'aria-label': words.filter.remove(name), 'aria-hidden': false, tabIndex: 0 }}
        >
          {name}: <bdi>{value}</bdi>
        </Pill>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(everything)}>
        {words.filter.clear}
      </Button>
    </div>
  );
}

function activeFilters(filter: LineFilter, names: Names, timeZone: string): readonly ActiveFilter[] {
  const { who, device, eventId, rule, fromAt, untilAt, allTypes } = filter;
  const { filter: titles } = words;
  const timeText = (at: number): string => dateAndTimeText(at, timeZone);
  const all: readonly (ActiveFilter | undefined)[] = [
    who === undefined ? undefined : { name: titles.who, value: who, off: { who: undefined } },
    device && { name: titles.device, value: names.laptop(device), off: { device: undefined } },
    eventId && { name: titles.event, value: names.event(eventId) ?? eventId, off: { eventId: undefined } },
    rule && {
      name: titles.rule,
      value: 'action' in rule ? names.action(rule.action) : rule.words,
      off: { rule: undefined },
    },
    fromAt === undefined ? undefined : { name: titles.from, value: timeText(fromAt), off: { fromAt: undefined } },
    untilAt === undefined ? undefined : { name: titles.until, value: timeText(untilAt), off: { untilAt: undefined } },
    allTypes ? { name: words.types, value: titles.allTypes, off: { allTypes: false } } : undefined,
  ];
  return all.filter((each) => each !== undefined);
}
