import { BrowserWindow, nativeTheme, screen } from 'electron';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile } from './json-file.ts';
import type { Log } from './log.ts';
import { placeWindow, smallestWindow, windowBoundsSchema } from './window-bounds.ts';
import type { WindowBounds } from './window-bounds.ts';

/** What shows before the page is painted: the background that the page itself has. */
const background = { light: '#f4f2ee', dark: '#0f1415' } as const;

export interface WindowSettings {
  /** Where `window.json` is. */
  readonly dataFolder: string;
  readonly preloadPath: string;
  readonly log: Log;
}

/** Makes the app's one window, hidden until its page is painted, where the last one was closed. */
export async function openWindow({ dataFolder, preloadPath, log }: WindowSettings): Promise<BrowserWindow> {
  const boundsPath = join(dataFolder, 'window.json');
  const last = await readJsonFile(boundsPath, windowBoundsSchema);
  const window = new BrowserWindow({
    ...placeWindow(last, workAreas()),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Admit',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    show: false,
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Chromium would fetch dictionaries from the network.
      spellcheck: false,
    },
  });
  if (last?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keepBounds(window, boundsPath, log));
  return window;
}

/** Shows the window to somebody who started the app a second time; does nothing while the app is ending. */
export function bringForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function workAreas(): readonly Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  return [main, ...others].map((display) => display.workArea);
}

function keepBounds(window: BrowserWindow, path: string, log: Log): void {
  const { x, y, width, height } = window.getNormalBounds();
  const bounds: WindowBounds = { x, y, width, height, maximized: window.isMaximized() };
  try {
    writeFileSync(path, JSON.stringify(bounds));
  } catch (error) {
    log.warn("The window's place could not be stored.", error);
  }
}
