import { newOrderId } from '../client/ids.js';

const key = 'order-management.drafts';

/** For so long the same order, sent again, is taken for another try. */
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
    // Not readable: no try is known.
    return {};
  }
}

/**
 * The id under which an order is sent. While nothing is known of an earlier try it is that try's, also after a reload and
 * in another tab, so that it is placed once.
 */
export function draftId(content: string): string {
  const drafts = load();
  const id = drafts[content]?.id ?? newOrderId();
  localStorage.setItem(key, JSON.stringify({ ...drafts, [content]: { id, sentAt: Date.now() } }));
  return id;
}

/** Its outcome is known: the same order again is a new one. */
export function forgetDraft(content: string): void {
  const { [content]: _, ...others } = load();
  localStorage.setItem(key, JSON.stringify(others));
}
