import { useSyncExternalStore } from 'react';

/** A message about something that continues or ended after its page was left. */
export interface Notice {
  readonly text: string;
  readonly tone: 'idle' | 'wait' | 'done' | 'bad';
  readonly link?: { readonly href: string; readonly text: string };
}

export interface KeptNotice extends Notice {
  readonly key: string;
}

const most = 4;
let notices: readonly KeptNotice[] = [];
const listeners = new Set<() => void>();

function show(next: readonly KeptNotice[]): void {
  notices = next.slice(-most);
  for (const listener of listeners) listener();
}

/** Shows a notice, and replaces one with the same key. */
export function notify(key: string, notice: Notice): void {
  const kept = { key, ...notice };
  const isThere = notices.some((other) => other.key === key);
  show(isThere ? notices.map((other) => (other.key === key ? kept : other)) : [...notices, kept]);
}

export function dismiss(key: string): void {
  show(notices.filter((notice) => notice.key !== key));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The notices that are not dismissed. */
export function useNotices(): readonly KeptNotice[] {
  return useSyncExternalStore(subscribe, () => notices);
}
