import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { doesInstallMatch, setUpKey } from '../../scripts/packages.mjs';

const locked = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/vite': { version: '8.3.8' },
    'node_modules/made-for-another-system': { version: '1.0.0', optional: true },
  },
};

test.each([
  { what: 'all at their versions', installed: { 'node_modules/vite': { version: '8.3.8' } }, matches: true },
  { what: 'one at another version', installed: { 'node_modules/vite': { version: '8.3.7' } }, matches: false },
  { what: 'one missing', installed: {}, matches: false },
  {
    what: 'an optional one at another version',
    installed: {
      'node_modules/vite': { version: '8.3.8' },
      'node_modules/made-for-another-system': { version: '0.9.0' },
    },
    matches: false,
  },
])('an install is accepted or not: $what', ({ installed, matches }) => {
  expect(doesInstallMatch(locked, { packages: installed })).toBe(matches);
});

test('a changed lock file or another Electron calls for another set-up', () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined);
  const root = mkdtempSync(join(tmpdir(), 'admit-packages-'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  });
  writeFileSync(join(root, 'package-lock.json'), '{"packages":{}}');
  const key = setUpKey(root);
  expect(setUpKey(root)).toBe(key);
  writeFileSync(join(root, 'package-lock.json'), '{"packages":{"":{}}}');
  const afterChange = setUpKey(root);
  expect(afterChange).not.toBe(key);
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/opt/electron');
  expect(setUpKey(root)).not.toBe(afterChange);
});
