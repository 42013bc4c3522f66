import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { Webhook as Signer } from 'standardwebhooks';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { OrderEventsTable } from '../../schema/database/tables.js';
import { shipmentIdOf } from '../../schema/domain/ids.js';
import { money } from '../../schema/domain/money.js';

/** An event of the timeline with what its message says of the order. */
export type WrittenEvent = Omit<Selectable<OrderEventsTable>, 'key' | 'written_in'> & {
  readonly written_in: string;
  readonly customer_id: string;
  /** What was charged or refunded, in minor units; null for all other events. */
  readonly amount: number | null;
};

/** The version of the payload: it grows only by new members. */
const VERSION = 1;

/** The type as receivers see it: `SHIPMENT_DISPATCHED` is `shipment.dispatched`. */
function publicTypeOf(type: string): string {
  return type.toLowerCase().replace('_', '.');
}

/** The payload, by Standard Webhooks; the same in every attempt. */
export function bodyOf(event: WrittenEvent): string {
  const { order_id: orderId, sequence, type, fulfillment_id: fulfillmentId, amount } = event;
  const isAbout = (part: string) => fulfillmentId !== null && type.startsWith(`${part}_`);
  const number = Number(fulfillmentId?.slice(orderId.length + 1));
  return JSON.stringify({
    type: publicTypeOf(type),
    timestamp: event.at.toISOString(),
    version: VERSION,
    data: {
      eventId: nodeIds.event(orderId, sequence),
      orderId,
      sequence,
      customerId: event.customer_id,
      fulfillmentId: fulfillmentId && nodeIds.fulfillment(fulfillmentId),
      shipmentId: isAbout('SHIPMENT') ? nodeIds.shipment(shipmentIdOf(orderId, number)) : null,
      paymentId: isAbout('PAYMENT') ? nodeIds.payment(fulfillmentId ?? '') : null,
      amount: amount === null ? null : money(amount),
      actor: { kind: event.actor_kind, actorId: event.actor_id },
      requestId: event.request_id,
      message: event.message,
    },
  });
}

/** The id of an event's message: the same in every attempt and replay. Order ids may have characters that headers cannot. */
export function messageIdOf({ order_id, sequence }: WrittenEvent): string {
  return `msg_${createHash('sha256').update(`${sequence}:${order_id}`).digest('base64url').slice(0, 27)}`;
}

/** The headers of one attempt, signed with each of the secrets. */
export function signedHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  now: Date,
): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'user-agent': `order-management-webhooks/${VERSION}`,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, now, body)).join(' '),
  };
}
