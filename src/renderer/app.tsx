import { Tabs } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { EventId } from '../shared/ids.ts';
import type { Role } from '../shared/role.ts';
import classes from './app.module.css';
import { BillingPanel } from './billing/billing-panel.tsx';
import { LockedScreen } from './billing/locked-screen.tsx';
import { NoticeBar } from './billing/notice-bar.tsx';
import { useLock } from './billing/use-lock.ts';
import { ConnectionSections, SignedOutBanner } from './connection-sections.tsx';
import { ConflictsBadge } from './conflicts/conflicts-badge.tsx';
import { ConflictsScreen } from './conflicts/conflicts-screen.tsx';
import { createInboxReader } from './conflicts/inbox-reader.ts';
import { CreditsChip } from './credits-chip/credits-chip.tsx';
import { CreditsScreen } from './credits/credits-screen.tsx';
import { DoorScreen } from './door/door-screen.tsx';
import { createDoor, type Door } from './door/door-store.ts';
import { doorTones, toneOf } from './door/door-tones.ts';
import { EventsScreen } from './events/events-screen.tsx';
import { goToSection, type sections } from './go-to-section.ts';
import { ImportScreen } from './import/import-screen.tsx';
import { useLedger } from './ledger/use-ledger.ts';
import { LeasesSection } from './organisation/leases-section.tsx';
import { OrganisationPanel } from './organisation/organisation-panel.tsx';
import { permissionsOf } from './permissions.ts';
import { RecoveryScreen } from './recovery/recovery-screen.tsx';
import { recoveryNotes, restartNote } from './recovery/recovery-words.ts';
import { UnreadableScreen } from './recovery/unreadable-screen.tsx';
import type { Screen, Session } from './session/session.ts';
import type { SyncHandle } from './sync/sync-handle.ts';
import { SettingsScreen } from './settings/settings-screen.tsx';
import { SyncChip } from './sync-chip/sync-chip.tsx';
import { AloneLine, SyncLine } from './sync-chip/sync-line.tsx';
import { TopBar } from './top-bar.tsx';
import { LockedNote } from './ui/locked-note.tsx';
import { playNotes } from './ui/play-notes.ts';
import { systemTimeZone } from './ui/time-zones.ts';
import { WhatIfPanel } from './what-if/what-if-panel.tsx';

/** The whole app once its ledger is open. What was put right at the start is said before anybody can be admitted. */
export function App({ session }: { readonly session: Session }) {
  const { recovery } = session.ledger;
  const notes = useMemo(() => recoveryNotes(recovery), [recovery]);
  const [isRead, setRead] = useState(notes.length === 0);
  const unreadable = useStore(session.store, (state) => state.unreadable);
  useEffect(() => {
    const message = restartNote(recovery);
    if (message !== undefined) notifications.show({ message });
  }, [recovery]);

  if (!isRead) return <RecoveryScreen notes={notes} onContinue={() => setRead(true)} />;
  if (unreadable === 0) return <Screens session={session} />;
  function goOn(to: 'door' | 'import'): void {
    session.acknowledgeUnreadable();
    session.show(to);
  }
  return <UnreadableScreen count={unreadable} onImport={() => goOn('import')} onContinue={() => goOn('door')} />;
}

