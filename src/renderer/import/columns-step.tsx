import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type ColumnMapping, isUsableMapping, type MappedField, mappedFields } from '../../shared/guest-list/mapped.ts';
import { ColumnSelect } from './column-select.tsx';
import classes from './columns-step.module.css';
import { GuestTable } from './guest-table.tsx';
import type { ImportDesk } from './import-desk.ts';
import { words } from './import-words.ts';
import type { UnknownList } from './parse-guest-list.ts';
import { readSample } from './read-sample.ts';

interface ColumnsStepProps {
  readonly desk: ImportDesk;
  readonly fileName: string;
  readonly list: UnknownList;
  readonly mapping: ColumnMapping;
}

type Group = keyof typeof words.fieldGroups;

const groupOf = {
  fullName: 'guest',
  firstName: 'guest',
  lastName: 'guest',
  code: 'ticket',
  orderCode: 'ticket',
  ticketType: 'ticket',
  email: 'guest',
  phone: 'guest',
  company: 'guest',
  price: 'payment',
  currency: 'payment',
  paid: 'payment',
  status: 'ticket',
  checkedIn: 'door',
  attention: 'door',
  note: 'door',
  companions: 'door',
  validFrom: 'ticket',
  validUntil: 'ticket',
} satisfies Record<MappedField, Group>;

/** Somebody says what the columns of an unknown list hold, and sees at once what the first guests become. */
export function ColumnsStep({ desk, fileName, list, mapping }: ColumnsStepProps) {
  const usable = isUsableMapping(mapping);
  return (
    <div className={classes['columns']}>
      <div className={classes['intro']}>
        <h2>{words.whichColumns}</h2>
        <p>{words.columnsWhy(fileName)}</p>
      </div>
      <div className={classes['fields']}>
        {(Object.keys(words.fieldGroups) as Group[]).map((group) => (
          <fieldset key={group} className={classes['group']}>
            <legend>{words.fieldGroups[group]}</legend>
            {mappedFields
              .filter((field) => groupOf[field] === group)
              .map((field) => (
                <ColumnSelect
                  key={field}
                  field={field}
                  list={list}
                  column={mapping[field]}
                  onChange={(column) => desk.mapColumns(withColumn(mapping, field, column))}
                />
              ))}
          </fieldset>
        ))}
      </div>
      <Sample list={list} mapping={mapping} timeZone={desk.event.details.timeZone} />
      <footer className={classes['footer']}>
        <output>{usable ? '' : words.columnsNeeded}</output>
        <Button variant="default" size="md" onClick={() => desk.startOver()}>
          {words.anotherFile}
        </Button>
        <Button size="md" disabled={!usable} onClick={() => void desk.applyColumns()}>
          {words.continue}
        </Button>
      </footer>
    </div>
  );
}

interface SampleProps {
  readonly list: UnknownList;
  readonly mapping: ColumnMapping;
  readonly timeZone: string;
}

function Sample({ list, mapping, timeZone }: SampleProps) {
  const [readAt] = useState(Date.now);
  const { guests, problems } = useMemo(
    () => readSample(list, mapping, { timeZone, readAt }),
    [list, mapping, timeZone, readAt],
  );
  return (
    <section className={classes['sample']} aria-label={words.firstGuests}>
      <h3>{words.firstGuests}</h3>
      <GuestTable guests={guests} matched={false} timeZone={timeZone} />
      {problems.length > 0 && (
        <ul className={classes['problems']}>
          {problems.map(({ line, message }) => (
            <li key={line}>
              {words.line(line)}: {message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function withColumn(mapping: ColumnMapping, field: MappedField, column: number | undefined): ColumnMapping {
  const { [field]: _before, ...others } = mapping;
  return column === undefined ? others : { ...others, [field]: column };
}
