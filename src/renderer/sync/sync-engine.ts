import { skewOf } from '../../shared/server-clock.ts';
import type { Hash } from '../../shared/ids.ts';
import { mayRecord } from '../../shared/role.ts';
import { type LogHead, type Membership, type PullReply, type ServerRow, startCursor } from '../../shared/wire.ts';
import type { PulledRow } from '../ledger/base.ts';
import { createBalanceCheck } from './balance-lane.ts';
import { createContact } from './contact.ts';
import { createIdentity } from './identity-lane.ts';
import { createLaneRunner } from './lane-runner.ts';
import { createLeases, isForgedLease, type Verify } from './lease-lane.ts';
import { createNoteKeeper } from './note-keeper.ts';
import { createOutbox } from './outbox.ts';
import { createPullLane, isAtHead, type PullPlace, rowsBehind } from './pull-lane.ts';
import { createPushLane, hashesOf } from './push-lane.ts';
import { createDownloads, createUploads } from './segment-lanes.ts';
import type { SyncPage } from './sync-page.ts';
import type { SyncReport } from './sync-report.ts';
import type { SyncStore } from './sync-store.ts';
import type { Failure, Transport } from './transport.ts';

export interface SyncSurroundings {
  readonly transport: Transport;
  readonly store: SyncStore;
  readonly page: SyncPage;
  /** As last known; the server is asked first of all. */
  readonly membership: Membership;
  /** Rows kept earlier hold what this version does not know. */
  readonly hasNewerRows: boolean;
  /** UTC milliseconds by the laptop's own clock, uncorrected. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Looks at signatures of leases; in plain JavaScript where absent. */
  readonly verify?: Verify;
}

/** All that a laptop does with its server, in steps: without timers, so that whoever drives it decides when. */
export interface SyncEngine {
  /**
   * Does the next thing that there is to do, in this order: what the laptop is to the organisation, own operations with
   * their guest lists, the rows of others, their guest lists, leases, the comparison of balances. `failed`: the
   * connection failed. Only one at a time. Rejects when the page does, and can go on after that.
   */
  step(): Promise<'worked' | 'idle' | 'failed'>;
  /** How long to wait before the next step has a chance; undefined when there is nothing to do by itself. */
  waitMs(): number | undefined;
  report(): SyncReport;
  /** Something was heard of the server by another way, maybe that its log has grown. */
  heard(head: LogHead | undefined): void;
  /** The next step asks whether there is more. */
  poll(): void;
  /** Somebody asks, or the network is back: waiting ends, but for what the server demands. */
  hurry(): void;
  /** Sends what was parked once more. */
  retryParked(): void;
}

export function createSyncEngine(surroundings: SyncSurroundings): SyncEngine {
  const { store, page } = surroundings;
  const place: PullPlace = { cursor: startCursor, head: undefined, hinted: 0, isPollDue: true };
  const desk = createDesk(surroundings, place);
  const { contact, identity, keeper, outbox, runner } = desk;
  let isOpen = false;
  let revoked: SyncReport['revoked'];

  /** Goes on where the laptop left off; from the start where page and store do not hold the same rows. */
  async function open(): Promise<void> {
    const { cursor, notes } = await store.open();
    await keeper.open(notes);
    if (cursor.position > 0 && (await page.pulledTo()) === cursor.position) {
      place.cursor = cursor;
    } else {
      await page.forgetPulled();
      await store.reset();
    }
    isOpen = true;
  }

  async function attempt(): ReturnType<typeof runner.step> {
    try {
      return await runner.step();
    } catch (error) {
      // Whatever was not finished is looked at again.
      place.isPollDue = true;
      throw error;
    }
  }

  function noteFailure(failure: Failure): void {
    if (failure.kind !== 'refused' || failure.status !== 401) return;
    const { error, wipe = false } = failure.error;
    revoked = { reason: error === 'revoked' ? 'revoked' : 'unauthorised', wipe };
  }

  return {
    async step() {
      if (revoked !== undefined) return 'idle';
      if (!isOpen) await open();
      const wasOffline = contact.link() === 'offline';
      const result = await attempt();
      if (wasOffline && contact.link() === 'online') identity.lookAgain();
      await keeper.keep();
      if (result === 'worked' || result === 'idle') return result;
      noteFailure(result);
      return 'failed';
    },
    waitMs: () => (revoked === undefined ? runner.waitMs() : undefined),
    report: () => ({ ...reportOf(desk, place, store), ...(revoked === undefined ? {} : { revoked }) }),
    heard(head) {
      contact.alive();
      place.hinted = Math.max(place.hinted, head?.position ?? 0);
      if (isAtHead(place)) keeper.isUpToDate();
    },
    poll() {
      place.isPollDue = true;
    },
    hurry() {
      runner.hurry();
      identity.lookAgain();
      place.isPollDue = true;
    },
    retryParked: outbox.retryParked,
  };
}

