import { ActivityFailure } from '@temporalio/workflow';
import type { ReservedFulfillment, ReserveItemsResult } from '../../schema/contract/order-activities.js';
import type { FulfillmentSnapshot } from '../../schema/domain/order-snapshot.js';
import { cleanText } from '../../schema/domain/text.js';
import { reserveItems } from './activities.js';
import { cancelByBusiness } from './cancel.js';
import type { OrderRun } from './order-run.js';
import { processFulfillments } from './process-fulfillments.js';
import { isUnknown, tellReservation, whyUnavailable } from './tell-items.js';

type Reserved = Extract<ReserveItemsResult, { readonly outcome: 'RESERVED' }>;

/**
 * Reserves the items and continues: with the fulfillments, with the customer's decision if some items are unavailable, or
 * with the end if all are.
 * @returns false if the id belongs to another order, so that this run must have no effect
 */
export async function reserve(run: OrderRun): Promise<boolean> {
  const { state, runId } = run;
  const { snapshot, unpublishedEvents: events } = state;
  const placed = { runId, snapshot, events };
  let result: ReserveItemsResult;
  try {
    result = await reserveItems({ placed });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    const reason = cleanText(`The items could not be reserved: ${error.cause?.message ?? error.message}`);
    if (state.snapshot.status === 'PENDING') cancelByBusiness(run, reason);
    return true;
  }
  switch (result.outcome) {
    case 'ID_TAKEN':
      return false;
    case 'VOIDED':
      // Without a cancel of ours, a run that a reset has undone voided it: nothing is reserved, nor ever will be.
      if (state.snapshot.status === 'PENDING') cancelByBusiness(run, 'The reservation was released');
      return true;
    case 'RESERVED':
      // The reservation stored the order as placed, so it needs no separate publication.
      state.acknowledge(placed);
      // A cancel meanwhile has released the items.
      if (state.snapshot.status === 'PENDING') goOn(run, result);
      return true;
    default:
      return result satisfies never;
  }
}

function goOn(run: OrderRun, { items, fulfillments, customerActionSeconds }: Reserved): void {
  const { state, deadline } = run;
  state.change({ items, fulfillments: fulfillments.map(asPlaced) });
  for (const fulfillment of fulfillments) tellReservation(state, fulfillment);

  const unavailable = fulfillments.filter(({ location }) => location === null);
  if (unavailable.length === fulfillments.length) {
    const isSoldOut = !items.some(isUnknown);
    cancelByBusiness(run, isSoldOut ? 'None of the items is in stock' : cleanText(whyUnavailable(items)));
  } else if (unavailable.length > 0) {
    state.change({ actionDeadline: new Date(Date.now() + customerActionSeconds * 1_000).toISOString() });
    state.become('CUSTOMER_ACTION_REQUIRED');
    deadline.watch();
  } else {
    processFulfillments(run);
  }
}

function asPlaced({ id, location, items }: ReservedFulfillment): FulfillmentSnapshot {
  const status = location === null ? 'UNAVAILABLE' : 'PENDING';
  // Its status says only that it is sold out.
  const failureReason = location === null && items.some(isUnknown) ? cleanText(whyUnavailable(items)) : null;
  return { id, status, location, items, payment: null, shipment: null, failureReason };
}
