import type { BillingActivities } from '../../schema/contract/billing-activities.js';
import type { ChargeDependencies } from './charge-fulfillment.js';
import { chargeFulfillment } from './charge-fulfillment.js';
import { refundPayment } from './refund-payment.js';

/** The activities of the `billing` task queue. */
export function createBillingActivities(dependencies: ChargeDependencies): BillingActivities {
  return {
    chargeFulfillment: (request) => chargeFulfillment(dependencies, request),
    refundPayment: (request) => refundPayment(dependencies, request),
  };
}
