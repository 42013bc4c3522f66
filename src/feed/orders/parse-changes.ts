import type { OrderChange } from '../../../schema/contract/order-changes.js';
import type { Log } from '../../errors/log.js';

/** The changes in a notification. Anybody with access to the database can send one, so invalid changes are dropped. */
export function parseChanges(payload: string, log: Log): readonly OrderChange[] {
  const items = parse(payload);
  const changes = items.filter(isChange);
  if (items.length === 0 || changes.length < items.length) {
    log.warn({ length: payload.length }, 'A notification, or a part of one, is invalid and was dropped');
  }
  return changes;
}

function parse(payload: string): readonly unknown[] {
  try {
    const items: unknown = JSON.parse(payload);
    return Array.isArray(items) ? items : [];
  } catch {
    return [];
  }
}

function isChange(item: unknown): item is OrderChange {
  if (!isObject(item)) return false;
  const { orderId, revision, lastSequence, shipments, sentAt } = item as Partial<OrderChange>;
  return (
    typeof orderId === 'string' &&
    Number.isInteger(revision) &&
    Number.isInteger(lastSequence) &&
    (sentAt === undefined || Number.isInteger(sentAt)) &&
    (shipments === null || (Array.isArray(shipments) && shipments.every(isObject)))
  );
}

function isObject(item: unknown): item is object {
  return typeof item === 'object' && item !== null;
}