type Desk = ReturnType<typeof createDesk>;

/** Everything that works together, and how one part hears of what another has found. */
function createDesk(surroundings: SyncSurroundings, place: PullPlace) {
  const { transport, store, page, membership, now, random, verify } = surroundings;
  let isTooOld = false;
  let hasForgedLease = false;
  let { hasNewerRows } = surroundings;
  const contact = createContact(transport, now);
  const keeper = createNoteKeeper(contact, page, store, now);
  const outbox = createOutbox(page);
  const uploads = createUploads(contact, page);
  const downloads = createDownloads(contact, page, checkUploads);
  const identity = createIdentity(contact, transport, page, membership, outbox.retryParked);
  const leases = createLeases(contact, page, takeHead);
  const balances = createBalanceCheck(contact, page, () =>
    isAtHead(place) && !outbox.isAwaited() ? place.head : undefined,
  );

  function takeHead(head: LogHead): void {
    place.head = head;
  }

  function isForged(row: ServerRow): boolean {
    const isForgery = isForgedLease(row, identity.membership(), verify);
    hasForgedLease ||= isForgery;
    return isForgery;
  }

  function takeRows(rows: readonly PulledRow[]): void {
    outbox.came(rows, rows.at(-1)?.position ?? 0);
    hasNewerRows ||= rows.some(({ newer }) => newer);
    const imports = rows.flatMap(({ operation }) => (operation?.kind === 'importTickets' ? [operation] : []));
    if (imports.length === 0) return;
    downloads.lookAgain();
    checkUploads(imports.flatMap(hashesOf));
  }

  function checkUploads(hashes: readonly Hash[]): void {
    if (mayRecord(identity.membership().role, 'importTickets')) uploads.check(hashes);
  }

  function takePulled({ protocol }: PullReply): void {
    outbox.came([], place.cursor.position);
    isTooOld = false;
    if (isAtHead(place)) keeper.isUpToDate();
    const { serverProtocol } = keeper.notes();
    // A newer server may take what the one before did not.
    if (serverProtocol !== 0 && serverProtocol !== protocol) outbox.retryParked();
    keeper.serverProtocol(protocol);
  }

  const push = createPushLane({
    contact,
    outbox,
    upload: uploads.upload,
    pulledTo: () => place.cursor.position,
    onReply({ head, cloned }) {
      takeHead(head);
      if (cloned) identity.cloned();
    },
  });
  const pull = createPullLane({
    contact,
    page,
    store,
    place,
    isForged,
    onRows: takeRows,
    onReply: takePulled,
    onTooOld: () => (isTooOld = true),
    onStartOver() {
      hasNewerRows = false;
      hasForgedLease = false;
      for (const part of [outbox, uploads, balances]) part.startOver();
      downloads.lookAgain();
    },
  });
  const lanes = [identity.lane, push, pull, downloads.lane, leases.lane, balances.lane, uploads.owed];
  const runner = createLaneRunner(lanes, now, random);
  const found = () => ({ updateNeeded: isTooOld || hasNewerRows, hasForgedLease });
  return { contact, keeper, outbox, downloads, identity, leases, balances, runner, found };
}

function reportOf(desk: Desk, place: PullPlace, store: SyncStore): SyncReport {
  const { contact, keeper, outbox, downloads, identity, leases, balances, found } = desk;
  const { clockOffsetMs, lastContactAt, upToDateAt } = keeper.notes();
  const alarm = balances.alarm();
  const leaseShortage = leases.shortage();
  const storageProblem = store.problem();
  return {
    membership: identity.membership(),
    link: contact.link(),
    toPull: rowsBehind(place),
    upToDateAt,
    lastContactAt,
    listProgress: downloads.progress(),
    parked: outbox.parked(),
    clockOffsetMs,
    clockSkewMs: skewOf(clockOffsetMs),
    ...found(),
    ...(alarm === undefined ? {} : { alarm }),
    ...(leaseShortage === undefined ? {} : { leaseShortage }),
    ...(storageProblem === undefined ? {} : { storageProblem }),
  };
}
