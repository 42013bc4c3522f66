import { useSyncExternalStore } from 'react';

/** Whether the page is known to be current; `refused`: the user is no longer authenticated. */
export type Connection = 'live' | 'reconnecting' | 'refused';

/** The connections to the server; one can be down while the other is up. */
export type Way = 'browser' | 'http' | 'socket';

const ways: Record<Way, Connection> = {
  browser: navigator.onLine ? 'live' : 'reconnecting',
  http: 'live',
  socket: 'live',
};
const listeners = new Set<() => void>();

/** Notifies all pages; they keep showing the last state. */
export function reportConnection(way: Way, connection: Connection): void {
  if (ways[way] === connection) return;
  ways[way] = connection;
  for (const listener of listeners) listener();
}

// Much sooner than an unanswered ping shows it.
window.addEventListener('offline', () => reportConnection('browser', 'reconnecting'));
window.addEventListener('online', () => reportConnection('browser', 'live'));

function worst(): Connection {
  const all = Object.values(ways);
  return all.find((way) => way === 'refused') ?? all.find((way) => way === 'reconnecting') ?? 'live';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a request sent now can arrive, as far as is known. */
export function canArrive(): boolean {
  return ways.browser === 'live' && ways.socket === 'live';
}

/** The state of the connection, for the banner and for pages that pause while it is down. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, worst);
}
