'use strict';

// Electron's releases carry a default app that runs the folder or file given on the command line; the fallback runtime
// (fallback-runtime.ts) does not, so this stands in for it there, with the same arguments: `-r MODULE`, then the app.
const { app } = require('electron');
const { existsSync } = require('node:fs');
const path = require('node:path');

const preloads = [];
const words = process.argv.slice(1);
while (words[0]?.startsWith('-')) {
  if (['-r', '--require'].includes(words.shift())) preloads.push(words.shift());
}
const [appPath] = words;
if (appPath === undefined) {
  console.error('Say which app to run: electron FOLDER');
  process.exit(1);
}

for (const preload of preloads) require(preload);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const entry = path.resolve(appPath);
const packageFile = path.join(entry, 'package.json');
if (existsSync(packageFile)) {
  const { name, productName, version } = require(packageFile);
  app.setName(productName ?? name);
  app.setVersion(version);
  app.setDesktopName(`${app.getName()}.desktop`);
  app.setAppPath(entry);
} else {
  app.setAppPath(path.dirname(require.resolve(entry)));
}
require(entry);
