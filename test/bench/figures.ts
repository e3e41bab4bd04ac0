import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { appEntry } from '../../scripts/build.ts';
import { type LaunchedApp, launchApp } from '../../scripts/launch.ts';
import { runProgram } from '../../scripts/run-program.ts';
import type { EventId } from '../../src/shared/ids.ts';
import type { Bench, ImportedEvent } from './bench-page.ts';
import type { ChargeTimes } from './charge-rate.ts';
import { figure, type Figure } from './figure.ts';
import { measureLedgerScroll } from './ledger-scroll.ts';
import { spreadOf } from './percentiles.ts';
import { measurePushes } from './push-rate.ts';
import { measureJoining } from './sync-figures.ts';

const largeList = 100_000;
const smallList = 1_000;
const scans = 800;
const warmUp = 100;
const oneFrame = { name: 'one-frame-60hz', value: 1_000 / 60 };

/** Figures that come out of one measurement, by the names under which they can be asked for. */
export interface Measurement {
  readonly names: readonly string[];
  measure(): Promise<readonly Figure[]>;
}

export const measurements: readonly Measurement[] = [
  {
    names: ['scan-commit-100k-p50', 'scan-commit-100k-p99', 'scan-commit-1k-p50'],
    measure: async () => withBenchPage(measureScans),
  },
  { names: ['search-100k-p99'], measure: async () => withBenchPage(measureSearch) },
  {
    names: ['import-100k', 'import-100k-with-reading', 'import-100k-longest-task', 'open-100k', 'memory-100k'],
    measure: async () => withBenchPage(measureImport),
  },
  { names: ['start-ready'], measure: measureStart },
  {
    names: ['ledger-open-100k', 'ledger-scroll-100k-longest-frame'],
    measure: async () => withProfile(measureLedgerScroll),
  },
  { names: ['push-1', 'push-10', 'push-50'], measure: measurePushes },
  {
    names: [
      'snapshot-100k',
      'snapshot-100k-size',
      'snapshot-100k-peak-memory',
      'scan-during-sync-p50',
      'scan-during-sync-p99',
    ],
    measure: async () =>
      withBenchPage(async (page) => measureJoining(page, async () => workingSetMB(page, 'as it is'))),
  },
  { names: ['charge-10k', 'charge-1m', 'charge-1m-flat', 'charge-1m-mean'], measure: measureCharges },
];

interface BenchPage extends LaunchedApp {
  importEvent(name: string, rows: number): Promise<ImportedEvent>;
}

async function withProfile<T>(run: (profileDir: string) => Promise<T>): Promise<T> {
  const profileDir = await mkdtemp(join(tmpdir(), 'admit-bench-'));
  try {
    return await run(profileDir);
  } finally {
    await rm(profileDir, { recursive: true, force: true });
  }
}

async function withBenchPage(measure: (page: BenchPage) => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  return withProfile(async (profileDir) => {
    const launched = await launchApp({ profileDir, entry: appEntry('bench') });
    try {
      await launched.window.waitForFunction(() => document.title === 'Admit: bench ready');
      return await measure({
        ...launched,
        importEvent: async (name, rows) =>
          launched.window.evaluate(async (ask) => bench.importEvent(ask.name, ask.rows), { name, rows }),
      });
    } finally {
      await launched.app.close();
    }
  });
}

/** The page's own object: only code that Playwright runs in the page may name it. */
declare const bench: Bench;

async function measureScans({ window, importEvent }: BenchPage): Promise<readonly Figure[]> {
  const large = await scanIn(window, await importEvent('Large', largeList));
  const small = await scanIn(window, await importEvent('Small', smallList));
  return [
    figure('scan-commit-100k-p50', large.ours.p50, 'ms', { name: 'raw-strict-100k-p50', value: large.raw.p50 }, 1),
    figure('scan-commit-100k-p99', large.ours.p99, 'ms', { name: 'raw-strict-100k-p99', value: large.raw.p99 }, 1),
    figure('scan-commit-1k-p50', small.ours.p50, 'ms', { name: 'scan-commit-100k-p50', value: large.ours.p50 }, 1.2),
  ];
}

