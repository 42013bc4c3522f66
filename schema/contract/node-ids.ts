import { fulfillmentIdOf, orderIdOfShipment, shipmentIdOf, storedShipmentId } from '../domain/ids.js';

/** What a client's id stands for: the type, and the key that the system stores. */
export type NodeKey =
  | { readonly type: 'Order'; readonly orderId: string }
  | { readonly type: 'Fulfillment' | 'Payment'; readonly orderId: string; readonly fulfillmentId: string }
  | { readonly type: 'Shipment'; readonly orderId: string; readonly shipmentId: string }
  | { readonly type: 'OrderEvent'; readonly orderId: string; readonly sequence: number }
  | { readonly type: 'Product'; readonly sku: string }
  | { readonly type: 'Location'; readonly name: string }
  | { readonly type: 'Webhook'; readonly webhookId: string };

/**
 * The ids that clients see. An order's id is chosen by its creator and has no colon. All others are `<kind>:<rest>`, so that
 * no two objects share one; the ids of an order's parts end with the order's id.
 */
export const nodeIds = {
  fulfillment: (fulfillmentId: string): string => numbered('fulfillment', fulfillmentId),
  payment: (fulfillmentId: string): string => numbered('payment', fulfillmentId),
  shipment: (shipmentId: string): string => shipmentId.replace(/^shp-/, 'shipment:'),
  event: (orderId: string, sequence: number): string => `event:${sequence}-${orderId}`,
  product: (sku: string): string => `product:${sku}`,
  location: (name: string): string => `location:${name}`,
  webhook: (webhookId: string): string => `webhook:${webhookId}`,
} as const;

const STORED_FULFILLMENT = /^(.+):(\d{1,4})$/s;
const NODE = /^([a-z]+):(.+)$/s;
const OF_ORDER = /^([1-9]\d{0,8})-(.+)$/s;

function numbered(kind: string, fulfillmentId: string): string {
  return fulfillmentId.replace(STORED_FULFILLMENT, (_, orderId, n) => `${kind}:${n}-${orderId}`);
}

/** What the id stands for: an order, when it is of no other kind. */
export function nodeKeyOf(id: string): NodeKey {
  const [, kind, rest = ''] = NODE.exec(id) ?? [];
  const [, digits, orderId = ''] = OF_ORDER.exec(rest) ?? [];
  const n = Number(digits);
  switch (kind) {
    case 'product':
      return { type: 'Product', sku: rest };
    case 'location':
      return { type: 'Location', name: rest };
    case 'webhook':
      return { type: 'Webhook', webhookId: rest };
    case 'fulfillment':
    case 'payment':
      if (!digits) break;
      return {
        type: kind === 'payment' ? 'Payment' : 'Fulfillment',
        orderId,
        fulfillmentId: fulfillmentIdOf(orderId, n),
      };
    case 'shipment':
      if (!digits) break;
      return { type: 'Shipment', orderId, shipmentId: shipmentIdOf(orderId, n) };
    case 'event':
      if (!digits) break;
      return { type: 'OrderEvent', orderId, sequence: n };
    default:
  }
  return { type: 'Order', orderId: id };
}

/** The name of the warehouse with this id; null when the id is of another kind. */
export function locationNameOf(id: string): string | null {
  const key = nodeKeyOf(id);
  return key.type === 'Location' ? key.name : null;
}

/** The key of the webhook with this id; null when the id is of another kind. */
export function webhookKeyOf(id: string): string | null {
  const key = nodeKeyOf(id);
  return key.type === 'Webhook' ? key.webhookId : null;
}

/** The shipment that a client's id names, or null. Ids from before version 1 of the contract still work. */
export function shipmentKeyOf(id: string): { readonly orderId: string; readonly shipmentId: string } | null {
  const shipmentId = storedShipmentId(id);
  const orderId = orderIdOfShipment(shipmentId);
  return orderId === null ? null : { orderId, shipmentId };
}
