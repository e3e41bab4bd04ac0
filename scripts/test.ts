// `npm test`: every stage runs even when an earlier one failed, and the last line sums them up.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildApp } from './build.ts';
import { withDisplay } from './display.ts';
import { runScript } from './problem.ts';
import { cacheDir, projectRoot } from './project.ts';
import { coverageTable, readCoverage } from './row-coverage.ts';
import { runTool } from './run-program.ts';
import { describeRuntime, resolveRuntime } from './runtime.ts';
import { countBroken, countCommand, countPlaywright, countVitest, totalLine } from './test-count.ts';
import type { TestCount } from './test-count.ts';
import { planTests } from './test-stages.ts';
import type { StageName } from './test-stages.ts';

const runStage: Readonly<Record<StageName, (toolArguments: readonly string[]) => Promise<TestCount>>> = {
  types: testTypes,
  lint: testLint,
  unit: testUnits,
  e2e: testEndToEnd,
};

async function runTests(args: readonly string[]): Promise<number> {
  const plan = planTests(args);
  if (typeof plan === 'string') {
    console.error(plan);
    return 1;
  }
  const counts: TestCount[] = [];
  const summary: string[] = [];
  for (const name of plan.stages) {
    console.log(`\n=== ${name} ===`);
    const startedAt = performance.now();
    const count = await runStage[name](plan.toolArguments).catch((error: Error) =>
      countBroken(error.stack ?? error.message),
    );
    const line = stageLine(name, count, performance.now() - startedAt);
    console.log([line, ...count.remarks].join('\n  '));
    counts.push(count);
    summary.push(line);
  }
  console.log(`\n${summary.join('\n')}\n${totalLine(counts)}`);
  return counts.some(({ failed }) => failed > 0) ? 1 : 0;
}

function stageLine(name: StageName, { passed, failed }: TestCount, durationMs: number): string {
  return `${name}: ${passed} passed, ${failed} failed in ${(durationMs / 1000).toFixed(1)} s`;
}

async function testTypes(toolArguments: readonly string[]): Promise<TestCount> {
  const { exitCode } = await runTool('typescript', 'tsc', ['--build', ...toolArguments], { output: 'show' });
  return countCommand(exitCode);
}

async function testLint(toolArguments: readonly string[]): Promise<TestCount> {
  const lint = await runTool('oxlint', 'oxlint', ['--type-aware', ...toolArguments], { output: 'show' });
  const format = await runTool('oxfmt', 'oxfmt', ['--check', ...toolArguments], { output: 'show' });
  const unused = await runTool('knip', 'knip', [], { output: 'show' });
  return countCommand([lint, format, unused].find(({ exitCode }) => exitCode !== 0)?.exitCode ?? 0);
}

async function testUnits(toolArguments: readonly string[]): Promise<TestCount> {
  const reportFile = await freshReportFile('vitest');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { exitCode } = await runTool('vitest', 'vitest', ['run', ...reporters, ...toolArguments], { output: 'show' });
  if (toolArguments.length === 0) {
    console.log(`\nTests that name each row of docs/credit-systems.md:\n${coverageTable(readCoverage(projectRoot))}\n`);
  }
  return countReport(reportFile, (report) => countVitest(report, exitCode));
}

async function testEndToEnd(toolArguments: readonly string[]): Promise<TestCount> {
  await buildApp('production');
  console.log(`On ${describeRuntime(await resolveRuntime())}.`);
  const reportFile = await freshReportFile('playwright');
  const { exitCode } = await withDisplay(() =>
    runTool('@playwright/test', 'playwright', ['test', '--reporter=list,json', ...toolArguments], {
      output: 'show',
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    }),
  );
  return countReport(reportFile, (report) => countPlaywright(report, exitCode));
}

/** Where a tool is to write its report; an old one is gone, so that it cannot be counted again. */
async function freshReportFile(tool: string): Promise<string> {
  const file = join(cacheDir, 'reports', `${tool}.json`);
  await mkdir(dirname(file), { recursive: true });
  await rm(file, { force: true });
  return file;
}

async function countReport(file: string, count: (report: unknown) => TestCount): Promise<TestCount> {
  const report = await readFile(file, 'utf8').catch(() => undefined);
  return report === undefined ? countBroken('the tool ended without a report') : count(JSON.parse(report));
}

await runScript(() => runTests(process.argv.slice(2)));
