import { useEffect, useState } from 'react';

interface Identified {
  readonly id: string;
}

export interface HeldRows<TNode> {
  /** The rows in their first positions, each in its latest state from the list. */
  readonly rows: readonly TNode[];
  /** Those that are no longer in the list. */
  readonly left: ReadonlySet<string>;
  /** How many rows of the list are not shown. */
  readonly newcomers: number;
  /** Shows the current list. */
  readonly renew: () => void;
}

/**
 * Keeps the rows of a live list in place, so that nothing moves under the thumb. Rows that left the list stay, and new ones
 * wait until the reader asks for them. Another list (key), or an empty one, is shown as it is.
 */
export function useHeldRows<TNode extends Identified>(
  key: string,
  current: readonly TNode[],
  isComplete: boolean,
): HeldRows<TNode> {
  const [held, setHeld] = useState<{ readonly key: string; readonly rows: readonly TNode[] } | null>(null);
  const isHeld = held?.key === key && held.rows.length > 0;
  useEffect(() => {
    if (!isHeld && isComplete && current.length > 0) setHeld({ key, rows: current });
  }, [isHeld, isComplete, key, current]);
  const shown = isHeld ? held.rows : current;
  const now = new Map(current.map((node) => [node.id, node]));
  const known = new Set(shown.map(({ id }) => id));
  return {
    rows: shown.map((node) => now.get(node.id) ?? node),
    left: new Set(shown.map(({ id }) => id).filter((id) => !now.has(id))),
    newcomers: current.filter(({ id }) => !known.has(id)).length,
    renew: () => setHeld({ key, rows: current }),
  };
}
