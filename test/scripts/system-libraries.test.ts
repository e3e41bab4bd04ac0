import { expect, test } from 'vitest';
import { chooseNames, missingLibraries, packagesFor } from '../../scripts/system-libraries.ts';

test('the missing libraries are read from what ldd says, each once', () => {
  const lddOutput = [
    '\tlinux-vdso.so.1 (0x00007ffd5a5f2000)',
    '\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f1c)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibgbm.so.1 => not found',
    '\tlibgbm.so.1 => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1b)',
  ].join('\n');
  expect(missingLibraries(lddOutput)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
});

test.each([
  { what: 'nothing', libraries: [], display: false, includes: [], excludes: ['libgtk-3-0', 'xvfb'] },
  { what: 'a display', libraries: [], display: true, includes: ['xvfb'], excludes: ['libgtk-3-0'] },
  { what: 'a library', libraries: ['libgbm.so.1'], display: false, includes: ['libgbm1'], excludes: ['xvfb'] },
  { what: 'both', libraries: ['libgbm.so.1'], display: true, includes: ['libgbm1', 'xvfb'], excludes: [] },
])('the packages to install when $what is missing', ({ libraries, display, includes, excludes }) => {
  const packages = packagesFor({ libraries, display });
  expect(packages).toEqual(expect.arrayContaining(includes));
  expect(packages.filter((name) => excludes.includes(name))).toEqual([]);
});

test('the names that newer releases of Debian and Ubuntu changed are taken where they exist', () => {
  const known = ['libasound2t64', 'libgtk-3-0t64', 'libnss3'];
  expect(chooseNames(['libgtk-3-0', 'libnss3', 'libasound2'], known)).toEqual([
    'libgtk-3-0t64',
    'libnss3',
    'libasound2t64',
  ]);
});
