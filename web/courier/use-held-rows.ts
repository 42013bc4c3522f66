import { useEffect, useState } from 'react';

interface Identified {
  readonly id: string;
}

export interface HeldRows<TNode> {
  /** The rows as they were first shown, each as it is now as far as the list tells. */
  readonly rows: readonly TNode[];
  /** Those that are no longer in the list. */
  readonly left: ReadonlySet<string>;
  /** How many are in the list, and not shown. */
  readonly newcomers: number;
  /** Shows the list as it is now. */
  readonly renew: () => void;
}

/**
 * Keeps the rows of a live list where they are: nothing moves under a thumb. What left the list stays in its place, what is
 * new waits until it is asked for. Another list (key), or one of which nothing is shown yet, is shown as it is.
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
