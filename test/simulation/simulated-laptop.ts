import { openDatabase } from '../../src/renderer/ledger/database.ts';
import type { DeviceId } from '../../src/shared/ids.ts';
import { createMemoryMain, type MemoryMain } from '../builders/memory-main.ts';
import { openActivity, type Interruption } from './activity.ts';
import type { LaptopClock } from './laptop-clock.ts';
import type { Line } from './network.ts';
import { type AppParts, fastSha256, runApp, type RunningApp } from './running-app.ts';
import type { World } from './world.ts';

/** A laptop: a disk that outlives what runs on it, a clock, a line, and the app while it runs. */
export interface SimulatedLaptop {
  readonly name: string;
  readonly disk: MemoryMain;
  readonly clock: LaptopClock;
  readonly line: Line;
  /** Whether anybody uses it: not one that is lost. */
  inUse: boolean;
  /** The organisation has signed it out for good, and somebody has brought in what it had. */
  isSignedOut: boolean;
  /** Undefined while it is down. */
  app(): RunningApp | undefined;
  /** Starts the app where it is not running. */
  start(): Promise<void>;
  /** Lets a person do something, to its end. False where the app is not running, or crashed over it. */
  act(work: (app: RunningApp) => Promise<string>, interruption?: Interruption): Promise<boolean>;
  /** Ends the app here and now, to be started again after a while. */
  crash(): void;
  /** Lets sync do its next step now. */
  step(interruption?: Interruption): Promise<void>;
  /** There is something to do for sync. */
  wake(): void;
  /** Nothing is waited for any more after a failure. */
  hurry(): void;
  /** Lets go on what waited for the network. */
  resume(): Promise<void>;
  /** How much of the page's storage the next start does not find. */
  loseStorage(how: 'all' | 'server-log' | { readonly lines: number }): void;
  /** Whether sync has nothing to do, as far as it knows. */
  isIdle(): boolean;
}

export interface LaptopParts {
  readonly name: string;
  readonly device: DeviceId;
  readonly clock: LaptopClock;
  readonly line: Line;
}

type StepEnd = { readonly result: 'worked' | 'idle' | 'failed' } | { readonly error: unknown };

let storages = 0;

