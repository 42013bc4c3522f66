import type { BillingActivities } from '../../schema/contract/billing-activities.js';
import type { Database } from '../database.js';
import { chargeFulfillment } from './charge-fulfillment.js';
import type { PaymentGateway } from './payment-gateway.js';
import { refundPayment } from './refund-payment.js';

export interface BillingActivityDependencies {
  readonly database: Database;
  readonly gateway: PaymentGateway;
  readonly now: () => Date;
}

/** The activities of the `billing` task queue. */
export function createBillingActivities(dependencies: BillingActivityDependencies): BillingActivities {
  return {
    chargeFulfillment: (request) => chargeFulfillment(dependencies, request),
    refundPayment: (request) => refundPayment(dependencies, request),
  };
}
