import { createHash } from 'node:crypto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { v7 } from 'uuid';
import * as v from 'valibot';
import type { Database } from '../../src/server/store/database.ts';
import { deviceIdSchema, type EventId } from '../../src/shared/ids.ts';
import { routes } from '../../src/shared/wire.ts';
import { openAgenda } from './agenda.ts';
import { openChance } from './chance.ts';
import { openCounters } from './counters.ts';
import { scanMeanwhile } from './crew.ts';
import { type LaptopClock, openLaptopClock } from './laptop-clock.ts';
import { stopTimers } from './no-timers.ts';
import { openNetwork, perfect } from './network.ts';
import { type AppBugs, serverAddress } from './running-app.ts';
import type { Backups } from './server-storage.ts';
import { createLaptop, describe } from './simulated-laptop.ts';
import { startSimulatedServer } from './simulated-server.ts';
import type { Setting, World } from './world.ts';

export interface WorldParts {
  readonly seed: number;
  readonly database: Database;
  readonly backups: Backups;
  readonly bugs: AppBugs;
  /** Is told each line of what happens. */
  readonly onTrace?: ((line: string) => void) | undefined;
}

export interface OpenedWorld extends World {
  /** Stands for everything that has happened, in its order. */
  traceHash(): string;
}

const startsAt = Date.UTC(2026, 5, 1, 9);

