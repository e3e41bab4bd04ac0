import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Account } from '../../shared/credit/account.ts';
import type { Draw } from '../../shared/credit/entry.ts';
import type { Lot } from '../../shared/credit/lot.ts';
import { creditsText, numberText } from '../ui/number-text.ts';
import { dateAndTimeText } from '../ui/time-text.ts';
import { words } from './credits-words.ts';
import classes from './line-detail.module.css';
import { deviceOf, reasonOf, subjectOf, ticketOf, whoText } from './line-facts.ts';
import { exactTimeText } from './ledger-time.ts';
import { eventOf, type Names } from './names.ts';
import { returnedLine, type Statement, type StatementLine } from './statement.ts';

interface LineDetailProps {
  readonly line: StatementLine;
  readonly statement: Statement;
  readonly names: Names;
  readonly timeZone: string;
  readonly lots: Account['lots'];
  readonly onGoTo: (line: StatementLine) => void;
}

const { detail: titles } = words;

/** Everything that is known of a line: what made its price, what it drew, what it is linked to, and the ids. */
export function LineDetail(props: LineDetailProps) {
  const { line, names, timeZone } = props;
  const { at, operation, charge, entry } = line;
  const device = deviceOf(line);
  const guest = names.guest(line);
  const ticket = ticketOf(line);
  return (
    <dl className={classes['detail']} aria-label={titles.label}>
      <Money {...props} />
      <Links {...props} />
      <Fact title={titles.reason}>{reasonOf(line)}</Fact>
      <Fact title={titles.terms}>{entry.kind === 'charge' ? entry.terms?.join(', ') : undefined}</Fact>
      <Fact title={titles.about} id={guest === ticket ? undefined : ticket}>
        {guest ?? subjectOf(line)}
      </Fact>
      <Fact title={titles.event}>{eventOf(line, names)}</Fact>
      <Fact title={titles.who}>{whoText(line)}</Fact>
      <Fact title={titles.laptop} id={device}>
        {device && names.laptop(device)}
      </Fact>
      <Fact title={titles.time}>{`${exactTimeText(at, timeZone)} (${timeZone})`}</Fact>
      <Fact title={titles.operation} id={charge?.operation ?? operation?.id} />
      <Fact title={titles.entry} id={line.id} />
    </dl>
  );
}

/** What the line did to which lots. */
function Money({ line: { entry }, statement, timeZone, names, lots }: LineDetailProps) {
  switch (entry.kind) {
    case 'grant':
      return <LotFacts lot={entry.lot} held={lots.get(entry.lot.id)} timeZone={timeZone} names={names} />;
    case 'charge':
      return (
        <>
          <Fact title={titles.rules}>
            {entry.rules.length > 1 && (
              <List items={entry.rules.map((rule) => words.ruleTimes(rule.words, rule.times, rule.credits))} />
            )}
          </Fact>
          <Draws
            title={titles.draws}
            draws={entry.draws}
            debt={entry.debt}
            statement={statement}
            ifNone={words.nothingDrawn}
          />
        </>
      );
    case 'reversal':
      return (
        <Draws
          title={titles.drawsBack}
          draws={[...entry.draws, ...entry.repaid]}
          debt={0 - entry.debt}
          statement={statement}
        />
      );
    case 'transfer':
      return (
        <>
          <Draws
            title={titles.draws}
            draws={[{ lot: entry.from, credits: entry.credits }]}
            debt={0}
            statement={statement}
          />
          <Fact title={titles.holder} id={entry.held?.holder}>
            {entry.held && names.laptop(entry.held.holder)}
          </Fact>
          <Fact title={titles.heldUntil}>{entry.held && dateAndTimeText(entry.held.notAfterAt, timeZone)}</Fact>
        </>
      );
    case 'revival':
      return (
        <Draws
          title={titles.drawsBack}
          draws={[{ lot: entry.lot, credits: entry.credits }]}
          debt={0}
          statement={statement}
        />
      );
    case 'writeOff':
    case 'expiry':
      return (
        <Draws
          title={titles.draws}
          draws={[{ lot: entry.lot, credits: entry.credits }]}
          debt={0}
          statement={statement}
        />
      );
    case 'terms':
      return null;
    default:
      entry satisfies never;
      return null;
  }
}

