import type { RefObject } from 'react';
import { useLayoutEffect, useRef } from 'react';

/** When a focused element is removed, moves the focus to the link in its neighbour, or else to the page. */
export function useFocusHandover<TElement extends HTMLElement>(): RefObject<TElement | null> {
  const element = useRef<TElement>(null);
  useLayoutEffect(() => {
    const leaving = element.current;
    return () => {
      if (!leaving?.contains(document.activeElement)) return;
      const neighbour = leaving.nextElementSibling ?? leaving.previousElementSibling;
      // After the removal: before it, the page is incomplete and the focus would be lost again.
      queueMicrotask(() => focusOn(neighbour?.querySelector<HTMLElement>('a[href]') ?? null));
    };
  }, []);
  return element;
}

function focusOn(link: HTMLElement | null): void {
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  if (link?.isConnected) {
    link.focus({ preventScroll: true });
    return;
  }
  const main = document.getElementById('main');
  if (main === null) return;
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
}