/** An organisation with its owner's laptop, which has enrolled. */
export async function openWorld({ seed, database, backups, bugs, onTrace }: WorldParts): Promise<OpenedWorld> {
  stopTimers();
  // Every run has an IndexedDB of its own, which goes away with it.
  Dexie.dependencies.indexedDB = new IDBFactory();
  const agenda = openAgenda(startsAt);
  const chance = openChance(seed, 'what happens');
  const ids = openChance(seed, 'ids');
  const clocks = openChance(seed, 'clocks');
  const counters = openCounters();
  const hash = createHash('sha256');
  let failure: string | undefined;
  let newest = 0;
  const opened: { setting?: Setting } = {};

  const server = startSimulatedServer({
    database,
    backups,
    chance: openChance(seed, 'server'),
    counters,
    now: agenda.now,
    onGrown(head) {
      newest += 1;
      tellNews((engine) => engine.heard(head));
    },
    onError: (words) => world.fail(words),
  });
  const network = openNetwork({
    agenda,
    chance: openChance(seed, 'network'),
    counters,
    handle: async (request) => {
      const answer = await server.handle(request);
      const [path = ''] = request.path.split('?');
      world.trace(`server ${path} ${String(answer?.status ?? 'crashed')}`);
      // It may have committed before that.
      if (answer === undefined) newest += 1;
      if (path === routes.lease.path && answer?.status === 409) counters.count('leases refused');
      if (path === routes.renewDevice.path && answer?.ok === true) counters.count('renewed names');
      return answer;
    },
  });

  /** The server's stream of news: the laptops hear that there is more. */
  function tellNews(tell: (engine: NonNullable<ReturnType<typeof engineOf>>) => void): void {
    for (const laptop of world.laptops) {
      if (!chance.likely(0.2)) continue;
      network.tell(laptop.line, async () => {
        const engine = engineOf(laptop);
        if (engine === undefined) return;
        tell(engine);
        laptop.wake();
      });
    }
  }

  function engineOf(laptop: World['laptops'][number]) {
    return laptop.app()?.engine();
  }

  /** Most are some seconds off, some are minutes off; all drift. */
  function anyClock(): LaptopClock {
    const ahead = clocks.likely(0.2) ? clocks.whole(-600_000, 600_000) : clocks.whole(-3_000, 3_000);
    return openLaptopClock(agenda, ahead, (clocks.random() - 0.5) * 0.000_2);
  }

  const newId = (): string => v7({ random: ids.bytes(16), msecs: agenda.now() });

  const world: OpenedWorld = {
    agenda,
    chance,
    counters,
    pace: {
      betweenSteps: () => chance.whole(1, 20),
      pollMs: () => chance.whole(30_000, 60_000),
      restartMs: () => (world.isCalm ? 100 : chance.whole(500, 15_000)),
    },
    bugs,
    network,
    server,
    laptops: [],
    isCalm: true,
    hasRestored: false,
    mayOverspend: false,
    get setting() {
      if (opened.setting === undefined) throw new Error('The organisation has not begun');
      return opened.setting;
    },
    newId,
    newDevice: () => v.parse(deviceIdSchema, newId()),
    trace(line) {
      const text = `${String(agenda.now() - startsAt)} ${line}`;
      hash.update(text).update('\n');
      onTrace?.(text);
    },
    fail(words) {
      failure ??= words;
      onTrace?.(`FAILED: ${words}`);
    },
    failure: () => failure,
    traceHash: () => hash.copy().digest('hex'),
    addLaptop(name, clock = anyClock()) {
      const laptop = createLaptop(world, {
        name,
        device: world.newDevice(),
        clock,
        line: { quality: perfect, isDown: false },
      });
      world.laptops.push(laptop);
      return laptop;
    },
    async enrol(laptop, role, events) {
      const [owner] = world.laptops;
      const token = owner?.disk.enrolment?.token ?? '';
      const body = { name: laptop.name, role, events: events === null ? null : [...events], minutes: 60 };
      const { code } = await server.ask(routes.createCode, token, body);
      await enrolBy(laptop, code);
    },
    growths: () => newest,
    isLost: (device) => world.laptops.some(({ inUse, disk }) => !inUse && disk.deviceId === device),
    eventFor: (_laptop, { ledger }) => {
      const { mainEvent } = world.setting;
      return opened.setting !== undefined && ledger.books.events.has(mainEvent) ? mainEvent : undefined;
    },
    interruptionOf(laptop) {
      if (world.isCalm) return undefined;
      const afterCalls = chance.whole(0, 8);
      return chance.weigh([
        { weight: 1_000, value: undefined },
        {
          weight: 15,
          value: {
            afterCalls,
            happen: async () => {
              counters.count('crashes in the middle of sync');
              laptop.crash();
            },
          },
        },
        { weight: 120, value: { afterCalls, happen: () => scanMeanwhile(world, laptop) } },
      ]);
    },
    interruptionOfStart(laptop) {
      if (world.isCalm || laptop.disk.enrolment === null || !chance.likely(0.05)) return undefined;
      return { afterCalls: chance.whole(0, 8), happen: async () => laptop.crash() };
    },
    interruptionOfDeed(laptop) {
      if (world.isCalm || !chance.likely(0.012)) return undefined;
      return { afterCalls: chance.whole(0, 2), happen: async () => laptop.crash() };
    },
    checkReport(laptop) {
      const report = laptop.app()?.engine()?.report();
      if (report?.alarm !== undefined) world.fail(`${laptop.name} raises an alarm: ${JSON.stringify(report.alarm)}`);
      if (report?.hasForgedLease === true) world.fail(`${laptop.name} has found a forged lease`);
    },
  };

  async function enrolBy(laptop: World['laptops'][number], code: string): Promise<void> {
    await laptop.act(async ({ sync }) => {
      const outcome = await sync.enrol({ server: serverAddress, code }, laptop.name);
      if (outcome.kind !== 'enrolled') throw new Error(`${laptop.name} could not enrol: ${describe(outcome)}`);
      return `enrolled as ${outcome.membership.role}`;
    });
  }

  const { organisation, code } = await server.found(`Organisation ${String(seed)}`);
  const event = (): EventId => newId() as EventId;
  opened.setting = { organisation: organisation.id, mainEvent: event(), otherEvent: event() };
  const owner = world.addLaptop('owner');
  await owner.start();
  await enrolBy(owner, code);
  return world;
}
