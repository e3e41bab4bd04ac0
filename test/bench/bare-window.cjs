// An Electron app that does nothing but open a window: what no app can be faster than.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => new BrowserWindow().loadURL('about:blank'));
