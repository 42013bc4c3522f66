export function workflowIdOf(orderId: string): string {
  return `order:${orderId}`;
}

/** The order whose workflow has this id; null when it is another's. */
export function orderIdOfWorkflow(workflowId: string): string | null {
  return workflowId.startsWith('order:') ? workflowId.slice('order:'.length) : null;
}

/** The id of an order that never is: no order's id has a colon. What nobody may know of is looked for as this. */
export const NO_ORDER_ID = 'none:';

/** The id of the n-th fulfillment of an order, n from 1. */
export function fulfillmentIdOf(orderId: string, n: number): string {
  return `${orderId}:${n}`;
}

const SHIPMENT_ID = /^shp-(\d{1,4})-(.+)$/s;

/**
 * The id of the shipment of an order's n-th fulfillment. It contains the order's id so that the API can reach the workflow
 * while the database is down.
 */
export function shipmentIdOf(orderId: string, n: number): string {
  return `shp-${n}-${orderId}`;
}

/** A shipment's id as orders store it, from that same id or from the API's `shipment:<n>-<order id>`. */
export function storedShipmentId(id: string): string {
  return id.replace(/^shipment:(?=\d{1,4}-.)/, 'shp-');
}

/** The id of the shipment's order; null when this is not a shipment id. */
export function orderIdOfShipment(shipmentId: string): string | null {
  return SHIPMENT_ID.exec(shipmentId)?.[2] ?? null;
}