export function createLaptop(world: World, { name, device, clock, line }: LaptopParts): SimulatedLaptop {
  const { agenda, chance, pace } = world;
  const disk = createMemoryMain({ newDevice: world.newDevice, sha: fastSha256 });
  disk.deviceId = device;
  let databaseName = newStorage();
  let linesToLose = 0;
  let app: RunningApp | undefined;
  let activity = openActivity();
  let isStarting = false;
  let isStepping = false;
  let isPaused = false;
  let isIdle = false;
  let stepEnd: StepEnd | undefined;
  let cancelStep: () => void = () => undefined;

  function newStorage(): string {
    storages += 1;
    return `${name} ${String(storages)}`;
  }

  /** After whatever has happened on the laptop: lets it come to rest, and notes what came of it. */
  async function settle(): Promise<void> {
    const mine = activity;
    await mine.settle();
    if (mine.isDead()) return goDown();
    if (!isStepping || stepEnd === undefined) return;
    const end = stepEnd;
    stepEnd = undefined;
    isStepping = false;
    if ('error' in end) return world.fail(`${name}: sync failed: ${describe(end.error)}`);
    world.trace(`${name} ${end.result}`);
    isPaused = end.result === 'failed';
    isIdle = end.result === 'idle';
    world.checkReport(laptop);
    if (end.result === 'worked') return planStep(pace.betweenSteps(), false);
    const restMs = Math.min(app?.engine()?.waitMs() ?? Infinity, pace.pollMs());
    planStep(restMs, !isPaused);
  }

  function planStep(inMs: number, isPoll: boolean): void {
    cancelStep();
    cancelStep = agenda.plan(inMs, async () => {
      if (isPoll) app?.engine()?.poll();
      await laptop.step(world.interruptionOf(laptop));
    });
  }

  function goDown(): void {
    if (app === undefined && !isStarting) return;
    if (isStarting) world.counters.count('crashes while starting');
    world.counters.count('crashes');
    world.trace(`${name} crashed`);
    app = undefined;
    isStarting = false;
    isStepping = false;
    stepEnd = undefined;
    cancelStep();
    agenda.plan(pace.restartMs(), async () => {
      if (laptop.inUse) await laptop.start();
    });
  }

  /** What the page had written, and the disk had not: the last lines of its copy of the journal. */
  async function loseLines(): Promise<void> {
    if (linesToLose === 0) return;
    const database = openDatabase(databaseName);
    await database.open();
    const seqs = await database.log.orderBy('seq').primaryKeys();
    await database.log.bulkDelete(seqs.slice(-linesToLose));
    database.close();
    linesToLose = 0;
  }

  const parts: Omit<AppParts, 'activity' | 'databaseName'> = {
    callMain: disk.callMain,
    now: clock.now,
    newId: world.newId,
    random: chance.random,
    send: (request) => world.network.send(line, request, settle),
    sendSurely: world.server.handleSurely,
    onWake: () => laptop.wake(),
    onDuplicates: (count) => world.counters.count('duplicates', count),
    onError: (error) => world.fail(`${name}: ${describe(error)}`),
    bugs: world.bugs,
    laptop: disk,
  };

  const laptop: SimulatedLaptop = {
    name,
    disk,
    clock,
    line,
    inUse: true,
    isSignedOut: false,
    app: () => app,
    async start() {
      if (app !== undefined || isStarting) return;
      isStarting = true;
      await loseLines();
      const mine = openActivity();
      activity = mine;
      mine.interrupt(world.interruptionOfStart(laptop));
      let failure: unknown;
      let started: RunningApp | undefined;
      mine
        .during(async () => {
          started = await runApp({ ...parts, activity: mine, databaseName });
          const eventId = world.eventFor(laptop, started);
          if (eventId !== undefined) await started.ledger.openEvent(eventId);
        })
        .catch((error: unknown) => (failure = error));
      await mine.settle();
      if (mine.isDead()) return goDown();
      isStarting = false;
      if (failure !== undefined || started === undefined)
        return world.fail(`${name} does not start: ${describe(failure)}`);
      app = started;
      isPaused = false;
      world.trace(`${name} started ${started.ledger.recovery.database} ${started.ledger.recovery.journal}`);
      laptop.wake();
    },
    async act(work, interruption) {
      const running = app;
      if (running === undefined) return false;
      activity.interrupt(interruption);
      let end: { readonly label: string } | { readonly error: unknown } | undefined;
      activity
        .during(() => work(running))
        .then((label) => (end = { label }))
        .catch((error: unknown) => (end = { error }));
      await settle();
      activity.interrupt(undefined);
      if (app !== running) return false;
      if (end === undefined) world.fail(`${name}: what a person did waits for the network`);
      else if ('error' in end) world.fail(`${name}: ${describe(end.error)}`);
      else world.trace(`${name} ${end.label}`);
      return true;
    },
    crash() {
      activity.kill();
      goDown();
    },
    async step(interruption) {
      const engine = app?.engine();
      if (engine === undefined || isStepping) return;
      isStepping = true;
      isIdle = false;
      const mine = activity;
      mine.interrupt(interruption);
      const end = (how: StepEnd): void => {
        if (!mine.isDead()) stepEnd = how;
      };
      engine
        .step()
        .then((result) => end({ result }))
        .catch((error: unknown) => end({ error }));
      await settle();
    },
    wake() {
      isIdle = false;
      if (app === undefined || isStepping || isPaused) return;
      planStep(pace.betweenSteps(), false);
    },
    hurry() {
      if (!isPaused) return;
      isPaused = false;
      app?.engine()?.hurry();
      laptop.wake();
    },
    resume: settle,
    loseStorage(how) {
      if (how === 'all') databaseName = newStorage();
      if (how === 'all' || how === 'server-log') disk.serverLog.length = 0;
      if (typeof how === 'object') linesToLose = how.lines;
    },
    isIdle: () => app !== undefined && !isStepping && isIdle,
  };
  return laptop;
}

export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
}
