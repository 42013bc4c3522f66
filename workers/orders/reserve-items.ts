import { ApplicationFailure } from '@temporalio/common';
import type { ReserveItemsRequest, ReserveItemsResult } from '../../schema/contract/order-activities.js';
import { priceProblem } from '../../schema/domain/invoice.js';
import type { Database } from '../database.js';
import type { Claim } from './claim-order.js';
import { claimOrder } from './claim-order.js';
import type { Inventory, ReservedItems } from './inventory.js';
import type { OrderChangeNotifier } from './order-change-notifier.js';
import { publishOrder } from './publish-order.js';

export interface ReservationDependencies {
  readonly database: Database;
  readonly inventory: Inventory;
  readonly notifier: OrderChangeNotifier;
  /** How long a customer has to decide about unavailable items. */
  readonly customerActionSeconds: number;
}

/** Claims the order's id, stores the order as placed, and reserves what is available; repeated, returns its first answer. */
export async function reserveItems(
  dependencies: ReservationDependencies,
  request: ReserveItemsRequest,
): Promise<ReserveItemsResult> {
  const claim = await claimOrder(dependencies.database, request);
  if (!claim.owned) return { outcome: 'ID_TAKEN' };
  const [reserved] = await Promise.all([
    reserveOnce(dependencies, request, claim),
    announcePlaced(dependencies, request, claim),
  ]);
  if (reserved === 'VOIDED') return { outcome: 'VOIDED' };
  const { items, fulfillments } = reserved;
  // A refusal cancels the order and releases its items before anything is charged.
  const problem = priceProblem(items);
  if (problem !== null) throw ApplicationFailure.nonRetryable(problem, 'PRICE_OUT_OF_RANGE');
  const { customerActionSeconds } = dependencies;
  return { outcome: 'RESERVED', items, fulfillments, customerActionSeconds };
}

async function reserveOnce(
  { inventory }: ReservationDependencies,
  { placed: { runId, snapshot } }: ReserveItemsRequest,
  claim: Claim,
): Promise<ReservedItems | 'VOIDED'> {
  if (claim.state === 'VOIDED') return 'VOIDED';
  if (claim.result !== null) return claim.result;
  return inventory.reserve({ orderId: snapshot.id, runId, items: snapshot.items });
}

async function announcePlaced(
  { database, notifier }: ReservationDependencies,
  { placed }: ReserveItemsRequest,
  { eventCount }: Claim,
): Promise<void> {
  // An earlier attempt stored it, and may not have notified the feed.
  if (eventCount === null) return publishOrder(database, notifier, placed);
  const { id, customerId, revision, status } = placed.snapshot;
  await notifier.announce({
    orderId: id,
    customerId,
    revision,
    status,
    previousStatus: null,
    isLate: false,
    wasLate: false,
    lastSequence: eventCount,
    shipments: [],
  });
}
