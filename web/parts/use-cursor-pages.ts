import { useState } from 'react';

export interface CursorPages {
  /** The cursor this page begins after; null on the first. */
  readonly after: string | null;
  readonly page: number;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
  readonly first: () => void;
}

/** The position in a list, as the cursors that led there; another list (key) starts at its first page. */
export function useCursorPages(key: string): CursorPages {
  const [trail, setTrail] = useState<{ readonly key: string; readonly cursors: readonly string[] }>({
    key,
    cursors: [],
  });
  const cursors = trail.key === key ? trail.cursors : [];
  const go = (next: readonly string[]): void => setTrail({ key, cursors: next });
  return {
    after: cursors.at(-1) ?? null,
    page: cursors.length + 1,
    next: (cursor) => go([...cursors, cursor]),
    previous: () => go(cursors.slice(0, -1)),
    first: () => go([]),
  };
}