async function scanIn(window: Page, { eventId }: { readonly eventId: EventId }) {
  const ask = { eventId, scans, warmUp };
  const samples = await window.evaluate(async (asked) => bench.scan(asked.eventId, asked.scans, asked.warmUp), ask);
  return { ours: spreadOf(samples.ours), raw: spreadOf(samples.raw) };
}

async function measureSearch({ window, importEvent }: BenchPage): Promise<readonly Figure[]> {
  const { eventId } = await importEvent('Large', largeList);
  const samples = await window.evaluate(async (id) => bench.search(id, 500), eventId);
  return [figure('search-100k-p99', spreadOf(samples).p99, 'ms', oneFrame, 1)];
}

async function measureImport({ app, window, importEvent }: BenchPage): Promise<readonly Figure[]> {
  const empty = await workingSetMB({ app, window });
  const { eventId, readMs, storeMs, longestTaskMs } = await importEvent('Large', largeList);
  const openMs = await window.evaluate(async (id) => bench.openEvent(id), eventId);
  const open = await workingSetMB({ app, window });
  const rows = await window.evaluate(async () => bench.storeAsRows());
  const bulkAdd = { name: 'dexie-bulk-add-3-indexes', value: rows.writeMs };
  return [
    figure('import-100k', storeMs, 'ms', bulkAdd, 0.25),
    figure('import-100k-with-reading', readMs + storeMs, 'ms', bulkAdd, 0.25),
    figure('import-100k-longest-task', longestTaskMs, 'ms', { name: 'limit-100-ms', value: 100 }, 1),
    figure('open-100k', openMs, 'ms', { name: 'dexie-read-all-rows', value: rows.readMs }, 0.5),
    figure('memory-100k', open - empty, 'MB', { name: 'limit-300-mb', value: 300 }, 1),
  ];
}

/** What the page's process holds, after a garbage collection unless it is to be seen as it is. */
async function workingSetMB({ app, window }: LaunchedApp, how?: 'as it is'): Promise<number> {
  if (how === undefined) {
    const session = await window.context().newCDPSession(window);
    await session.send('HeapProfiler.collectGarbage');
    await session.detach();
  }
  const kilobytes = await app.evaluate(({ app: electron, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    return electron.getAppMetrics().find((metric) => metric.pid === pid)?.memory.workingSetSize ?? 0;
  });
  return kilobytes / 1_024;
}

/** From the start of the program to a door that takes a scan, beside an empty window of the same runtime. */
async function measureStart(): Promise<readonly Figure[]> {
  return withProfile(async (profileDir) => {
    await startOnce(profileDir);
    const bare: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      bare.push(await startBare());
      ours.push(await startOnce(profileDir));
    }
    return [figure('start-ready', spreadOf(ours).p50, 'ms', { name: 'bare-window', value: spreadOf(bare).p50 }, 2)];
  });
}

async function startOnce(profileDir: string): Promise<number> {
  const startedAt = performance.now();
  const { app, window } = await launchApp({ profileDir, args: ['--demo'] });
  await window.getByRole('combobox', { name: 'Scan or search' }).waitFor();
  const ms = performance.now() - startedAt;
  await app.close();
  return ms;
}

async function startBare(): Promise<number> {
  return withProfile(async (profileDir) => {
    const startedAt = performance.now();
    const { app, window } = await launchApp({ profileDir, entry: join(import.meta.dirname, 'bare-window.cjs') });
    await window.waitForLoadState('load');
    const ms = performance.now() - startedAt;
    await app.close();
    return ms;
  });
}

/** The credit engine alone, in a process of its own: 5 microseconds a charge are 200,000 charges a second. */
async function measureCharges(): Promise<readonly Figure[]> {
  const program = join(import.meta.dirname, 'charge-rate.ts');
  const { exitCode, output } = await runProgram(process.execPath, ['--max-old-space-size=4096', program], {
    output: 'keep',
  });
  if (exitCode !== 0) throw new Error(output);
  const { smallUs, largeUs, largeMeanUs }: ChargeTimes = JSON.parse(output);
  const limit = { name: 'limit-200k-a-second', value: 5 };
  return [
    figure('charge-10k', smallUs, 'us', limit, 1),
    figure('charge-1m', largeUs, 'us', limit, 1),
    figure('charge-1m-flat', largeUs, 'us', { name: 'charge-10k', value: smallUs }, 1.2),
    figure('charge-1m-mean', largeMeanUs, 'us', limit, 1),
  ];
}
