// `npm run tour`: walks the main screens of the real app and saves what people see, in light and dark.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takeTour } from '../test/tour/tour.ts';
import { buildApp } from './build.ts';
import { withDisplay } from './display.ts';
import { runScript } from './problem.ts';
import { projectRoot } from './project.ts';

await runScript(async () => {
  const folder = join(projectRoot, 'out', 'tour');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await buildApp('production');
  const saved = await withDisplay(async () => takeTour(folder));
  console.log(`${String(saved)} screenshots are in ${folder}.`);
  return 0;
});
