import { useSyncExternalStore } from 'react';

/** Whether what is on the page is known to be current; `refused`: whoever asks is not let in any more. */
export type Connection = 'live' | 'reconnecting' | 'refused';

/** The ways to the server. One can be down while the other stands. */
export type Way = 'browser' | 'http' | 'socket';

const ways: Record<Way, Connection> = {
  browser: navigator.onLine ? 'live' : 'reconnecting',
  http: 'live',
  socket: 'live',
};
const listeners = new Set<() => void>();

/** Tells every page; the last state stays on the screen whatever happens here. */
export function reportConnection(way: Way, connection: Connection): void {
  if (ways[way] === connection) return;
  ways[way] = connection;
  for (const listener of listeners) listener();
}

// Long before a ping goes unanswered.
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

/** Whether a request that begins now can arrive anywhere, as far as is known. */
export function canArrive(): boolean {
  return ways.browser === 'live' && ways.socket === 'live';
}

/** The state of the connection, for the banner and for pages that hold back while it is down. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, worst);
}
