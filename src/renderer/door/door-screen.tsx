import { Button, Tooltip } from '@mantine/core';
import { IconKeyboard, IconUpload } from '@tabler/icons-react';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ListId } from '../../shared/ids.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { DirectionSwitch } from './direction-switch.tsx';
import classes from './door-screen.module.css';
import type { Door } from './door-store.ts';
import { KeysHelp } from './keys-help.tsx';
import { LastScansStrip } from './last-scans-strip.tsx';
import { panelContent } from './panel-content.ts';
import { ScanField } from './scan-field.tsx';
import { StatusBar } from './status-bar.tsx';
import { useDoorKeys } from './use-door-keys.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { VerdictPanel } from './verdict-panel.tsx';

interface DoorScreenProps {
  readonly door: Door;
  readonly sound: boolean;
  /** What the status bar says of other laptops. */
  readonly connection: ReactNode;
  /** Whether this laptop tells what things cost. */
  readonly showsCredits: boolean;
  readonly onChooseList: (id: ListId) => void;
  readonly onSound: (sound: boolean) => void;
  /** Leads to where guests come from. */
  readonly onImport: () => void;
}

/** The screen at the door: scan or type, see the answer, take it back. Nothing stands between two scans. */
export function DoorScreen(props: DoorScreenProps) {
  const { door, sound, connection, showsCredits, onChooseList, onSound, onImport } = props;
  const inputRef = useRef<HTMLInputElement>(null);
  const [showsHelp, setShowsHelp] = useState(false);
  const toggleHelp = useCallback(() => setShowsHelp((shows) => !shows), []);
  const direction = useStore(door.store, (state) => state.direction);
  useDoorKeys(door, inputRef, toggleHelp);
  useKeptFocus(inputRef);
  return (
    <section className={classes['screen']} aria-label="Door" data-direction={direction}>
      <div className={classes['input']}>
        <DirectionSwitch direction={direction} onTurn={door.turn} />
        <ScanField door={door} inputRef={inputRef} />
        <Tooltip label="F1">
          <Button
            className={classes['help'] ?? ''}
            variant="default"
            leftSection={<IconKeyboard aria-hidden />}
            aria-expanded={showsHelp}
            onClick={toggleHelp}
          >
            Keys
          </Button>
        </Tooltip>
      </div>
      <div className={classes['stage']}>
        <Answer door={door} showsCredits={showsCredits} onImport={onImport} />
        <LastScansStrip door={door} />
        {showsHelp && <KeysHelp onClose={toggleHelp} />}
      </div>
      <StatusBar door={door} sound={sound} connection={connection} onChooseList={onChooseList} onSound={onSound} />
    </section>
  );
}

function Answer({ door, showsCredits, onImport }: Pick<DoorScreenProps, 'door' | 'showsCredits' | 'onImport'>) {
  const { ledger, place } = door;
  const { shown, shownTimes, direction } = useStore(door.store);
  const event = useLedger(ledger, (each) => each.event());
  const guests = useLedger(ledger, (each) => each.event()?.tickets.size ?? 0);
  if (event === undefined) return null;
  const { timeZone } = event.record.details;
  const listName = event.record.lists.get(place.listId)?.name ?? '';
  const content = panelContent(shown, { direction, listName, timeZone, ledger: ledger.books.credits, showsCredits });
  if (guests > 0 || shown.kind !== 'ready') return <VerdictPanel content={content} times={shownTimes} />;
  return (
    <VerdictPanel
      content={{ ...content, word: 'No guests yet', reason: 'Import a guest list first.' }}
      times={shownTimes}
    >
      <Button mt="md" size="lg" leftSection={<IconUpload aria-hidden />} onClick={onImport}>
        Import a guest list
      </Button>
    </VerdictPanel>
  );
}
