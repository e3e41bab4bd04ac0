import { type RefObject, useEffect, useRef } from 'react';

/** Puts the focus on one element of a screen when the screen comes up: what a hurried Enter is meant for. */
export function useInitialFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
