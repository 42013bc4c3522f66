import { describe, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import {
  deliver,
  deliverOnceBooked,
  dispatch,
  isClosed,
  orderById,
  place,
  placeBooked,
  watchUntil,
} from '../client/orders.js';
import { OrderCreateDocument } from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const items = [{ sku: 'NIKE-COURT-VISION', quantity: 1 }];

const outages = {
  stopped: {
    begin: (stack: Stack) => stack.postgres?.stop(),
    end: (stack: Stack) => stack.postgres?.start(),
  },
  frozen: {
    begin: (stack: Stack) => stack.postgres?.freeze(),
    end: (stack: Stack) => stack.postgres?.thaw(),
  },
} as const;

describe.each(Object.entries(outages))('while PostgreSQL is %s', (_, outage) => {
  test('orders are taken, the state of others is served, and all go on afterwards', async () => {
    await using stack = await startStack({ ownPostgres: true });
    await using client = new ApiClient(stack.addresses);
    const early = await placeBooked(client, items);

    await outage.begin(stack);
    const placed = await Promise.all(Array.from({ length: 5 }, () => place(client, items)));
    const strange = await place(client, [
      { sku: 'NO-SHOE', quantity: 2 },
      { sku: 'ADIDAS-SAMBA', quantity: 1 },
    ]);
    // No row can be read: the workflows are asked.
    expect(await orderById(client, early.id)).toMatchObject({ id: early.id, status: 'PROCESSING' });
    expect(await orderById(client, placed[0]?.id ?? '')).toMatchObject({ status: 'PENDING' });
    // And they act: a shipment is dispatched and its order knows it.
    await dispatch(client, early.shipmentId);
    expect(await orderById(client, early.id)).toMatchObject({
      fulfillments: [{ shipment: { status: 'DISPATCHED' } }],
    });
    await outage.end(stack);

    // The same order again is that order, now that the catalogue can be asked, too.
    const { orderCreate } = await client.send(OrderCreateDocument, {
      input: { ...strange, items: [...strange.items] },
    });
    expect(orderCreate).toMatchObject({ order: { id: strange.id }, userErrors: [] });
    expect(await watchUntil(client, strange.id, isClosed)).toMatchObject({
      status: 'CANCELLED',
      cancellation: { reason: 'Out of stock: 1 × Adidas Samba Classic. Not in the catalogue: 2 × NO-SHOE' },
    });

    const delivered = watchUntil(client, early.id, isClosed);
    await deliver(client, early.shipmentId);
    expect(await delivered).toMatchObject({ status: 'COMPLETED' });
    for (const { id } of placed)
      expect(await deliverOnceBooked(client, id)).toMatchObject({ status: 'COMPLETED' });
    // Workers that retry are up to a minute apart.
  });
});
