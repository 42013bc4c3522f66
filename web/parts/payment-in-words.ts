import type { FulfillmentDetailsFragment } from '../generated/graphql.js';

/** How the payment of a parcel stands. */
export function paymentInWords({ status, payment }: FulfillmentDetailsFragment): string {
  if (payment == null)
    return status === 'PENDING' || status === 'PROCESSING' ? 'not charged yet' : 'not charged';
  switch (payment.status) {
    case 'PENDING':
      return 'being charged';
    case 'CHARGED':
      return 'charged';
    case 'FAILED':
      return 'declined';
    case 'PARTIALLY_REFUNDED':
      return 'partly refunded';
    case 'REFUNDED':
      return 'refunded';
    default:
      return payment.status satisfies never;
  }
}
