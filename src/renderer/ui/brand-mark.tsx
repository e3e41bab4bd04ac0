import classes from './brand-mark.module.css';

/** The app's name with its sign: a ticket that has been let in. */
export function BrandMark() {
  return (
    <span className={classes['brand']}>
      <svg viewBox="0 0 32 32" className={classes['sign']} aria-hidden="true">
        <path d="M5 7h22a3 3 0 0 1 3 3v3.2a2.9 2.9 0 0 0 0 5.6V22a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3v-3.2a2.9 2.9 0 0 0 0-5.6V10a3 3 0 0 1 3-3z" />
        <path className={classes['tick']} d="m10.5 16.2 4 4 7.2-7.8" />
      </svg>
      Admit
    </span>
  );
}
