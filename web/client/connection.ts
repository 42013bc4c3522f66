import { useSyncExternalStore } from 'react';

/** Whether what is on the page is known to be current. */
export type Connection = 'live' | 'reconnecting' | 'refused';

let connection: Connection = 'live';
const listeners = new Set<() => void>();

/** Tells every page; the last state stays on the screen whatever happens here. */
export function reportConnection(next: Connection): void {
  if (next === connection) return;
  connection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The state of the connection, for the banner and for pages that hold back while it is down. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection);
}
