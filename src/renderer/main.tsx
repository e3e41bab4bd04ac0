import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { createRoot } from 'react-dom/client';
import { v7 } from 'uuid';
import type { Bridge } from '../shared/bridge.ts';
import { connectMain } from './ledger/main-process.ts';
import { createErrorReporter } from './report-error.ts';
import { Root } from './root.tsx';
import { connectSearch } from './search/search-client.ts';
import { startApp } from './start-app.ts';
import { connectSync } from './sync/connect-sync.ts';

declare global {
  interface Window {
    readonly admit: Bridge;
  }
}

const callMain = connectMain(window.admit);
const reportError = createErrorReporter(callMain);
window.addEventListener('error', ({ error, message }) => reportError(error ?? message));
window.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));

const start = startApp({
  callMain,
  databaseName: 'admit',
  locks: navigator.locks,
  connectSearch,
  connectSync,
  now: () => Date.now(),
  newId: () => v7(),
  sha256: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  reportError,
});

window.addEventListener('online', () => {
  const state = start.getState();
  if (state.kind === 'open') state.session.sync?.syncNow();
});

// Asked for, not relied on: the journal has everything that the page's storage has.
navigator.storage.persist().catch(reportError);

const container = document.querySelector('#root');
if (container === null) throw new Error('The page has no #root');
createRoot(container, { onCaughtError: reportError, onUncaughtError: reportError }).render(<Root start={start} />);
