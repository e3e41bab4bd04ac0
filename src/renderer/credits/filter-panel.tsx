import { Button, Checkbox, type ComboboxData, type ComboboxItem, Popover, Select, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { calendarDay } from '../../shared/calendar.ts';
import { words } from './credits-words.ts';
import type { FilterProps } from './filter-bar.tsx';
import classes from './filter-bar.module.css';
import type { LineFilter, RuleFilter } from './line-filter.ts';
import { dayRange, fieldText, instantOf } from './zoned-time.ts';

/** Filters by who, laptop, event, rule and time. */
export function FilterPanel(props: FilterProps) {
  return (
    <Popover position="bottom-start" shadow="md" trapFocus width="min(36rem, 92vw)">
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
          {words.filters}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.filters}>
        <div className={classes['panel']}>
          <FacetFields {...props} />
          <TimeFields {...props} />
          {props.hasTypes && (
            <Checkbox
              label={words.filter.allTypes}
              checked={props.filter.allTypes}
              onChange={(event) => props.onChange({ allTypes: event.currentTarget.checked })}
            />
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function FacetFields({ filter, facets, names, onChange }: FilterProps) {
  const { who, devices, events } = facets;
  const rules = ruleChoices(facets.actions, names.action);
  return (
    <>
      <FacetSelect
        label={words.filter.who}
        choices={[...who].map((each) => ({ value: each, label: each }))}
        value={filter.who}
        onChange={(value) => onChange({ who: value })}
      />
      <FacetSelect
        label={words.filter.device}
        choices={[...devices].map((id) => ({ value: id, label: names.laptop(id) }))}
        value={filter.device}
        onChange={(value) => onChange({ device: [...devices].find((id) => id === value) })}
      />
      <FacetSelect
        label={words.filter.event}
        choices={[...events].map((id) => ({ value: id, label: names.event(id) ?? id }))}
        value={filter.eventId}
        onChange={(value) => onChange({ eventId: [...events].find((id) => id === value) })}
      />
      <FacetSelect
        label={words.filter.rule}
        choices={[
          { group: words.filter.actions, items: rules.filter(({ rule }) => 'action' in rule) },
          { group: words.filter.rules, items: rules.filter(({ rule }) => 'words' in rule) },
        ]}
        value={filter.rule && ruleKey(filter.rule)}
        onChange={(value) => onChange({ rule: rules.find((each) => each.value === value)?.rule })}
      />
    </>
  );
}

interface RuleChoice extends ComboboxItem {
  readonly rule: RuleFilter;
}

function ruleChoices(
  actions: ReadonlyMap<string, ReadonlySet<string>>,
  nameOf: (action: string) => string,
): readonly RuleChoice[] {
  const ofActions = [...actions.keys()].map((action) => ({ rule: { action }, label: nameOf(action) }));
  const rules = new Set([...actions.values()].flatMap((each) => [...each]));
  const ofRules = [...rules].map((rule) => ({ rule: { words: rule }, label: rule }));
  return [...ofActions, ...ofRules].map(({ rule, label }) => ({ rule, label, value: ruleKey(rule) }));
}

function ruleKey(rule: RuleFilter): string {
  return JSON.stringify(rule);
}

interface FacetSelectProps {
  readonly label: string;
  readonly choices: ComboboxData;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Inside the panel, so that choosing does not count as a click outside of it. */
const insidePanel = { withinPortal: false, position: 'bottom' } as const;

function FacetSelect({ label, choices, value, onChange }: FacetSelectProps) {
  return (
    <Select
      label={label}
      placeholder={words.filter.any}
      data={choices}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      clearable
      searchable
      limit={100}
      openOnFocus={false}
      comboboxProps={insidePanel}
    />
  );
}

function TimeFields({ filter, timeZone, onChange }: FilterProps) {
  const { fromAt, untilAt } = filter;
  const zoned = (at: number | undefined): string => (at === undefined ? '' : fieldText(at, timeZone));
  return (
    <>
      <TextInput
        type="date"
        label={words.filter.day}
        value={dayOf(filter, timeZone)}
        onChange={({ currentTarget: { value } }) =>
          onChange(dayRange(value, timeZone) ?? { fromAt: undefined, untilAt: undefined })
        }
      />
      <p className={classes['zone']}>{words.filter.zone(timeZone)}</p>
      <TextInput
        type="datetime-local"
        label={words.filter.from}
        value={zoned(fromAt)}
        onChange={({ currentTarget: { value } }) => onChange({ fromAt: instantOf(value, timeZone) })}
      />
      <TextInput
        type="datetime-local"
        label={words.filter.until}
        value={zoned(untilAt)}
        onChange={({ currentTarget: { value } }) => onChange({ untilAt: instantOf(value, timeZone) })}
      />
    </>
  );
}

/** The day that the time range is; nothing where it is another one. */
function dayOf({ fromAt, untilAt }: LineFilter, timeZone: string): string {
  if (fromAt === undefined || untilAt === undefined) return '';
  const day = calendarDay(fromAt, timeZone);
  const range = dayRange(day, timeZone);
  return range?.fromAt === fromAt && range.untilAt === untilAt ? day : '';
}
