import { useEffect, useRef } from 'react';
import { announce } from './announcer.js';

// A page that is loaded on the way has its heading a moment later.
const settled = 200;

let cameBack = false;
window.addEventListener('popstate', () => {
  cameBack = true;
});

/** What a browser does when a page is opened, where only the address changes: top, focus, title, said aloud. */
export function useArrival(location: string): void {
  const arrived = useRef(location);
  useEffect(() => {
    const moved = arrived.current !== location;
    arrived.current = location;
    if (moved && !cameBack) window.scrollTo(0, 0);
    cameBack = false;
    const timer = setTimeout(() => {
      const heading = document.querySelector('h1')?.textContent ?? '';
      document.title = heading === '' ? 'Order Management' : `${heading} · Order Management`;
      if (!moved) return;
      announce(heading);
      const main = document.getElementById('main');
      if (main === null || main.contains(document.activeElement)) return;
      main.tabIndex = -1;
      main.focus({ preventScroll: true });
    }, settled);
    return () => clearTimeout(timer);
  }, [location]);
}
