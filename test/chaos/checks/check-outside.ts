import type { FulfillmentSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { OutsideWorld } from '../outside-world.js';
import type { SettledOrder } from './settled-order.js';

/** Compares the gateway's own ledger and the courier's own book with what the orders say. */
export function checkOutside(
  { ledger, book }: Pick<OutsideWorld, 'ledger' | 'book'>,
  orders: ReadonlyMap<string, SettledOrder>,
): readonly string[] {
  const findings: string[] = [];
  const fulfillments = [...orders.values()].flatMap(({ snapshot }) => snapshot.fulfillments);
  const byId = new Map(fulfillments.map((fulfillment) => [fulfillment.id, fulfillment]));
  const byShipment = new Map(fulfillments.map((fulfillment) => [fulfillment.shipment?.id, fulfillment]));

  for (const [key, entry] of ledger) {
    const kept = entry.charged - entry.refunded;
    const said = paidOf(byId.get(key));
    if (kept !== said) findings.push(`${key}: the gateway keeps ${kept}, the order says ${said}`);
  }
  for (const [id, fulfillment] of byId) {
    if (paidOf(fulfillment) > 0 && !ledger.has(id))
      findings.push(`${id}: charged, but the gateway was never asked`);
  }
  for (const [shipmentId, entry] of book) {
    const status = byShipment.get(shipmentId)?.shipment?.status;
    const stands = entry.isBooked && !entry.isCancelled;
    const shouldStand = status === 'DELIVERED' || status === 'FAILED';
    if (stands !== shouldStand) {
      findings.push(`${shipmentId}: ${JSON.stringify(entry)} in the courier's book, ${status} in the order`);
    }
    if (!entry.wasPaid) findings.push(`${shipmentId}: booked before it was paid`);
  }
  return findings;
}

/** What the customer has paid in the end, as the order says. */
function paidOf(fulfillment: FulfillmentSnapshot | undefined): number {
  const payment = fulfillment?.payment;
  if (!payment) return 0;
  switch (payment.status) {
    case 'CHARGED':
    case 'PARTIALLY_REFUNDED':
    case 'REFUNDED':
      return payment.total - payment.refunded;
    case 'PENDING':
    case 'FAILED':
      return 0;
    default:
      return payment.status satisfies never;
  }
}