interface LotFactsProps {
  readonly lot: Lot;
  readonly held: ReturnType<Account['lots']['get']>;
  readonly timeZone: string;
  readonly names: Names;
}

function LotFacts({ lot, held, timeZone, names }: LotFactsProps) {
  const { startsAt, endsAt, scope, terms } = lot;
  const time = (at: number): string => dateAndTimeText(at, timeZone);
  const type = names.type(lot.type);
  return (
    <>
      <Fact title={titles.lotLeft} id={lot.id}>
        {held && creditsText(held.left, type)}
      </Fact>
      <Fact title={titles.repaid}>{held !== undefined && held.repaid > 0 && creditsText(held.repaid, type)}</Fact>
      <Fact title={titles.usable}>{words.usable(time(startsAt), endsAt === undefined ? undefined : time(endsAt))}</Fact>
      <Fact title={titles.usableFor}>{scope?.map(names.action).join(', ')}</Fact>
      <Fact title={titles.terms}>{terms?.join(', ')}</Fact>
    </>
  );
}

interface DrawsProps {
  readonly title: string;
  readonly draws: readonly Draw[];
  /** Credits that no lot covered; negative where such are taken back. */
  readonly debt: number;
  readonly statement: Statement;
  /** What stands where no credits moved. */
  readonly ifNone?: string;
}

function Draws({ title, draws, debt, statement, ifNone }: DrawsProps) {
  if (draws.length === 0 && debt === 0) return <Fact title={title}>{ifNone}</Fact>;
  return (
    <Fact title={title}>
      <ul className={classes['list']}>
        {draws.map(({ lot, credits }) => (
          <li key={lot}>
            {statement.lots.get(lot)?.words ?? lot}: <b>{numberText(credits)}</b> <code>{lot}</code>
          </li>
        ))}
        {debt !== 0 && (
          <li>
            {debt > 0 ? titles.owed : titles.owedBack}: <b>{numberText(Math.abs(debt))}</b>
          </li>
        )}
      </ul>
    </Fact>
  );
}

/** The charge that the line returns, and what has been returned of the line. */
function Links({ line, statement, timeZone, onGoTo }: LineDetailProps) {
  const charge = returnedLine(statement, line);
  const returns = statement.returns.get(line.id) ?? [];
  return (
    <>
      <Fact title={titles.returns}>
        {charge !== undefined && <LineLink line={charge} timeZone={timeZone} onGoTo={onGoTo} />}
      </Fact>
      <Fact title={titles.returnedBy}>
        {returns.length > 0 && (
          <ul className={classes['list']}>
            {returns.map((each) => (
              <li key={each.id}>
                <LineLink line={each} timeZone={timeZone} onGoTo={onGoTo} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </>
  );
}

interface LineLinkProps extends Pick<LineDetailProps, 'timeZone' | 'onGoTo'> {
  readonly line: StatementLine;
}

function LineLink({ line, timeZone, onGoTo }: LineLinkProps) {
  return (
    <Anchor component="button" type="button" ta="start" title={words.goTo} onClick={() => onGoTo(line)}>
      {words.lineLink(dateAndTimeText(line.at, timeZone), line.what, line.amount ?? 0)}
    </Anchor>
  );
}

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className={classes['list']}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

interface FactProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The id behind it. */
  readonly id?: string | undefined;
}

/** Nothing where there is nothing to tell. */
function Fact({ title, children, id }: FactProps) {
  const isEmpty = children === undefined || children === false || children === '';
  if (isEmpty && id === undefined) return null;
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {typeof children === 'string' ? <bdi>{children}</bdi> : children}
        {id !== undefined && <code>{id}</code>}
      </dd>
    </div>
  );
}
