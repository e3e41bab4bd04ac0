import { ActionIcon, Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconScan, IconX } from '@tabler/icons-react';
import { type RefObject, useId } from 'react';
import { useStore } from 'zustand';
import type { TicketId } from '../../shared/ids.ts';
import { CandidateList, candidateId } from './candidate-list.tsx';
import type { Door } from './door-store.ts';
import classes from './scan-field.module.css';

interface ScanFieldProps {
  readonly door: Door;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** What the input is to screen readers. */
const comboboxRole = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox' } as const;

/** The one input of the door: for typing and for scanners that type. Its keys are handled for the whole screen. */
export function ScanField({ door, inputRef }: ScanFieldProps) {
  const { text, candidates, highlighted, hint } = useStore(door.store);
  const listId = useId();
  const isOpen = (candidates !== undefined && candidates.ids.length > 0) || hint !== undefined;
  const combobox = useCombobox({ opened: isOpen });
  return (
    <Combobox store={combobox} onOptionSubmit={(id) => void door.pick(id as TicketId)}>
      <div className={classes['field']}>
        <TextInput
          {...comboboxRole}
          ref={inputRef}
          classNames={{ input: classes['input'] ?? '', section: classes['section'] ?? '' }}
          value={text}
          onChange={(event) => door.type(event.currentTarget.value)}
          placeholder="Scan, or type a name, an order or a code"
          leftSection={<IconScan aria-hidden />}
          rightSection={
            text !== '' && (
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Clear" tabIndex={-1} onClick={door.clear}>
                <IconX />
              </ActionIcon>
            )
          }
          aria-label="Scan or search"
          aria-expanded={isOpen}
          aria-controls={listId}
          {...(highlighted === -1 ? {} : { 'aria-activedescendant': candidateId(listId, highlighted) })}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
        />
        {isOpen && (
          <CandidateList door={door} listId={listId} candidates={candidates} highlighted={highlighted} hint={hint} />
        )}
      </div>
    </Combobox>
  );
}
