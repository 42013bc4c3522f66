import { useEffect, useRef } from 'react';
import { announce } from './announcer.js';

let cameBack = false;
window.addEventListener('popstate', () => {
  cameBack = true;
});

/**
 * What a browser does when a page is opened, where only the address changes: top, focus, title, said aloud. A page that
 * is still loading is named once it has its heading, and named anew when that changes.
 */
export function useArrival(location: string): void {
  const arrived = useRef(location);
  useEffect(() => {
    let isNew = arrived.current !== location;
    arrived.current = location;
    if (isNew && !cameBack) window.scrollTo(0, 0);
    cameBack = false;
    const look = (): void => {
      const heading = shownHeading();
      if (heading === '') return;
      const title = `${heading} · Order Management`;
      if (document.title !== title) document.title = title;
      if (!isNew) return;
      isNew = false;
      announce(heading);
      focusOnPage();
    };
    look();
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, [location]);
}

/** The heading of the page that is to be seen: the one before stays in the document, hidden, while the next is loaded. */
function shownHeading(): string {
  const headings = [...document.querySelectorAll('#main h1')];
  return headings.find((heading) => heading.checkVisibility())?.textContent ?? '';
}

function focusOnPage(): void {
  const main = document.getElementById('main');
  if (main === null || main.contains(document.activeElement)) return;
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
}
