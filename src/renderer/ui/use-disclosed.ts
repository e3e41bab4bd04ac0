import { type RefObject, useEffect, useRef, useState } from 'react';

const openDelayMs = 150;
const closeDelayMs = 250;

/** `hovered` ends when the pointer leaves; `pinned` stays until it is closed. */
type Disclosed = 'no' | 'hovered' | 'pinned';

interface Disclosure {
  readonly isOpen: boolean;
  readonly onEnter: (event: Pick<PointerEvent, 'pointerType'>) => void;
  readonly onLeave: () => void;
  readonly toggle: () => void;
  readonly close: () => void;
}

/**
 * What opens by hovering over it and stays by a click or Enter. It never takes the focus, and gives way: Esc closes it
 * and does nothing else, and so does typing or scanning anywhere outside of it, which goes where it was meant to.
 */
export function useDisclosed(area: RefObject<HTMLElement | null>): Disclosure {
  const [disclosed, setDisclosed] = useState<Disclosed>('no');
  const delay = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOpen = disclosed !== 'no';

  useEffect(() => () => clearTimeout(delay.current), []);

  useEffect(() => {
    if (!isOpen) return undefined;
    function giveWay(event: KeyboardEvent): void {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
      } else if (event.target instanceof Node && area.current?.contains(event.target) === true) return;
      clearTimeout(delay.current);
      setDisclosed('no');
    }
    // Before the screen's own keys: Esc means this, as long as it is open.
    window.addEventListener('keydown', giveWay, true);
    return () => window.removeEventListener('keydown', giveWay, true);
  }, [isOpen, area]);

  function setSoon(next: (now: Disclosed) => Disclosed, delayMs: number): void {
    clearTimeout(delay.current);
    delay.current = setTimeout(() => setDisclosed(next), delayMs);
  }

  function setNow(next: (now: Disclosed) => Disclosed): void {
    clearTimeout(delay.current);
    setDisclosed(next);
  }

  return {
    isOpen,
    onEnter({ pointerType }) {
      if (pointerType === 'mouse') setSoon((now) => (now === 'no' ? 'hovered' : now), openDelayMs);
    },
    onLeave: () => setSoon((now) => (now === 'hovered' ? 'no' : now), closeDelayMs),
    toggle: () => setNow((now) => (now === 'pinned' ? 'no' : 'pinned')),
    close: () => setNow(() => 'no'),
  };
}
