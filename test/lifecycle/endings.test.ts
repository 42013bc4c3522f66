import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import type { WatchedOrder } from '../client/orders.js';
import {
  deliver,
  dispatch,
  dispatchAndDeliver,
  isBooked,
  isClosed,
  judged,
  orderById,
  place,
  placeBooked,
  setStock,
  shipmentIds,
  timelineTypes,
  unitsOf,
  watchUntil,
} from '../client/orders.js';
import type { FraudSettingsUpdateInput } from '../generated/graphql.js';
import {
  FraudSettingsUpdateDocument,
  OrderAmendDocument,
  OrderCancelDocument,
  ShipmentEventCreateDocument,
  ShipmentFailDocument,
} from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const shoe = { sku: 'NIKE-PEGASUS', quantity: 1 };
const western = { sku: 'NIKE-AIR-MAX-90', quantity: 2 };
const eastern = { sku: 'PUMA-PALERMO', quantity: 1 };
const unavailable = { sku: 'ADIDAS-SAMBA', quantity: 1 };

let stack: Stack;
let client: ApiClient;

beforeAll(async () => {
  stack = await startStack();
  client = new ApiClient(stack.addresses);
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

describe('an order that is delivered', () => {
  test('is reserved, charged, booked, picked up and delivered, and every step is seen', async () => {
    const before = await unitsOf(client, shoe.sku);
    const { id } = await place(client, [{ ...shoe, quantity: 3 }]);
    const seen: WatchedOrder[] = [];
    const closed = watchUntil(client, id, isClosed, seen);
    const booked = await watchUntil(client, id, isBooked);

    expect(booked).toMatchObject({ status: 'PROCESSING', availableActions: ['CANCEL'] });
    const [fulfillment] = booked.fulfillments;
    expect(fulfillment).toMatchObject({
      id: `fulfillment:1-${id}`,
      status: 'PROCESSING',
      payment: { status: 'CHARGED', subtotal: { amount: 42_000 }, total: { currency: 'USD' } },
      shipment: {
        carrier: expect.any(String),
        trackingNumber: expect.any(String),
        availableActions: ['DISPATCH'],
      },
    });
    const { subtotal, tax, shipping, total } = fulfillment?.payment ?? {};
    expect(total?.amount).toBe((subtotal?.amount ?? 0) + (tax?.amount ?? 0) + (shipping?.amount ?? 0));
    expect(fulfillment?.shipment?.id).not.toBe(fulfillment?.id);

    const [shipmentId] = shipmentIds(booked);
    await dispatch(client, shipmentId ?? '');
    const type = 'OUT_FOR_DELIVERY' as const;
    const input = { id: shipmentId ?? '', type, place: 'Main Street', note: 'Third stop' };
    const { shipmentEventCreate } = await judged(client, ShipmentEventCreateDocument, input);
    expect(shipmentEventCreate).toMatchObject({ pending: false, userErrors: [] });
    await deliver(client, shipmentId ?? '');

    const order = await closed;
    expect(order).toMatchObject({ status: 'COMPLETED', availableActions: [], cancellation: null });
    expect(order.totalCharged.amount).toBe(total?.amount);
    expect(order.fulfillments[0]?.shipment?.trackingEvents.map((event) => event.type)).toEqual([
      'BOOKED',
      'PICKED_UP',
      'OUT_FOR_DELIVERY',
      'DELIVERED',
    ]);
    const revisions = seen.map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    expect(await timelineTypes(client, id)).toEqual([
      'ORDER_PLACED',
      'ITEMS_RESERVED',
      'PAYMENT_CHARGED',
      'SHIPMENT_BOOKED',
      'SHIPMENT_DISPATCHED',
      'SHIPMENT_TRACKED',
      'SHIPMENT_DELIVERED',
      'ORDER_COMPLETED',
    ]);
    const after = await unitsOf(client, shoe.sku);
    expect(after).toEqual({ available: before.available - 3, reserved: before.reserved });
  });

  test('is split over warehouses, by quantity too, and complete when all parts are', async () => {
    const sku = 'BROOKS-CASCADIA';
    await setStock(client, sku, 'Seattle', 3);
    await setStock(client, sku, 'Boston', 2);
    const { id, booked } = await placeBooked(client, [{ sku, quantity: 5 }]);
    expect(
      booked.fulfillments.map(({ location, items }) => [location?.name, items[0]?.quantity]).sort(),
    ).toEqual([
      ['Boston', 2],
      ['Seattle', 3],
    ]);
    const closed = watchUntil(client, id, isClosed);
    const [first = '', second = ''] = shipmentIds(booked);
    await dispatchAndDeliver(client, first);
    expect(await orderById(client, id)).toMatchObject({ status: 'PROCESSING', closedAt: null });
    await dispatchAndDeliver(client, second);
    expect(await closed).toMatchObject({ status: 'COMPLETED' });
    expect(await unitsOf(client, sku)).toEqual({ available: 0, reserved: 0 });
  });
});

describe('an order with unavailable items', () => {
  const isAsking = ({ status }: WatchedOrder) => status === 'CUSTOMER_ACTION_REQUIRED';

  test('goes on without them when the customer accepts that', async () => {
    const { id } = await place(client, [shoe, unavailable]);
    const asking = await watchUntil(client, id, isAsking);
    expect(asking.actionDeadline).not.toBeNull();
    expect(asking.availableActions).toEqual(['AMEND', 'CANCEL']);
    expect(asking.fulfillments.map(({ status }) => status)).toEqual(['PENDING', 'UNAVAILABLE']);
    expect(asking.fulfillments[1]).toMatchObject({ location: null, payment: null, shipment: null });

    const { orderAmend } = await judged(client, OrderAmendDocument, { id });
    expect(orderAmend).toMatchObject({ pending: false, userErrors: [], order: { actionDeadline: null } });
    expect(orderAmend?.order?.status).toBe('PROCESSING');
    const booked = await watchUntil(client, id, isBooked);
    const closed = watchUntil(client, id, isClosed);
    await dispatchAndDeliver(client, shipmentIds(booked)[0] ?? '');
    expect(await closed).toMatchObject({
      status: 'COMPLETED',
      fulfillments: [{ status: 'COMPLETED' }, { status: 'CANCELLED' }],
    });
    expect(await timelineTypes(client, id)).toContain('ORDER_AMENDED');
  });

  test('is cancelled before anything was charged', async () => {
    const before = await unitsOf(client, shoe.sku);
    const { id } = await place(client, [shoe, unavailable]);
    await watchUntil(client, id, isAsking);
    const closed = watchUntil(client, id, isClosed);
    const input = { id, reason: 'Changed my mind' };
    const { orderCancel } = await judged(client, OrderCancelDocument, input);
    expect(orderCancel).toMatchObject({ pending: false, userErrors: [], order: { status: 'CANCELLED' } });
    expect(await closed).toMatchObject({
      status: 'CANCELLED',
      cancellation: { by: 'CUSTOMER', reason: 'Changed my mind' },
      totalCharged: { amount: 0 },
      fulfillments: [{ status: 'CANCELLED', payment: null }, { status: 'CANCELLED' }],
    });
    expect(await unitsOf(client, shoe.sku)).toEqual(before);
  });

  test('is cancelled by the business when none of the items is available', async () => {
    const { id } = await place(client, [unavailable]);
    expect(await watchUntil(client, id, isClosed)).toMatchObject({
      status: 'CANCELLED',
      cancellation: { by: 'BUSINESS', reason: 'None of the items is in stock' },
      fulfillments: [{ status: 'UNAVAILABLE', location: null, failureReason: null }],
    });
  });
});

describe('an order that is cancelled', () => {
  test('after charging: the booking is cancelled, the payment refunded, the items back in stock', async () => {
    const before = await unitsOf(client, shoe.sku);
    const { id } = await placeBooked(client, [shoe]);
    const closed = watchUntil(client, id, isClosed);
    await judged(client, OrderCancelDocument, { id });
    const order = await closed;
    expect(order).toMatchObject({
      status: 'CANCELLED',
      fulfillments: [
        { payment: { status: 'REFUNDED' }, shipment: { status: 'CANCELLED', availableActions: [] } },
      ],
    });
    expect(order.totalRefunded).toEqual(order.totalCharged);
    expect(await timelineTypes(client, id)).toEqual(
      expect.arrayContaining(['SHIPMENT_CANCELLED', 'PAYMENT_REFUNDED', 'ITEMS_RELEASED', 'ORDER_CANCELLED']),
    );
    expect(await unitsOf(client, shoe.sku)).toEqual(before);

    const { orderCancel } = await judged(client, OrderCancelDocument, { id });
    expect(orderCancel).toMatchObject({
      userErrors: [{ code: 'ALREADY_FINAL' }],
      order: { status: 'CANCELLED' },
    });
  });

  test('after a partial dispatch: what is dispatched goes on, the rest is undone', async () => {
    const { id, booked } = await placeBooked(client, [western, eastern]);
    expect(booked.fulfillments).toHaveLength(2);
    const [first = '', second = ''] = shipmentIds(booked);
    await dispatch(client, first);
    const closed = watchUntil(client, id, isClosed);
    const { orderCancel } = await judged(client, OrderCancelDocument, { id });
    expect(orderCancel).toMatchObject({ userErrors: [], order: { status: 'PROCESSING' } });
    await deliver(client, first);
    const order = await closed;
    expect(order).toMatchObject({
      status: 'COMPLETED',
      fulfillments: [
        { status: 'COMPLETED', payment: { status: 'CHARGED' }, shipment: { status: 'DELIVERED' } },
        {
          status: 'CANCELLED',
          payment: { status: 'REFUNDED' },
          shipment: { id: second, status: 'CANCELLED' },
        },
      ],
    });
  });

  test('not at all when everything is dispatched', async () => {
    const { id, shipmentId: shipment } = await placeBooked(client, [shoe]);
    await dispatch(client, shipment);
    const { orderCancel } = await judged(client, OrderCancelDocument, { id });
    expect(orderCancel).toMatchObject({
      pending: false,
      order: { status: 'PROCESSING', cancellation: null },
      userErrors: [{ code: 'NOT_ALLOWED_NOW' }],
    });
    await deliver(client, shipment);
  });
});

describe('an order with a part that fails', () => {
  test('fails when its only shipment is lost, and the charge is refunded', async () => {
    const { id, shipmentId: shipment } = await placeBooked(client, [shoe]);
    await dispatch(client, shipment);
    const closed = watchUntil(client, id, isClosed);
    const input = { id: shipment, reason: 'Fell off the truck' };
    const { shipmentFail } = await judged(client, ShipmentFailDocument, input);
    expect(shipmentFail).toMatchObject({ userErrors: [], shipment: { status: 'FAILED' } });
    const order = await closed;
    expect(order).toMatchObject({
      status: 'FAILED',
      fulfillments: [
        { status: 'FAILED', failureReason: 'Fell off the truck', payment: { status: 'REFUNDED' } },
      ],
    });
    expect(order.totalRefunded).toEqual(order.totalCharged);
  });

  test('is partially completed when another part was delivered', async () => {
    const { id, booked } = await placeBooked(client, [western, eastern]);
    const [first = '', second = ''] = shipmentIds(booked);
    const closed = watchUntil(client, id, isClosed);
    await dispatchAndDeliver(client, first);
    await dispatch(client, second);
    await judged(client, ShipmentFailDocument, { id: second, reason: 'Damaged' });
    expect(await closed).toMatchObject({
      status: 'PARTIALLY_COMPLETED',
      fulfillments: [{ status: 'COMPLETED' }, { status: 'FAILED', payment: { status: 'REFUNDED' } }],
    });
  });

  test.each(['before', 'after'])('fails when a part is lost %s the rest is cancelled', async (when) => {
    const { id, shipmentId: first } = await placeBooked(client, [western, eastern]);
    await dispatch(client, first);
    const closed = watchUntil(client, id, isClosed);
    const lose = () => client.send(ShipmentFailDocument, { input: { id: first, reason: 'Lost' } });
    if (when === 'before') await lose();
    await client.send(OrderCancelDocument, { input: { id } });
    if (when === 'after') await lose();
    expect(await closed).toMatchObject({
      status: 'FAILED',
      fulfillments: [{ status: 'FAILED' }, { status: 'CANCELLED' }],
    });
  });

  test('fails when the charge is declined, and puts the items back', async () => {
    const before = await unitsOf(client, shoe.sku);
    const { id } = await place(client, [shoe], `declined-${crypto.randomUUID()}`);
    expect(await watchUntil(client, id, isClosed)).toMatchObject({
      status: 'FAILED',
      totalCharged: { amount: 0 },
      fulfillments: [
        { status: 'FAILED', payment: { status: 'FAILED', declineCode: 'DECLINED' }, shipment: null },
      ],
    });
    expect(await timelineTypes(client, id)).toEqual(
      expect.arrayContaining(['PAYMENT_DECLINED', 'ITEMS_RELEASED', 'ORDER_FAILED']),
    );
    expect(await unitsOf(client, shoe.sku)).toEqual(before);
  });
});

describe('fraud settings', () => {
  const settle = (input: FraudSettingsUpdateInput) => client.send(FraudSettingsUpdateDocument, { input });
  beforeEach(() => () => settle({ limit: null, maintenanceMode: false }).then(() => undefined));

  test('limit what one customer is charged in total', async () => {
    const first = await placeBooked(client, [shoe]);
    const charged = first.booked.totalCharged.amount;
    await settle({ limit: { amount: charged + 1_000, currency: 'USD' } });
    const second = await place(client, [shoe], first.customerId);
    expect(await watchUntil(client, second.id, isClosed)).toMatchObject({
      status: 'FAILED',
      fulfillments: [{ payment: { declineCode: 'FRAUD_LIMIT' } }],
    });
    const other = await placeBooked(client, [shoe]);
    expect(other.booked.status).toBe('PROCESSING');
  });

  test('decline every charge in maintenance mode', async () => {
    await settle({ maintenanceMode: true });
    const { id } = await place(client, [shoe]);
    expect(await watchUntil(client, id, isClosed)).toMatchObject({
      status: 'FAILED',
      fulfillments: [{ payment: { declineCode: 'MAINTENANCE' } }],
    });
  });
});

test('gives the last item to one of two orders that race for it', async () => {
  const sku = 'NIKE-VAPORFLY';
  await setStock(client, sku, 'Seattle', 1);
  await setStock(client, sku, 'Boston', 0);
  const orders = await Promise.all([
    place(client, [{ sku, quantity: 1 }]),
    place(client, [{ sku, quantity: 1 }]),
  ]);
  const states = await Promise.all(
    orders.map(({ id }) => watchUntil(client, id, (order) => isBooked(order) || isClosed(order))),
  );
  expect(states.map(({ status }) => status).sort()).toEqual(['CANCELLED', 'PROCESSING']);
  expect(await unitsOf(client, sku)).toEqual({ available: 0, reserved: 1 });
});
