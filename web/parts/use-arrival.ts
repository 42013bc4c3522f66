import { useEffect, useRef } from 'react';
import { announce } from './announcer.js';

let cameBack = false;
window.addEventListener('popstate', () => {
  cameBack = true;
});

/**
 * Does what a browser does on a page load when only the address changes: scrolls up, moves the focus, sets the title and
 * announces it; and leads to the part of the page that the address names. A page that is still loading gets its title with
 * its heading, and again when that changes.
 */
export function useArrival(location: string): void {
  const arrived = useRef(location);
  useEffect(() => {
    let isNew = arrived.current !== location;
    arrived.current = location;
    // An address with a part of a page leads there.
    if (isNew && !cameBack && window.location.hash === '') window.scrollTo(0, 0);
    cameBack = false;
    let part = window.location.hash.slice(1);
    const look = (): void => {
      const heading = shownHeading();
      if (heading === '') return;
      const title = `${heading} · Order Management`;
      if (document.title !== title) document.title = title;
      if (part !== '' && focusOnPart(part)) part = '';
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

/** The heading of the visible page: the previous one stays in the document, hidden, while the next loads. */
function shownHeading(): string {
  const headings = [...document.querySelectorAll('#main h1')];
  return headings.find((heading) => heading.checkVisibility())?.textContent ?? '';
}

/** Scrolls to a part of the page as a browser does on a page load; returns whether the part exists yet. */
function focusOnPart(id: string): boolean {
  const part = document.getElementById(id);
  if (part === null || !part.checkVisibility()) return false;
  part.scrollIntoView();
  part.focus({ preventScroll: true });
  return true;
}

function focusOnPage(): void {
  const main = document.getElementById('main');
  if (main === null || main.contains(document.activeElement)) return;
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
}
