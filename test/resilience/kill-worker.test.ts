import pg from 'pg';
import { expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, isBooked, isClosed, place, shipmentIds, watchUntil } from '../client/orders.js';
import { startStack } from '../stack/stack.js';

const items = [{ sku: 'NIKE-COURT-VISION', quantity: 1 }];

test('ten orders complete, charged and delivered once, though every worker is killed among them', async () => {
  await using stack = await startStack({ workers: ['orders', 'billing', 'shipments'] });
  await using client = new ApiClient(stack.addresses);
  const customerId = 'ten-orders';

  const complete = async (id: string) => {
    const closed = watchUntil(client, id, isClosed);
    const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
    await dispatchAndDeliver(client, shipment);
    return closed;
  };

  const orders = await Promise.all(Array.from({ length: 10 }, () => place(client, items, customerId)));
  const completed = orders.map(({ id }) => complete(id));
  const [ordersWorker, billingWorker, shipmentsWorker] = stack.workers;
  for (const worker of [ordersWorker, billingWorker, shipmentsWorker]) {
    await worker?.kill();
    await worker?.restart();
  }

  const ended = await Promise.all(completed);
  expect(ended.map(({ status }) => status)).toEqual(orders.map(() => 'COMPLETED'));

  const total = ended.reduce((sum, order) => sum + order.totalCharged.amount, 0);
  const database = new pg.Client({ connectionString: stack.addresses.databaseUrl });
  await database.connect();
  const charged = await database.query('select charged from fraud_tallies where customer_id = $1', [
    customerId,
  ]);
  const stock = await database.query(
    'select sum(available)::int as available, sum(reserved)::int as reserved from stock where sku = $1',
    [items[0]?.sku],
  );
  await database.end();
  expect(Number(charged.rows[0]?.charged)).toBe(total);
  expect(stock.rows[0]).toEqual({ available: 2_000 - orders.length, reserved: 0 });
  // What a killed worker had begun is begun again when its time is over: half a minute for a charge or a booking.
});
