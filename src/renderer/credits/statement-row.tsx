import { IconArrowBackUp, IconChevronDown } from '@tabler/icons-react';
import { memo } from 'react';
import { numberText, signedText } from '../ui/number-text.ts';
import { timeText } from '../ui/time-text.ts';
import { words } from './credits-words.ts';
import { deviceOf, subjectOf, whoText } from './line-facts.ts';
import { dateText } from './ledger-time.ts';
import { LineNote } from './line-note.tsx';
import { eventOf, type Names } from './names.ts';
import type { Statement, StatementLine } from './statement.ts';
import classes from './statement-table.module.css';

interface StatementRowProps {
  readonly line: StatementLine;
  /** 0-based place among the lines shown, newest first. */
  readonly index: number;
  readonly domId: string;
  /** The lines that return something of it. */
  readonly returns: readonly StatementLine[] | undefined;
  readonly statement: Statement;
  readonly names: Names;
  readonly timeZone: string;
  readonly showsType: boolean;
  readonly isOpen: boolean;
  /** Where the keyboard is. */
  readonly isActive: boolean;
  /** Another line has led here. */
  readonly isTarget: boolean;
  readonly onToggle: (line: StatementLine) => void;
  readonly onGoTo: (line: StatementLine) => void;
}

/** One line of the ledger, at a glance; the rest of it stands in its details. */
export const StatementRow = memo(function StatementRow(props: StatementRowProps) {
  const { line, index, domId, returns, statement, names, timeZone, isOpen, isActive, isTarget, onToggle } = props;
  const { kind, at, what } = line;
  const { devices, events } = statement.facets;
  const device = devices.size > 1 ? deviceOf(line) : undefined;
  const about = aboutOf(line, names, events.size > 1);
  const isReturned = returns?.some(({ entry }) => entry.kind === 'reversal' && entry.whole) === true;
  return (
    <tr
      id={domId}
      aria-rowindex={index + 2}
      aria-expanded={isOpen}
      aria-selected={isActive}
      className={classes['row']}
      data-kind={kind}
      data-returned={isReturned}
      data-target={isTarget}
    >
      <td data-column="time">
        <time dateTime={new Date(at).toISOString()}>
          {timeText(at, timeZone)}
          <small className={classes['soft']}>{dateText(at, timeZone)}</small>
        </time>
      </td>
      <td data-column="what">
        <span className={classes['what']} title={what}>
          {kind === 'reversal' && <IconArrowBackUp size="1rem" aria-hidden />}
          <span className={classes['cut']}>{what}</span>
        </span>
        <small className={classes['soft']}>
          <LineNote {...props} />
        </small>
      </td>
      <td data-column="about">
        <TwoLines first={about.first} second={about.second} />
      </td>
      <td data-column="who">
        <TwoLines first={whoText(line)} second={device && names.laptop(device)} />
      </td>
      <AmountCells {...props} />
      <td data-column="more">
        <button
          type="button"
          tabIndex={-1}
          className={classes['more']}
          aria-label={isOpen ? words.hideDetails : words.showDetails}
          onClick={() => onToggle(line)}
        >
          <IconChevronDown size="1.1rem" aria-hidden />
        </button>
      </td>
    </tr>
  );
});

function AmountCells({ line: { type, amount, balance }, names, showsType }: StatementRowProps) {
  if (type === undefined || amount === undefined || balance === undefined) {
    return (
      <>
        <td data-column="credits">{words.noCredits}</td>
        <td data-column="balance">{words.noCredits}</td>
      </>
    );
  }
  const { one, many } = names.type(type);
  const unit = Math.abs(amount) === 1 ? one : many;
  return (
    <>
      <td data-column="credits" title={`${signedText(amount)} ${unit}`}>
        <TwoLines first={signedText(amount)} second={showsType ? unit : undefined} />
      </td>
      <td data-column="balance" data-negative={balance < 0}>
        {numberText(balance)}
      </td>
    </>
  );
}

interface TwoLinesProps {
  readonly first: string | undefined;
  readonly second?: string | undefined;
}

/** Each cut at the column's width; all of it as the tooltip. */
function TwoLines({ first, second }: TwoLinesProps) {
  return (
    <>
      <span className={classes['cut']} title={first}>
        <bdi>{first}</bdi>
      </span>
      {second !== undefined && (
        <small className={`${classes['cut'] ?? ''} ${classes['soft'] ?? ''}`} title={second}>
          <bdi>{second}</bdi>
        </small>
      )}
    </>
  );
}

/** The guest or what else it was about, then which event that was at where there are several. */
function aboutOf(line: StatementLine, names: Names, hasEvents: boolean): TwoLinesProps {
  const subject = names.guest(line) ?? subjectOf(line);
  const event = eventOf(line, names);
  return subject === undefined ? { first: event } : { first: subject, second: hasEvents ? event : undefined };
}
