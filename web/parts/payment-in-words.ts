import type { FulfillmentDetailsFragment } from '../generated/graphql.js';

/** How the payment of a parcel stands; what was refunded of it stands on a line of its own. */
export function paymentInWords({ status, payment }: FulfillmentDetailsFragment): string {
  if (payment == null)
    return status === 'PENDING' || status === 'PROCESSING' ? 'not charged yet' : 'not charged';
  switch (payment.status) {
    case 'PENDING':
      return 'being charged';
    case 'FAILED':
      return 'declined';
    case 'CHARGED':
    case 'PARTIALLY_REFUNDED':
    case 'REFUNDED':
      return 'charged';
    default:
      return payment.status satisfies never;
  }
}