function Screens({ session }: { readonly session: Session }) {
  const { store, ledger, newId, now, sync } = session;
  const { creditsTab, settings, settingsStored, opening, listId, ...shown } = useStore(store);
  const role = useRole(sync);
  const permissions = useMemo(() => permissionsOf(role), [role]);
  const screen = permissions.screens.has(shown.screen) ? shown.screen : 'events';
  const event = useLedger(ledger, (each) => each.event()?.record);
  const door = useDoor(session);
  const lock = useLock(ledger);
  const [readInbox] = useState(createInboxReader);
  const { actor } = settings;
  const timeZone = event?.details.timeZone ?? systemTimeZone();
  const account = { ledger, actor, timeZone };
  const { seesCredits, mayBuy, maySettleConflicts, mayDefineLists, mayCreateEvents } = permissions;

  function openBilling(): void {
    session.showCredits('billing');
  }

  function openSettings(section: keyof typeof sections): void {
    session.show('settings');
    goToSection(section);
  }

  function lockedNote(what: string) {
    return lock && <LockedNote what={what} onOpenBilling={seesCredits ? openBilling : undefined} />;
  }

  return (
    <Tabs
      className={classes['app'] ?? ''}
      value={screen}
      onChange={(tab) => (tab === 'credits' && lock !== undefined ? openBilling() : session.show(tab as Screen))}
      keepMounted={false}
    >
      <TopBar
        eventName={event?.details.name}
        screens={permissions.screens}
        conflictsBadge={<ConflictsBadge ledger={ledger} readInbox={readInbox} />}
      >
        {sync !== undefined && (
          <SyncChip
            {...{ ledger, sync, timeZone, now }}
            onOpenParked={() => openSettings('parked')}
            onOpenConnection={() => openSettings('connection')}
          />
        )}
        {seesCredits && (
          <CreditsChip
            {...account}
            listId={listId}
            onOpenLedger={() => session.showCredits('ledger')}
            onOpenBilling={openBilling}
          />
        )}
      </TopBar>
      {sync !== undefined && <SignedOutBanner session={session} sync={sync} timeZone={timeZone} />}
      {seesCredits && screen !== 'door' && !(screen === 'import' && lock !== undefined) && (
        <NoticeBar ledger={ledger} onOpenBilling={openBilling} />
      )}
      <Tabs.Panel value="door" className={classes['panel'] ?? ''}>
        {door !== undefined && (
          <DoorScreen
            door={door}
            sound={settings.sound}
            showsCredits={seesCredits}
            connection={sync === undefined ? <AloneLine /> : <SyncLine {...{ sync, timeZone, now }} />}
            onChooseList={session.chooseList}
            onSound={(sound) => void session.changeSettings({ sound })}
            onImport={() => session.show('import')}
          />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="import" className={classes['panel'] ?? ''}>
        {event !== undefined && door !== undefined && (
          <ImportScreen
            key={event.details.id}
            ledger={ledger}
            event={event}
            place={{ listId: door.place.listId, actor }}
            locked={
              lock &&
              (seesCredits ? <LockedScreen {...account} mayBuy={mayBuy} what={importing} /> : lockedNote(importing))
            }
            onDone={() => session.show('door')}
          />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="conflicts" className={classes['panel'] ?? ''}>
        {event !== undefined && (
          <ConflictsScreen
            key={event.details.id}
            {...account}
            readInbox={readInbox}
            maySettle={maySettleConflicts}
            showsCredits={seesCredits}
          />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="credits" className={classes['panel'] ?? ''}>
        <CreditsScreen
          ledger={ledger}
          timeZone={timeZone}
          tab={creditsTab}
          onTab={session.showCredits}
          billing={<BillingPanel {...account} mayBuy={mayBuy} />}
          whatIf={<WhatIfPanel ledger={ledger} timeZone={timeZone} />}
        />
      </Tabs.Panel>
      <Tabs.Panel value="settings" className={classes['panel'] ?? ''}>
        <SettingsScreen
          ledger={ledger}
          settings={settings}
          settingsStored={settingsStored}
          about={session.about}
          newId={newId}
          connection={
            sync && <ConnectionSections session={session} sync={sync} permissions={permissions} timeZone={timeZone} />
          }
          organisation={
            permissions.maySetBillingContact && (
              <OrganisationPanel
                {...account}
                mayAgree={permissions.mayAgree}
                maySetBillingContact
                leases={
                  sync !== undefined &&
                  role !== undefined && (
                    <LeasesSection {...account} request={sync.request} mayWriteOff={permissions.mayWriteOffLeases} />
                  )
                }
              />
            )
          }
          mayDefineLists={mayDefineLists}
          locked={lockedNote('Changing check-in lists')}
          onChange={(change) => void session.changeSettings(change)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="events" className={classes['panel'] ?? ''}>
        <EventsScreen
          ledger={ledger}
          actor={actor}
          newId={newId}
          opening={opening}
          mayCreate={mayCreateEvents}
          locked={lockedNote('Making events')}
          onOpen={(id) => void openEvent(session, id, 'door')}
          onCreated={(id) => void openEvent(session, id, 'import')}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

const importing = 'Importing guests';

/** What this laptop is to its organisation; undefined where it works alone. */
function useRole(sync: SyncHandle | undefined): Role | undefined {
  return useSyncExternalStore(
    (listener) => sync?.store.subscribe(listener) ?? (() => undefined),
    () => {
      const state = sync?.store.getState();
      return state?.kind === 'enrolled' ? state.membership.role : undefined;
    },
  );
}

async function openEvent(session: Session, id: EventId, screen: Screen): Promise<void> {
  try {
    await session.openEvent(id);
    session.show(screen);
  } catch (error) {
    session.reportError(error);
    const message = 'Restart Admit and try again.';
    notifications.show({ color: 'red', title: 'The event could not be opened', message });
  }
}

/** The door at the list chosen; it keeps its last verdict while another screen is shown. */
function useDoor({ store, ledger, search, now, reportError }: Session): Door | undefined {
  const { gate, actor } = useStore(store, ({ settings }) => settings);
  const listId = useStore(store, (state) => state.listId);
  const record = useLedger(ledger, (each) => each.event()?.record);
  return useMemo(() => {
    if (record === undefined || listId === undefined || !record.lists.has(listId)) return undefined;
    return createDoor({
      ledger,
      place: { eventId: record.details.id, listId, gate, actor },
      find: async (text, limit) => search.find(text, limit),
      findElsewhere: async (keys) => search.findElsewhere(keys),
      now,
      reportError,
      onShown(shown) {
        const tone = toneOf(shown);
        if (tone !== undefined && store.getState().settings.sound) playNotes(doorTones[tone]);
      },
    });
  }, [store, ledger, search, now, reportError, record, listId, gate, actor]);
}
