import { numberText } from '../ui/number-text.ts';
import { dateAndTimeText, nearbyTimeText } from '../ui/time-text.ts';
import { words } from './credits-words.ts';
import { deviceOf, reasonOf, subjectOf, whoText } from './line-facts.ts';
import { eventOf, type Names } from './names.ts';
import { returnedLine, type Statement, type StatementLine } from './statement.ts';
import classes from './statement-table.module.css';

interface LineNoteProps {
  readonly line: StatementLine;
  readonly returns: readonly StatementLine[] | undefined;
  readonly statement: Statement;
  readonly names: Names;
  readonly timeZone: string;
  readonly onToggle: (line: StatementLine) => void;
  readonly onGoTo: (line: StatementLine) => void;
}

/** What a line has to do with others, in a few words that lead there; in a narrow window, also what has no column there. */
export function LineNote(props: LineNoteProps) {
  const { line, names } = props;
  const device = deviceOf(line);
  return (
    <>
      <Note {...props} />
      <Narrow
        className={classes['narrowAbout']}
        parts={[names.guest(line) ?? subjectOf(line) ?? eventOf(line, names)]}
      />
      <Narrow className={classes['narrowWho']} parts={[whoText(line), device && names.laptop(device)]} />
    </>
  );
}

function Note({ line, returns, statement, timeZone, onToggle, onGoTo }: LineNoteProps) {
  const { entry, at } = line;
  const near = (other: StatementLine): string => nearbyTimeText(other.at, at, timeZone);
  const charge = returnedLine(statement, line);
  const reason = reasonOf(line);
  if (charge !== undefined) {
    return (
      <span className={classes['note']}>
        <LinkTo onClick={() => onGoTo(charge)}>{words.chargeOf(near(charge))}</LinkTo>
        {reason !== undefined && <bdi>: {reason}</bdi>}
      </span>
    );
  }
  const [first, second] = returns ?? [];
  if (first !== undefined) {
    const isOne = second === undefined;
    const text = isOne ? returnText(line, first, near(first)) : words.returnedTimes(returns?.length ?? 0);
    return (
      <span className={classes['note']}>
        <LinkTo onClick={() => (isOne ? onGoTo(first) : onToggle(line))}>{text}</LinkTo>
      </span>
    );
  }
  if (entry.kind !== 'grant' || entry.lot.endsAt === undefined) return null;
  return <span className={classes['note']}>{words.until(dateAndTimeText(entry.lot.endsAt, timeZone))}</span>;
}

interface NarrowProps {
  readonly className: string | undefined;
  readonly parts: readonly (string | undefined)[];
}

function Narrow({ className, parts }: NarrowProps) {
  const said = parts.filter((part) => part !== undefined);
  if (said.length === 0) return null;
  return (
    <span className={className}>
      <bdi>{said.join(', ')}</bdi>
    </span>
  );
}

function returnText({ charge }: StatementLine, { amount = 0 }: StatementLine, time: string): string {
  const isAll = charge === undefined || charge.credits === amount;
  return isAll ? words.returnedAt(time) : words.returnedPart(numberText(amount), numberText(charge.credits), time);
}

interface LinkToProps {
  readonly children: string;
  readonly onClick: () => void;
}

function LinkTo({ children, onClick }: LinkToProps) {
  return (
    // By keyboard, the details lead there.
    <button type="button" tabIndex={-1} className={classes['link']} onClick={onClick}>
      {children}
    </button>
  );
}
