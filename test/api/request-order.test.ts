import { afterEach, expect, test, vi } from 'vitest';
import { placedOrder } from '../../schema/domain/placed-order.js';
import { OrderWaiter } from '../../src/feed/orders/order-waiter.js';
import { OrderRequests } from '../../src/limits/order-requests.js';
import { createOrderService } from '../../src/orders/order-service.js';
import { requestIdErrors } from '../../src/resolvers/request-id.js';
import { RecentOrders } from '../../src/store/recent-orders.js';

const order = placedOrder(
  { id: 'one', customerId: 'ada', items: [{ sku: 'shoe', quantity: 1 }], deliveryAddress: null },
  new Date().toISOString(),
);
const never = new Promise<never>(() => {});
const catalogue = { unknownSkus: async () => [] };

afterEach(() => {
  vi.useRealTimers();
});

/** As `setTimeout` of the clock that the test moves. */
function after<Value>(milliseconds: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, value));
}

test('with no worker, a database that hangs and a slow Temporal Service, a request is pending in time, with the newest state', async () => {
  vi.useFakeTimers();
  const wait = new OrderWaiter(() => () => {});
  const newest = { ...order, revision: order.revision + 1 };
  const orders = createOrderService({
    workflows: {
      start: () => expect.fail('Nothing is placed'),
      signal: () => after(1_400, 'SENT' as const),
      status: (_, milliseconds) => after(milliseconds, 'NO_ANSWER' as const),
      placed: async () => order,
    },
    readOrder: () => never,
    isIdClaimed: async () => false,
    catalogue,
    recentOrders: new RecentOrders(),
    feed: { waitForOrder: () => wait },
    requestLimit: new OrderRequests(),
  });
  wait.receive({ snapshot: newest, eventCount: 1 });
  const settled = vi.fn();
  void orders
    .request({
      orderId: order.id,
      requestId: 'cancel-it',
      message: { name: 'cancel', content: {} },
      maySee: () => true,
      seesAll: true,
      actorFor: () => ({ kind: 'CUSTOMER', id: 'ada' }),
    })
    .then(settled);
  await vi.advanceTimersByTimeAsync(2_600);
  expect(settled).toHaveBeenCalledWith({ kind: 'PENDING', order: newest });
});

test('a shipment that is not in the row yet is left for the workflow to judge', async () => {
  vi.useFakeTimers();
  const wait = new OrderWaiter(() => () => {});
  const signal = vi.fn(async () => 'SENT' as const);
  const orders = createOrderService({
    workflows: {
      start: () => expect.fail('Nothing is placed'),
      signal,
      status: (_, milliseconds) => after(milliseconds, 'NO_ANSWER' as const),
      placed: async () => order,
    },
    readOrder: async () => order,
    isIdClaimed: async () => false,
    catalogue,
    recentOrders: new RecentOrders(),
    feed: { waitForOrder: () => wait },
    requestLimit: new OrderRequests(),
  });
  const settled = vi.fn();
  void orders
    .request({
      orderId: order.id,
      requestId: 'fetch-it',
      message: { name: 'updateShipment', content: { shipmentId: 'shp-1-one', action: 'DISPATCH' } },
      maySee: ({ fulfillments }) => fulfillments.length > 0,
      seesAll: true,
      actorFor: () => ({ kind: 'OPERATOR', id: null }),
    })
    .then(settled);
  await vi.advanceTimersByTimeAsync(2_600);
  expect(signal).toHaveBeenCalledOnce();
  expect(settled).toHaveBeenCalledWith({ kind: 'PENDING', order });
});

test('a request that the workflow could make no sense of is refused before it is sent', async () => {
  using wait = new OrderWaiter(() => () => {});
  const orders = createOrderService({
    workflows: {
      start: () => expect.fail('Nothing is placed'),
      signal: () => expect.fail('It is sent'),
      status: async () => 'NO_ANSWER',
      placed: async () => order,
    },
    readOrder: async () => null,
    isIdClaimed: async () => false,
    catalogue,
    recentOrders: new RecentOrders(),
    feed: { waitForOrder: () => wait },
    requestLimit: new OrderRequests(),
  });
  const content = { shipmentId: 'shp-1-one', action: 'TRACK', type: 'NONSENSE' as 'DELAYED' } as const;
  const result = await orders.request({
    orderId: order.id,
    requestId: 'report-it',
    message: { name: 'updateShipment', content },
    maySee: () => true,
    seesAll: true,
    actorFor: () => ({ kind: 'COURIER', id: null }),
  });
  expect(result).toMatchObject({ kind: 'REFUSED', refusal: { code: 'INVALID' } });
});

test('an order that the caller may not see is looked up once more, like one that does not exist', async () => {
  const looked: string[] = [];
  const lookFor = (rows: readonly (typeof order)[]) =>
    createOrderService({
      workflows: {
        start: () => expect.fail('Nothing is placed'),
        signal: () => expect.fail('It is sent'),
        status: async (id) => {
          looked.push(`status ${id === order.id ? 'asked' : id}`);
          return 'GONE';
        },
        placed: async (id) => {
          looked.push(`placed ${id === order.id ? 'asked' : id}`);
          return null;
        },
      },
      readOrder: async (id) => rows.find((row) => row.id === id) ?? null,
      isIdClaimed: async () => false,
      catalogue,
      recentOrders: new RecentOrders(),
      feed: { waitForOrder: () => new OrderWaiter(() => () => {}) },
      requestLimit: new OrderRequests(),
    });
  for (const orders of [lookFor([]), lookFor([order])]) {
    expect(await orders.find(order.id, () => false)).toBeNull();
    const result = await orders.request({
      orderId: order.id,
      requestId: 'cancel-it',
      message: { name: 'cancel', content: {} },
      maySee: () => false,
      seesAll: false,
      actorFor: () => ({ kind: 'CUSTOMER', id: 'mallory' }),
    });
    expect(result).toEqual({ kind: 'NOT_FOUND' });
  }
  expect(looked).toEqual(['status asked', 'placed asked', 'status none:', 'placed none:']);
});

test('a request id that the workflow would change is refused', () => {
  const error = { code: 'INVALID', field: ['input', 'requestId'] };
  for (const id of ['a\u0001b', 'a\u0007', '\u0085', 'a\u0000b', ' ', '']) {
    expect(requestIdErrors(id)).toMatchObject([error]);
  }
  for (const id of ['a b:c', 'Ünïcode ✓', null, undefined]) expect(requestIdErrors(id)).toEqual([]);
});
