import { proxyActivities } from '@temporalio/workflow';
import type { BillingActivities } from '../../schema/contract/billing-activities.js';
import type { OrderActivities } from '../../schema/contract/order-activities.js';
import type { ShipmentActivities } from '../../schema/contract/shipment-activities.js';

/** Outages are waited out: no last attempt, at most a minute apart. The workers add the jitter. */
export const retry = {
  initialInterval: '500 milliseconds',
  backoffCoefficient: 2,
  maximumInterval: '1 minute',
} as const;

/** The workers say every two seconds that a step is at work: one whose worker died goes on elsewhere soon. */
export const heartbeatTimeout = '6 seconds';

export const { reserveItems, releaseItems, publishOrder } = proxyActivities<OrderActivities>({
  startToCloseTimeout: '15 seconds',
  heartbeatTimeout,
  retry,
});

export const { chargeFulfillment, refundPayment } = proxyActivities<BillingActivities>({
  taskQueue: 'billing',
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout,
  retry,
});

export const { bookShipment, cancelBooking } = proxyActivities<ShipmentActivities>({
  taskQueue: 'shipments',
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout,
  retry,
});
