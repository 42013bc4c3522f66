import { useSyncExternalStore } from 'react';

let spoken = '';
const listeners = new Set<() => void>();

/** Announces something to screen readers once, after their current speech. */
export function announce(text: string): void {
  // Repeated words are spoken only if the region changes.
  spoken = text === spoken ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The region that screen readers listen to; one for the whole app. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => spoken);
  return (
    <div className="hidden-visually" aria-live="polite" aria-atomic="true" data-testid="announcer">
      {text}
    </div>
  );
}
