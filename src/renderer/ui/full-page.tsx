import type { ReactNode } from 'react';
import classes from './full-page.module.css';

interface FullPageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly tone?: 'calm' | 'warning' | 'error';
  readonly children?: ReactNode;
  /** The way on. */
  readonly actions?: ReactNode;
}

/** One message that has the whole window: before the app is ready, or instead of it. */
export function FullPage({ icon, title, tone = 'calm', children, actions }: FullPageProps) {
  return (
    <main className={classes['page']} data-tone={tone}>
      <div className={classes['column']}>
        <span className={classes['icon']}>{icon}</span>
        <h1>{title}</h1>
        <div className={classes['text']}>{children}</div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </div>
    </main>
  );
}
