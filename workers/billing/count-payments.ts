import type { BillingActivities } from '../../schema/contract/billing-activities.js';
import { declineCodes } from '../../schema/domain/payment-status.js';
import type { WorkerMetrics } from '../metrics.js';

/** The same activities, counting what they charge, decline and refund. The payments table is what was paid for certain. */
export function countPayments(activities: BillingActivities, { counters }: WorkerMetrics): BillingActivities {
  counters.payments_charged_total.add(0);
  counters.payments_charged_minor_units_total.add(0);
  counters.payments_refunded_total.add(0);
  counters.payments_refunded_minor_units_total.add(0);
  for (const code of declineCodes) counters.payments_declined_total.add(0, { code });
  return {
    async chargeFulfillment(request) {
      const result = await activities.chargeFulfillment(request);
      switch (result.outcome) {
        case 'CHARGED':
          counters.payments_charged_total.add(1);
          counters.payments_charged_minor_units_total.add(result.invoice.total);
          break;
        case 'DECLINED':
          counters.payments_declined_total.add(1, { code: result.declineCode });
          break;
        case 'VOIDED':
          break;
        default:
          result satisfies never;
      }
      return result;
    },
    async refundPayment(request) {
      const result = await activities.refundPayment(request);
      if (result.refunded > 0) {
        counters.payments_refunded_total.add(1);
        counters.payments_refunded_minor_units_total.add(result.refunded);
      }
      return result;
    },
  };
}
