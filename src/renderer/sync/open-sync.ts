import * as v from 'valibot';
import { createStore } from 'zustand/vanilla';
import type { BridgeReply, Enrolment } from '../../shared/bridge.ts';
import { leasesOf } from '../../shared/credit/lease.ts';
import type { DeviceId } from '../../shared/ids.ts';
import { mayRecord } from '../../shared/role.ts';
import { type Membership, membershipSchema } from '../../shared/wire.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { CallMain } from '../ledger/main-process.ts';
import { pageOf } from './ledger-page.ts';
import type { EnrolOutcome, SyncHandle, SyncState } from './sync-handle.ts';
import type { KeptMembership } from './sync-page.ts';
import type { SyncReport } from './sync-report.ts';
import type { SyncCaller, SyncService } from './sync-service.ts';
import { type KeptLog, serverLogLines } from './sync-store.ts';

export interface SyncSurroundings {
  readonly ledger: Ledger;
  readonly callMain: CallMain;
  readonly service: SyncService;
  /** As it was when the app was last closed; null where the laptop works alone. */
  readonly enrolment: Enrolment | null;
  /** What the ledger was opened with. */
  readonly kept: KeptLog | undefined;
  readonly reportError: (error: unknown) => void;
}

/** How long leaving waits for what has not been sent. */
const farewellMs = 5_000;

/** Joins ledger, server and key store, and starts to sync where the laptop is enrolled. */
export async function openSync(surroundings: SyncSurroundings): Promise<SyncHandle> {
  const { ledger, callMain, service, reportError } = surroundings;
  const store = createStore<SyncState>(() => ({ kind: 'alone' }));
  let enrolment: Enrolment | undefined;
  let tokenKept: BridgeReply<'enrolment.write'>['kept'] = 'until-closed';
  let organisation = surroundings.kept?.organisation;
  let memory: KeptLog | undefined = surroundings.kept;
  let isWakeDue = false;

  function show(report: SyncReport): void {
    if (enrolment === undefined) return;
    const unsent = ledger.server.countUnsent();
    store.setState({ kind: 'enrolled', ...report, server: enrolment.server, tokenKept, unsent }, true);
  }

  async function keepMembership({ token, ...learned }: KeptMembership): Promise<void> {
    if (enrolment === undefined) return;
    enrolment = { ...enrolment, membership: learned, ...(token === undefined ? {} : { token }) };
    ledger.server.setRole(learned.role);
    ({ kept: tokenKept } = await callMain('enrolment.write', enrolment));
  }

  async function begin(next: Enrolment): Promise<void> {
    enrolment = next;
    organisation = next.membership.organisation.id;
    ({ kept: tokenKept } = await callMain('enrolment.write', next));
    ledger.server.setRole(next.membership.role);
    const caller: SyncCaller = {
      ...pageOf({ ledger, callMain, keepMembership }),
      serverLog: serverLogLines(callMain),
      onReport: show,
      onError: (message) => reportError(new Error(message)),
    };
    const known = memory?.organisation === organisation ? memory : undefined;
    const hasNewerRows = known?.rows.some(({ newer }) => newer) ?? false;
    // It holds once: afterwards the worker alone knows how far it is.
    memory = undefined;
    await service.start(
      { ...next, memory: known && { cursor: known.cursor, notes: known.notes }, hasNewerRows },
      caller,
    );
  }

  /** The worker looks for itself what has changed; many changes at once are one. */
  function wake(): void {
    if (enrolment === undefined || isWakeDue) return;
    isWakeDue = true;
    queueMicrotask(() => {
      isWakeDue = false;
      const state = store.getState();
      const unsent = ledger.server.countUnsent();
      if (state.kind === 'enrolled' && state.unsent !== unsent) store.setState({ unsent });
      service.wake().catch(reportError);
    });
  }
  ledger.subscribe(wake);

  /** Lets what has not been sent go first, as far as the server is there. */
  async function sayFarewell({ name }: Membership): Promise<void> {
    const held = leasesOf(ledger.books.credits).filter(
      ({ holder, state }) => holder === ledger.device && state === 'open',
    );
    const intents = held.map(({ lease }) => ({ kind: 'returnLease' as const, lease }));
    if (intents.length > 0) await ledger.act(name, () => ({ intents, outcome: undefined }));
    const state = store.getState();
    if (state.kind !== 'enrolled' || state.link !== 'online' || state.revoked !== undefined) return;
    await service.hurry();
    await untilSent(store, farewellMs);
  }

  if (surroundings.enrolment !== null) await begin(surroundings.enrolment);

  return {
    store,
    async enrol({ server, code }, name): Promise<EnrolOutcome> {
      const { device } = ledger;
      const formerDevices = formerNames(ledger);
      const request = { code, device, formerDevices: [...formerDevices], ...(name === undefined ? {} : { name }) };
      const answer = await service.enrol(server, request);
      if (answer.kind !== 'ok') return answer;
      const { token } = answer.value;
      const membership = v.parse(membershipSchema, answer.value);
      if (membership.organisation.id !== organisation && !mayBringIn(ledger, membership)) {
        await service.signOut(server, token);
        return { kind: 'must-be-owner' };
      }
      await begin({ server, membership, token });
      return { kind: 'enrolled', membership };
    },
    async leave() {
      if (enrolment === undefined) return;
      const { server, token, membership } = enrolment;
      await sayFarewell(membership);
      enrolment = undefined;
      await service.stop();
      await service.signOut(server, token);
      await callMain('enrolment.clear');
      ledger.server.setRole(undefined);
      store.setState({ kind: 'alone' }, true);
    },
    syncNow: () => void service.hurry().catch(reportError),
    retryParked: () => void service.retryParked().catch(reportError),
    request: async (route, request) => service.call(route, request),
    unsent: async () => ledger.server.unsent(0, Infinity),
  };
}

/** Under which names the laptop has recorded before. */
function formerNames(ledger: Ledger): readonly DeviceId[] {
  const names = new Set(ledger.server.unsent(0, Infinity).map(({ operation }) => operation.at.device));
  names.delete(ledger.device);
  return [...names];
}

/** What a laptop has recorded alone becomes the organisation's: every operation has to be one that the role may record. */
function mayBringIn(ledger: Ledger, { role }: Membership): boolean {
  return ledger.server.unsent(0, Infinity).every(({ operation }) => mayRecord(role, operation.kind));
}

function untilSent(store: SyncHandle['store'], ms: number): Promise<void> {
  return new Promise((resolve) => {
    const isDone = (state: SyncState): boolean =>
      state.kind !== 'enrolled' || state.unsent === 0 || state.link !== 'online' || state.revoked !== undefined;
    const end = (): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const unsubscribe = store.subscribe((state) => {
      if (isDone(state)) end();
    });
    if (isDone(store.getState())) end();
  });
}
