import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import type { WatchedOrder } from '../client/orders.js';
import { isClosed, judged, place, timelineTypes, unitsOf, watchUntil } from '../client/orders.js';
import { OrderAmendDocument, OrderCancelDocument } from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const shoe = { sku: 'NIKE-PEGASUS', quantity: 1 };
const unavailable = { sku: 'ADIDAS-SAMBA', quantity: 1 };
const RACES = 100;
const AT_ONCE = 20;

let stack: Stack;
let client: ApiClient;

beforeAll(async () => {
  stack = await startStack({ environment: { CUSTOMER_ACTION_TIMEOUT: '2s' } });
  client = new ApiClient(stack.addresses);
});
afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

/**
 * Amends an order as close to its deadline as possible, and returns what its watcher saw and the answer that it got.
 */
async function race(client: ApiClient, millisecondsBefore: number) {
  const { id } = await place(client, [shoe, unavailable]);
  const seen: WatchedOrder[] = [];
  let asked: (order: WatchedOrder) => void;
  const asking = new Promise<WatchedOrder>((resolve) => {
    asked = resolve;
  });
  const closed = watchUntil(
    client,
    id,
    (order) => {
      if (order.status === 'CUSTOMER_ACTION_REQUIRED') asked(order);
      return isClosed(order);
    },
    seen,
  );
  const deadline = Date.parse((await asking).actionDeadline ?? '');
  // The race is against a clock, so the request has to be sent at a certain time.
  await new Promise((resolve) => setTimeout(resolve, deadline - millisecondsBefore - Date.now()));
  const { orderAmend } = await judged(client, OrderAmendDocument, { id });
  const accepted = orderAmend?.userErrors.length === 0;
  if (accepted) await judged(client, OrderCancelDocument, { id });
  return { seen, last: await closed, accepted };
}

test('an order times out when nobody decides, and puts back what was reserved', async () => {
  const before = await unitsOf(client, shoe.sku);
  const { id } = await place(client, [shoe, unavailable]);
  const order = await watchUntil(client, id, isClosed);
  expect(order).toMatchObject({ status: 'TIMED_OUT', actionDeadline: null, totalCharged: { amount: 0 } });
  expect(await timelineTypes(client, id)).toEqual(
    expect.arrayContaining(['ACTION_TIMED_OUT', 'ITEMS_RELEASED', 'ORDER_TIMED_OUT']),
  );
  expect(await unitsOf(client, shoe.sku)).toEqual(before);
});

test('no watcher sees an ending that is not final, however close the amendment is to the deadline', async () => {
  const outcomes: boolean[] = [];
  // How long before the deadline an amendment has to be sent for both sides to win some: found by trying.
  let aim = 0;
  let step = 20;
  while (outcomes.length < RACES || new Set(outcomes).size < 2) {
    const races = Array.from({ length: AT_ONCE }, (_, n) => race(client, aim + 2 * n));
    const ended = await Promise.all(races);
    for (const { seen, last, accepted } of ended) {
      outcomes.push(accepted);
      const toldTimedOut = seen.some(({ status }) => status === 'TIMED_OUT');
      expect(last.status).toBe(accepted ? 'CANCELLED' : 'TIMED_OUT');
      expect(toldTimedOut).toBe(!accepted);
    }
    const won = ended.filter(({ accepted }) => accepted).length;
    if (won > 0 && won < AT_ONCE) step = 20;
    else {
      aim += won === 0 ? step : -step;
      step *= 2;
    }
  }
});
