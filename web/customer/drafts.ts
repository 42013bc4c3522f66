import { newOrderId } from '../client/ids.js';

const key = 'order-management.drafts';

/** How long the same order, sent again, counts as a retry. */
const life = 3_600_000;

interface Draft {
  readonly id: string;
  readonly sentAt: number;
}

/** By the orders' contents. */
type Drafts = Readonly<Record<string, Draft>>;

function load(): Drafts {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Drafts;
    const recent = Object.entries(stored).filter(([, { sentAt }]) => Date.now() - sentAt < life);
    return Object.fromEntries(recent);
  } catch {
    // Not readable: no earlier attempt is known.
    return {};
  }
}

/**
 * The id to send an order under. While the outcome of an earlier attempt is unknown, it is that attempt's id, even
 * after a reload or in another tab, so that the order is placed only once.
 */
export function draftId(content: string): string {
  const drafts = load();
  const id = drafts[content]?.id ?? newOrderId();
  localStorage.setItem(key, JSON.stringify({ ...drafts, [content]: { id, sentAt: Date.now() } }));
  return id;
}

/** Call this once the outcome is known: the same contents then make a new order. */
export function forgetDraft(content: string): void {
  const { [content]: _, ...others } = load();
  localStorage.setItem(key, JSON.stringify(others));
}
