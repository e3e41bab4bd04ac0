import { IconCoins } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { LookIcon } from './look-icon.tsx';
import type { PanelContent } from './panel-content.ts';
import classes from './verdict-panel.module.css';

interface VerdictPanelProps {
  readonly content: PanelContent;
  /** Changes with every verdict, so that two equal ones in a row are seen and said as two. */
  readonly times: number;
  /** What can be done from the panel, if anything. */
  readonly children?: ReactNode;
}

/** The answer to a scan, for eyes at two metres and for screen readers. */
export function VerdictPanel({ content, times, children }: VerdictPanelProps) {
  const { look, outcome, code, order, word, name, ticket, reason, advice, credits } = content;
  return (
    <section
      className={classes['panel']}
      role="alert"
      aria-live="assertive"
      aria-atomic="true"
      aria-label="Verdict"
      data-testid="verdict"
      data-look={look}
      data-size={sizeOf(content)}
      data-outcome={outcome}
      data-code={code}
    >
      <div key={times} className={classes['answer']}>
        <div className={classes['icon']}>
          <LookIcon look={look} stroke={2.75} />
        </div>
        <div className={classes['words']}>
          {order !== undefined && <p className={classes['order']}>{order}</p>}
          <p className={classes['word']}>{word}</p>
          {name !== undefined && (
            <p className={classes['name']} title={name}>
              <bdi>{name}</bdi>
            </p>
          )}
          {ticket !== undefined && (
            <p className={classes['ticket']} title={ticket}>
              <bdi>{ticket}</bdi>
            </p>
          )}
          {reason !== undefined && <p className={classes['reason']}>{reason}</p>}
          {advice !== undefined && <p className={classes['advice']}>{advice}</p>}
          {children}
        </div>
      </div>
      {credits !== undefined && (
        <p className={classes['credits']}>
          <IconCoins aria-hidden />
          <strong>{credits.amount}</strong>
          <span>{credits.rule}</span>
        </p>
      )}
    </section>
  );
}

/** How large it can be set: long names and reasons take more lines. */
function sizeOf({ name = '', reason = '', advice = '' }: PanelContent): 'large' | 'medium' | 'small' {
  const letters = 2 * name.length + reason.length + advice.length;
  if (letters <= 150) return 'large';
  return letters <= 220 ? 'medium' : 'small';
}
