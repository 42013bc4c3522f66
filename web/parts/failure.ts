import type { DeclineCode, FulfillmentDetailsFragment } from '../generated/graphql.js';
import { money, sentence } from './format.js';

const declined: Record<DeclineCode, string> = {
  FRAUD_LIMIT: 'it is over the limit of what one customer may spend',
  MAINTENANCE: 'payments are in maintenance. Try again later',
  DECLINED: 'the bank refused it',
  OTHER: 'the bank refused it',
};

/** Why a parcel failed, in plain words, and what became of its money; null if it did not fail. */
export function failureInWords(fulfillment: FulfillmentDetailsFragment): string | null {
  const { status, payment, shipment, failureReason } = fulfillment;
  if (status !== 'FAILED') return null;
  if (payment?.declineCode != null)
    return `The payment of ${money(payment.total)} was declined: ${declined[payment.declineCode]}. Nothing was charged.`;
  const reason = failureReason ?? 'it could not be sent';
  const why = shipment?.status === 'FAILED' ? `Lost: ${reason}` : reason;
  return [sentence(why), refundInWords(payment)].filter(Boolean).join(' ');
}

type Payment = FulfillmentDetailsFragment['payment'];

/** What has become of the money of a parcel that does not arrive; null if none was taken. */
function refundInWords(payment: Payment): string | null {
  if (payment?.chargedAt == null) return null;
  return payment.refunded.amount > 0
    ? `${money(payment.refunded)} was refunded.`
    : `${money(payment.total)} is being refunded.`;
}
