import type { OrderChange } from '../../schema/contract/order-changes.js';
import { MAX_NOTIFICATION_BYTES, ORDER_CHANGES_CHANNEL } from '../../schema/contract/order-changes.js';
import type { Statements } from '../database.js';

/** How long changes are gathered, because a commit with a NOTIFY takes a database-wide lock. */
const GATHER_MS = 3;

const notify = {
  name: 'notify-order-changes',
  text: 'select pg_notify($1, payload) from unnest($2::text[]) as payload',
};

/** Notifies the API processes of changes. */
export interface OrderChangeNotifier {
  /** Returns when the change was sent; throws when it may not have been. */
  announce(change: OrderChange): Promise<void>;
}

interface Batch {
  readonly changes: OrderChange[];
  readonly sent: Promise<void>;
}

/** Sends the changes of this process in batches, one statement every few milliseconds. */
export function createOrderChangeNotifier(database: Statements): OrderChangeNotifier {
  let open: Batch | null = null;

  function openBatch(): Batch {
    const changes: OrderChange[] = [];
    const sent = new Promise<void>((resolve, reject) => {
      setTimeout(() => {
        open = null;
        const sentAt = Date.now();
        const sent = changes.map((change) => ({ ...change, sentAt }));
        database
          .run(notify, [ORDER_CHANGES_CHANNEL, notificationPayloads(sent)])
          .then(() => resolve(), reject);
      }, GATHER_MS);
    });
    return { changes, sent };
  }

  return {
    announce(change) {
      open ??= openBatch();
      open.changes.push(change);
      return open.sent;
    },
  };
}

/** The changes as JSON arrays, each short enough for a notification. */
export function notificationPayloads(changes: readonly OrderChange[]): readonly string[] {
  const payloads: string[] = [];
  let parts: string[] = [];
  let bytes = 2;
  for (const change of changes) {
    const part = changeAsJson(change);
    const size = Buffer.byteLength(part) + 1;
    if (parts.length > 0 && bytes + size > MAX_NOTIFICATION_BYTES) {
      payloads.push(`[${parts.join(',')}]`);
      parts = [];
      bytes = 2;
    }
    parts.push(part);
    bytes += size;
  }
  if (parts.length > 0) payloads.push(`[${parts.join(',')}]`);
  return payloads;
}

function changeAsJson(change: OrderChange): string {
  const whole = JSON.stringify(change);
  if (Buffer.byteLength(whole) + 2 <= MAX_NOTIFICATION_BYTES) return whole;
  return JSON.stringify({ ...change, shipments: null });
}
