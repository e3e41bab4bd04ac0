import { useStore } from 'zustand';
import { calendarDay } from '../shared/calendar.ts';
import type { EnrolLink } from '../shared/enrol-link.ts';
import { sections } from './go-to-section.ts';
import { HubPanel } from './hub/hub-panel.tsx';
import { reachableAddresses, useHub } from './hub/use-hub.ts';
import { ConnectPanel } from './laptops/connect-panel.tsx';
import { enrolProblem } from './laptops/enrol-problem.ts';
import { EnrolledPanel } from './laptops/enrolled-panel.tsx';
import { FleetPanel } from './laptops/fleet-panel.tsx';
import { RevokedBanner } from './laptops/revoked-banner.tsx';
import type { SaveUnsent } from './laptops/save-unsent.tsx';
import { useLedger } from './ledger/use-ledger.ts';
import { ParkedPanel } from './parked/parked-panel.tsx';
import type { Permissions } from './permissions.ts';
import type { Session } from './session/session.ts';
import type { Enrolled, SyncHandle } from './sync/sync-handle.ts';

interface ConnectionProps {
  readonly session: Session;
  readonly sync: SyncHandle;
  readonly permissions: Permissions;
  readonly timeZone: string;
}

/** The part of the settings that is about other laptops: connecting, who is connected, what was set aside, the hub. */
export function ConnectionSections(props: ConnectionProps) {
  const { session, sync, permissions, timeZone } = props;
  const state = useStore(sync.store);
  const hub = useHub(session.callMain);

  async function join(link: EnrolLink): Promise<string | undefined> {
    return enrolProblem(await sync.enrol(link, undefined));
  }

  return (
    <>
      {state.kind === 'alone' ? (
        <ConnectPanel proposed={session.about.enrolLink} onConnect={sync.enrol} />
      ) : (
        <EnrolledSections {...props} enrolled={state} addresses={reachableAddresses(state.server, hub.status)} />
      )}
      {permissions.mayRunHub && (
        <HubPanel
          hub={hub}
          organisation={state.kind === 'alone' ? undefined : state.membership.organisation.name}
          timeZone={timeZone}
          now={session.now}
          onJoin={join}
        />
      )}
    </>
  );
}

interface EnrolledProps extends ConnectionProps {
  readonly enrolled: Enrolled;
  readonly addresses: readonly string[];
}

function EnrolledSections({ session, sync, permissions, timeZone, enrolled, addresses }: EnrolledProps) {
  const { ledger, now } = session;
  const { mayManageLaptops } = permissions;
  const { device, role } = enrolled.membership;
  const known = useLedger(ledger, (each) => each.books.events);
  const events = new Map([...known.values()].map(({ details: { id, name } }) => [id, name]));
  return (
    <>
      <div id={sections.connection} tabIndex={-1}>
        <EnrolledPanel
          enrolled={enrolled}
          timeZone={timeZone}
          now={now}
          save={saving(session, sync, timeZone)}
          onSyncNow={sync.syncNow}
          onDisconnect={sync.leave}
        />
      </div>
      {mayManageLaptops && (
        <FleetPanel
          request={sync.request}
          device={device}
          role={role}
          addresses={addresses}
          events={events}
          timeZone={timeZone}
          now={now}
        />
      )}
      <div id={sections.parked} tabIndex={-1}>
        <ParkedPanel
          parked={enrolled.parked}
          onRetryAll={sync.retryParked}
          request={mayManageLaptops ? sync.request : undefined}
          timeZone={timeZone}
          now={now}
        />
      </div>
    </>
  );
}

/** Says on every screen that an organiser has signed this laptop out; nothing while none has. */
export function SignedOutBanner({ session, sync, timeZone }: Omit<ConnectionProps, 'permissions'>) {
  const revoked = useStore(sync.store, (state) => (state.kind === 'enrolled' ? state.revoked : undefined));
  const unsent = useStore(sync.store, (state) => (state.kind === 'enrolled' ? state.unsent : 0));
  if (revoked === undefined) return null;
  return (
    <RevokedBanner
      revoked={revoked}
      unsent={unsent}
      save={saving(session, sync, timeZone)}
      onWipe={async () => session.callMain('data.wipe')}
    />
  );
}

function saving({ ledger, now }: Session, sync: SyncHandle, timeZone: string): SaveUnsent {
  return {
    async read() {
      const state = sync.store.getState();
      const deviceName = state.kind === 'enrolled' ? state.membership.name : '';
      return { device: ledger.device, deviceName, savedAt: now(), operations: [...(await sync.unsent())] };
    },
    day: () => calendarDay(now(), timeZone),
  };
}
