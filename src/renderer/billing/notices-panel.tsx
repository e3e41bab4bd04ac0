import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { dateAndTimeText } from '../ui/time-text.ts';
import classes from './billing-panel.module.css';
import { words } from './billing-words.ts';
import { ShowAll } from './show-all.tsx';

interface NoticesPanelProps {
  readonly credits: CreditLedger;
  readonly timeZone: string;
}

/** The notices of the account, newest first, and to whom they go (GM-7). */
export function NoticesPanel({ credits: { account, policies }, timeZone }: NoticesPanelProps) {
  const { billingContact } = account.contract;
  return (
    <section className={classes['panel']} aria-label={words.notices}>
      <h2>{words.notices}</h2>
      <p className={classes['soft']}>
        {billingContact === undefined ? words.noContact : words.noticeContact(billingContact)}
      </p>
      {account.notices.length === 0 ? (
        <p className={classes['soft']}>{words.noNotices}</p>
      ) : (
        <ShowAll items={[...account.notices].reverse()}>
          {({ id, at, words: text, balance, type }) => (
            <li key={id}>
              <time dateTime={new Date(at).toISOString()}>{dateAndTimeText(at, timeZone)}</time>
              <span>{text}</span>
              <small>{words.noticeBalance(balance, policies.types.get(type))}</small>
            </li>
          )}
        </ShowAll>
      )}
    </section>
  );
}
