// `npm run bench [-- NAME]`: one JSON line a figure on standard output, a table for people beside it.
import { figureTable, type Figure } from '../test/bench/figure.ts';
import { measurements } from '../test/bench/figures.ts';
import { buildApp } from './build.ts';
import { withDisplay } from './display.ts';
import { problem, runScript } from './problem.ts';
import { describeRuntime, resolveRuntime } from './runtime.ts';

async function runBench([wanted = '']: readonly string[]): Promise<number> {
  const chosen = measurements.filter(({ names }) => names.some((name) => name.includes(wanted)));
  if (chosen.length === 0) {
    const names = measurements.flatMap((measurement) => measurement.names);
    throw problem(`No figure's name contains "${wanted}". There are: ${names.join(', ')}.`);
  }
  console.error(`Measuring on ${describeRuntime(await resolveRuntime())} ...`);
  await buildApp('production');
  await buildApp('bench');
  const figures = await withDisplay(async () => {
    const done: Figure[] = [];
    for (const { measure } of chosen) {
      const measured = (await measure()).filter(({ figure }) => figure.includes(wanted));
      for (const figure of measured) console.log(JSON.stringify(figure));
      done.push(...measured);
    }
    return done;
  });
  console.error(`\n${figureTable(figures)}`);
  return 0;
}

await runScript(() => runBench(process.argv.slice(2)));
