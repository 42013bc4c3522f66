import type { Publication } from '../../schema/contract/order-activities.js';
import type { OrderEventsTable, ShipmentContents, ShipmentsTable } from '../../schema/database/tables.js';
import { isOrderLate } from '../../schema/domain/lateness.js';
import type { OrderEvent } from '../../schema/domain/order-event.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';

/** The parameters of a statement that writes an order, in their sequence. */
const values = {
  id: ({ snapshot }) => snapshot.id,
  runId: ({ runId }) => runId,
  customerId: ({ snapshot }) => snapshot.customerId,
  status: ({ snapshot }) => snapshot.status,
  revision: ({ snapshot }) => snapshot.revision,
  placedAt: ({ snapshot }) => snapshot.placedAt,
  updatedAt: ({ snapshot }) => snapshot.updatedAt,
  closedAt: ({ snapshot }) => snapshot.closedAt,
  isLate: ({ snapshot }) => isOrderLate(snapshot),
  snapshot: ({ snapshot }) => JSON.stringify(snapshot),
  events: ({ events }) => JSON.stringify(eventRows(events)),
} as const satisfies Readonly<Record<string, (publication: Publication) => unknown>>;

type Given = keyof typeof values | 'shipments';

/** The placeholders of those parameters by name; the shipments come last, in statements that have them. */
export const given = Object.fromEntries(
  [...Object.keys(values), 'shipments'].map((name, index) => [name, `$${index + 1}`]),
) as Readonly<Record<Given, string>>;

/** The values of all parameters but the shipments. */
export function orderValues(publication: Publication): readonly unknown[] {
  return Object.values(values).map((read) => read(publication));
}

/** The columns of the events, as `jsonb_to_recordset` reads them; `place` is the position among those sent. */
export const EVENT_COLUMNS = `(
  place integer, key text, type text, at timestamptz, actor_kind text, actor_id text,
  fulfillment_id text, request_id text, message text
)`;

type EventRow = Omit<OrderEventsTable, 'order_id' | 'sequence' | 'at' | 'written_in'> & {
  readonly place: number;
  readonly at: string;
};

function eventRows(events: readonly OrderEvent[]): readonly EventRow[] {
  const byKey = new Map(events.map((event) => [event.key, event]));
  return [...byKey.values()].map((event, place) => ({
    place,
    key: event.key,
    type: event.type,
    at: event.at,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    fulfillment_id: event.fulfillmentId,
    request_id: event.requestId,
    message: event.message,
  }));
}

/** The shipments of an order as rows of their table. */
export function publishedShipments({ customerId, deliveryAddress, fulfillments, placedAt }: OrderSnapshot) {
  return fulfillments.flatMap(({ id, location, items, shipment }) => {
    if (shipment === null || location === null) return [];
    const contents: ShipmentContents = { items, deliveryAddress, shipment };
    const row = {
      id: shipment.id,
      fulfillment_id: id,
      customer_id: customerId,
      location,
      status: shipment.status,
      courier_id: shipment.courierId ?? null,
      is_late: shipment.isLate ?? false,
      revision: shipment.revision,
      tracking_number: shipment.trackingNumber,
      carrier: shipment.carrier,
      estimated_delivery: shipment.estimatedDelivery ?? 'infinity',
      // As `shipmentRecordIn` has it, so that a shipment is the same in a page and in its order.
      created_at: shipment.createdAt ?? placedAt,
      updated_at: shipment.updatedAt,
      contents,
    } as const satisfies Partial<Record<keyof ShipmentsTable, unknown>>;
    return [row];
  });
}
