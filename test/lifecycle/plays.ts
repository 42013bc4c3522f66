import type { ApiClient } from '../client/api-client.js';
import type { WatchedOrder } from '../client/orders.js';
import {
  deliver,
  dispatch,
  dispatchAndDeliver,
  isBooked,
  isClosed,
  judged,
  newOrderId,
  place,
  placeBooked,
  shipmentIds,
  watchUntil,
} from '../client/orders.js';
import {
  OrderAmendDocument,
  OrderCancelDocument,
  ShipmentEventCreateDocument,
  ShipmentFailDocument,
} from '../generated/graphql.js';

const shoe = { sku: 'NIKE-PEGASUS', quantity: 1 };
const western = { sku: 'NIKE-AIR-MAX-90', quantity: 2 };
const eastern = { sku: 'PUMA-PALERMO', quantity: 1 };
const unavailable = { sku: 'ADIDAS-SAMBA', quantity: 1 };

const isAsking = ({ status }: WatchedOrder): boolean => status === 'CUSTOMER_ACTION_REQUIRED';

/** Plays an order to its end and returns its id. */
type Play = (client: ApiClient) => Promise<string>;

async function placeAndBook(client: ApiClient, items: Parameters<typeof place>[1]) {
  const { id, booked } = await placeBooked(client, items);
  const [first = '', second = ''] = shipmentIds(booked);
  return { id, first, second };
}

async function closed(client: ApiClient, id: string): Promise<string> {
  await watchUntil(client, id, isClosed);
  return id;
}

/**
 * One order for each kind of ending. A time-out takes as long as CUSTOMER_ACTION_TIMEOUT, and becoming late as long as
 * LATE_CHECK_INTERVAL.
 */
export const plays = {
  completed: async (client) => {
    const { id, first } = await placeAndBook(client, [shoe]);
    await dispatchAndDeliver(client, first);
    return closed(client, id);
  },
  amended: async (client) => {
    const { id } = await place(client, [shoe, unavailable]);
    await watchUntil(client, id, isAsking);
    await judged(client, OrderAmendDocument, { id });
    const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
    await dispatchAndDeliver(client, shipment);
    return closed(client, id);
  },
  'timed-out': async (client) => closed(client, (await place(client, [shoe, unavailable])).id),
  unavailable: async (client) => closed(client, (await place(client, [unavailable])).id),
  'cancelled-before-charging': async (client) => {
    const { id } = await place(client, [shoe, unavailable]);
    await watchUntil(client, id, isAsking);
    await judged(client, OrderCancelDocument, { id });
    return closed(client, id);
  },
  'cancelled-after-charging': async (client) => {
    const { id } = await placeAndBook(client, [shoe]);
    await judged(client, OrderCancelDocument, { id });
    return closed(client, id);
  },
  'cancelled-after-partial-dispatch': async (client) => {
    const { id, first } = await placeAndBook(client, [western, eastern]);
    await dispatch(client, first);
    await judged(client, OrderCancelDocument, { id });
    await deliver(client, first);
    return closed(client, id);
  },
  declined: async (client) => closed(client, (await place(client, [shoe], newOrderId('declined'))).id),
  'partially-completed': async (client) => {
    const { id, first, second } = await placeAndBook(client, [western, eastern]);
    await dispatchAndDeliver(client, first);
    await dispatch(client, second);
    await judged(client, ShipmentFailDocument, { id: second, reason: 'Lost' });
    return closed(client, id);
  },
  late: async (client) => {
    const { id, first } = await placeAndBook(client, [shoe]);
    await dispatch(client, first);
    const delayed = { id: first, type: 'DELAYED', estimatedDelivery: '2026-01-01T00:00:00Z' } as const;
    await judged(client, ShipmentEventCreateDocument, delayed);
    await watchUntil(client, id, ({ isLate }) => isLate);
    const from = new Date(Date.now() + 60 * 60_000).toISOString();
    const deliveryWindow = { from, until: from };
    await judged(client, ShipmentEventCreateDocument, { id: first, type: 'DELAYED', deliveryWindow });
    await deliver(client, first);
    return closed(client, id);
  },
} as const satisfies Readonly<Record<string, Play>>;
