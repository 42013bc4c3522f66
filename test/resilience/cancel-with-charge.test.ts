import pg from 'pg';
import { expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { isClosed, place, watchUntil } from '../client/orders.js';
import { OrderCancelDocument } from '../generated/graphql.js';
import { startStack } from '../stack/stack.js';

test('an order that receives a cancel together with the result of its charge books no courier and refunds the charge', async () => {
  await using stack = await startStack({ workers: ['orders', 'billing', 'shipments'] });
  await using client = new ApiClient(stack.addresses);
  const [ordersWorker, billingWorker] = stack.workers;
  await billingWorker?.stop();
  const { id } = await place(client, [{ sku: 'NIKE-COURT-VISION', quantity: 1 }]);
  await watchUntil(client, id, ({ status }) => status === 'PROCESSING');

  // With no orders worker up, the charge's result and the cancel wait for it and come in one task.
  await ordersWorker?.stop();
  const { orderCancel } = await client.send(OrderCancelDocument, { input: { id } });
  expect(orderCancel).toMatchObject({ pending: true, userErrors: [], order: { id } });
  await billingWorker?.restart();
  const database = new pg.Client({ connectionString: stack.addresses.databaseUrl });
  await database.connect();
  const rowsOf = async (text: string) => (await database.query(text)).rows;
  await expect.poll(() => rowsOf('select state from payments')).toEqual([{ state: 'CHARGED' }]);
  await ordersWorker?.restart();

  expect(await watchUntil(client, id, isClosed)).toMatchObject({
    status: 'CANCELLED',
    fulfillments: [{ status: 'CANCELLED', payment: { status: 'REFUNDED' }, shipment: null }],
  });
  expect(await rowsOf(`select state from bookings where state <> 'VOIDED'`)).toEqual([]);
  await database.end();
});
