/** What a key does on the door screen. */
export type DoorCommand = 'undo' | 'turn' | 'help' | 'clear' | 'up' | 'down' | 'enter';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The command of a key, wherever the focus is; undefined for a key that has none. */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): DoorCommand | undefined {
  if (altKey || shiftKey) return undefined;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'z' ? 'undo' : undefined;
  switch (key) {
    case 'F1':
      return 'help';
    case 'F2':
      return 'turn';
    case 'Escape':
      return 'clear';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'Enter':
      return 'enter';
    default:
      return undefined;
  }
}

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']);

/** Whether the key does nothing by itself. */
export function isModifier({ key }: Key): boolean {
  return modifiers.has(key);
}

/** Whether the key writes a character. */
export function isCharacter({ key, ctrlKey, metaKey }: Key): boolean {
  return key.length === 1 && !ctrlKey && !metaKey;
}

/** The keys as they are told to people. */
export const keyWords: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['A', '…', 'Z'], 'Search by name, company, order, code, the end of a phone number'],
  [['↑', '↓'], 'Choose among the guests found'],
  [['Enter'], 'Admit (or let out) the guest, or look the code up'],
  [['Esc'], 'Clear the input'],
  [['Ctrl', 'Z'], 'Undo the last check-in or check-out of this laptop'],
  [['F2'], 'Turn between entry and exit'],
  [['F1'], 'Show or hide these keys'],
];
