import { Tabs } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { EventId } from '../shared/ids.ts';
import classes from './app.module.css';
import { BillingPanel } from './billing/billing-panel.tsx';
import { LockedScreen } from './billing/locked-screen.tsx';
import { NoticeBar } from './billing/notice-bar.tsx';
import { useLock } from './billing/use-lock.ts';
import { CreditsChip } from './credits-chip/credits-chip.tsx';
import { CreditsScreen } from './credits/credits-screen.tsx';
import { DoorScreen } from './door/door-screen.tsx';
import { createDoor, type Door } from './door/door-store.ts';
import { doorTones, toneOf } from './door/door-tones.ts';
import { EventsScreen } from './events/events-screen.tsx';
import { ImportScreen } from './import/import-screen.tsx';
import { useLedger } from './ledger/use-ledger.ts';
import { OrganisationPanel } from './organisation/organisation-panel.tsx';
import { RecoveryScreen } from './recovery/recovery-screen.tsx';
import { recoveryNotes, restartNote } from './recovery/recovery-words.ts';
import { UnreadableScreen } from './recovery/unreadable-screen.tsx';
import type { Screen, Session } from './session/session.ts';
import { SettingsScreen } from './settings/settings-screen.tsx';
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
  const { store, ledger, newId } = session;
  const { screen, creditsTab, settings, settingsStored, opening, listId } = useStore(store);
  const event = useLedger(ledger, (each) => each.event()?.record);
  const door = useDoor(session);
  const lock = useLock(ledger);
  const { actor } = settings;
  const timeZone = event?.details.timeZone ?? systemTimeZone();
  const account = { ledger, actor, timeZone };

  function openBilling(): void {
    session.showCredits('billing');
  }

  function lockedNote(what: string) {
    return lock && <LockedNote what={what} onOpenBilling={openBilling} />;
  }

  return (
    <Tabs
      className={classes['app'] ?? ''}
      value={screen}
      onChange={(tab) => (tab === 'credits' && lock !== undefined ? openBilling() : session.show(tab as Screen))}
      keepMounted={false}
    >
      <TopBar eventName={event?.details.name}>
        <CreditsChip
          {...account}
          listId={listId}
          onOpenLedger={() => session.showCredits('ledger')}
          onOpenBilling={openBilling}
        />
      </TopBar>
      {screen !== 'door' && !(screen === 'import' && lock !== undefined) && (
        <NoticeBar ledger={ledger} onOpenBilling={openBilling} />
      )}
      <Tabs.Panel value="door" className={classes['panel'] ?? ''}>
        {door !== undefined && (
          <DoorScreen
            door={door}
            sound={settings.sound}
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
            locked={lock && <LockedScreen {...account} what="Importing guests" />}
            onDone={() => session.show('door')}
          />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="credits" className={classes['panel'] ?? ''}>
        <CreditsScreen
          ledger={ledger}
          timeZone={timeZone}
          tab={creditsTab}
          onTab={session.showCredits}
          billing={<BillingPanel {...account} />}
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
          organisation={<OrganisationPanel {...account} />}
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
          locked={lockedNote('Making events')}
          onOpen={(id) => void openEvent(session, id, 'door')}
          onCreated={(id) => void openEvent(session, id, 'import')}
        />
      </Tabs.Panel>
    </Tabs>
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
