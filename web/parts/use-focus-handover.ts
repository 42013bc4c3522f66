import type { RefObject } from 'react';
import { useLayoutEffect, useRef } from 'react';

/** When an element that has the focus goes, its neighbour in the list gets it: the link in it, or else the page. */
export function useFocusHandover<TElement extends HTMLElement>(): RefObject<TElement | null> {
  const element = useRef<TElement>(null);
  useLayoutEffect(() => {
    const leaving = element.current;
    return () => {
      if (!leaving?.contains(document.activeElement)) return;
      const neighbour = leaving.nextElementSibling ?? leaving.previousElementSibling;
      // After the element is gone: until then the focus would be taken back from a page that isn't complete.
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
