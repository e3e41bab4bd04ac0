import { app, dialog, nativeTheme, session } from 'electron';
import { mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import type { BridgeReply, Settings } from '../shared/bridge.ts';
import { setAppMenu } from './app-menu.ts';
import { createCallHandlers } from './call-handlers.ts';
import { loadStartPage, watchForCrashes } from './crash.ts';
import { createEnrolmentStore } from './enrolment.ts';
import { hubAddresses } from './hub-addresses.ts';
import { forkHub } from './hub-child.ts';
import { createHub } from './hub.ts';
import type { Hub } from './hub.ts';
import { answerCalls } from './ipc.ts';
import { createJournal } from './journal.ts';
import { openKeyStore } from './key-store.ts';
import type { KeyStore } from './key-store.ts';
import { startLog } from './log.ts';
import type { Log } from './log.ts';
import { restrictNavigation } from './navigation.ts';
import { restrictPermissions } from './permissions.ts';
import { registerAppScheme, serveAppFiles } from './protocol.ts';
import { createSegmentStore } from './segments.ts';
import { createServerLogFile } from './server-log.ts';
import { createSettingsStore } from './settings.ts';
import { reportUnexpectedErrors } from './unexpected-errors.ts';
import { bringForward, openWindow } from './window.ts';
import { wipeData } from './wipe.ts';

const words = {
  noStart: 'Admit could not start.',
  noStartDetail: 'Check that there is room on the disk, then start it again. Nothing that was saved is lost.',
} as const;

const dataFolder = chooseDataFolder();
// The instance lock belongs to the data folder, so this comes first: two copies may run on two folders, never on one.
if (app.requestSingleInstanceLock()) {
  const log = startLog(join(dataFolder, 'logs'), !app.isPackaged);
  reportUnexpectedErrors(log);
  registerAppScheme();
  restrictNavigation(app, log);
  app
    .whenReady()
    .then(() => start(log))
    .catch((error: unknown) => giveUp(log, error));
} else {
  app.quit();
}

/** `--user-data-dir` if given, else `Admit` among this account's application data. Only this account may look into it. */
function chooseDataFolder(): string {
  const asked = app.commandLine.getSwitchValue('user-data-dir');
  const folder = asked === '' ? join(app.getPath('appData'), 'Admit') : resolve(asked);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  return folder;
}

async function start(log: Log): Promise<void> {
  const description = describeApp();
  log.info(`Admit ${description.version} starts on ${description.runtime}, ${process.platform} ${process.arch}.`);
  const ledgerFolder = join(dataFolder, 'ledger');
  const journal = createJournal(ledgerFolder, log);
  const segments = createSegmentStore(join(ledgerFolder, 'segments'));
  const serverLog = createServerLogFile(join(ledgerFolder, 'server.log'));
  const settings = createSettingsStore(dataFolder);
  const keyStore = openKeyStore(log);
  const enrolment = createEnrolmentStore(dataFolder, keyStore, log);
  const hub = hostHub(keyStore, log);
  quitAfter(() => Promise.all([journal.close(), hub.close()]), log);
  applySettings(await settings.read());
  setAppMenu();
  restrictPermissions(session.defaultSession);
  serveAppFiles(join(import.meta.dirname, '../renderer'));
  const clearPageStorage = (): Promise<void> => session.defaultSession.clearStorageData();
  const wipe = (): Promise<void> =>
    wipeData({ ledgerFolder, journal, enrolment, hub, clearPageStorage, restart: restartApp, log });
  const services = {
    journal,
    segments,
    serverLog,
    settings,
    enrolment,
    hub,
    log,
    app: description,
    applySettings,
    wipe,
  };
  answerCalls(createCallHandlers(services), log);
  hub.resume().catch((error: unknown) => log.error('The hub could not be started again.', error));
  const window = await openWindow({
    dataFolder,
    preloadPath: join(import.meta.dirname, '../preload/preload.cjs'),
    log,
  });
  watchForCrashes(window, log);
  app.on('second-instance', () => bringForward(window));
  loadStartPage(window, log);
}

function hostHub(keyStore: KeyStore, log: Log): Hub {
  const folder = join(dataFolder, 'hub');
  return createHub({
    folder,
    upstream: createEnrolmentStore(folder, keyStore, log),
    fork: () => forkHub(join(import.meta.dirname, 'hub.cjs')),
    addressesAt: (port) => hubAddresses(networkInterfaces(), port),
    log,
  });
}

/** Ends at once: there is nothing left to finish. The link it was enrolled with is used up. */
function restartApp(): void {
  app.relaunch({ args: process.argv.slice(1).filter((argument) => !argument.startsWith('--enrol')) });
  app.exit(0);
}

/** The whole window, its title bar and the crash page follow the colours that people chose. */
function applySettings({ colorScheme }: Settings): void {
  nativeTheme.themeSource = colorScheme === 'auto' ? 'system' : colorScheme;
}

function describeApp(): BridgeReply<'app.describe'> {
  const { electron, chrome, node } = process.versions;
  const enrolLink = app.commandLine.getSwitchValue('enrol');
  return {
    version: app.getVersion(),
    runtime: `Electron ${electron}, Chrome ${chrome}, Node ${node}`,
    demo: process.argv.includes('--demo'),
    startedAt: Math.round(process.getCreationTime() ?? Date.now()),
    dataFolder,
    ...(enrolLink !== '' && { enrolLink }),
  };
}

/** Ends the app when its window is closed, but not in the middle of a write. */
function quitAfter(finish: () => Promise<unknown>, log: Log): void {
  let finished = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    finish()
      .catch((error: unknown) => log.error('The last write before the end failed.', error))
      .finally(() => {
        finished = true;
        // Not before this event is over: Electron ignores a quit within a quit.
        setImmediate(() => app.quit());
      });
  });
}

function giveUp(log: Log, error: unknown): void {
  log.error('Admit could not start.', error);
  dialog.showErrorBox(words.noStart, words.noStartDetail);
  app.exit(1);
}
