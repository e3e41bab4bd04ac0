import { Menu } from 'electron';

/** macOS takes copy, paste and quit from the menu bar; elsewhere the keys work without one, and a menu would only be in the way. */
export function setAppMenu(): void {
  const menu = Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]);
  Menu.setApplicationMenu(process.platform === 'darwin' ? menu : null);
}
