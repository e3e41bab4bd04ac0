import { CloseButton, Kbd } from '@mantine/core';
import { keyWords } from './door-keys.ts';
import classes from './keys-help.module.css';

/** The keys of the door. Stands beside the panel, not before it: scanning goes on. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <dialog open className={classes['help']} aria-label="Keys">
      <header className={classes['header']}>
        <h2>Keys</h2>
        <CloseButton aria-label="Close" onClick={onClose} />
      </header>
      <dl className={classes['keys']}>
        {keyWords.map(([keys, does]) => (
          <div key={does} className={classes['row']}>
            <dt>{keys.map((key) => (key === '…' ? <span key={key}>…</span> : <Kbd key={key}>{key}</Kbd>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
