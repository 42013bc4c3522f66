import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { isBooked, newOrderId, watchUntil } from '../client/orders.js';
import { OrderCreateDocument, OrderListDocument } from '../generated/graphql.js';
import { sharedStack } from '../stack/shared.js';

test('an order is found by its recipient, its tracking number and the name of a product, over HTTP and WebSocket', async () => {
  const addresses = await sharedStack();
  await using client = new ApiClient(addresses);
  const id = newOrderId();
  const surname = `Nørberg-${randomUUID().slice(0, 8)}`;
  const customerId = newOrderId('customer');
  const deliveryAddress = {
    name: `Ada  ${surname}`,
    line1: '12 Harbour Street',
    city: 'Portland',
    postalCode: '97209',
    country: 'US',
  };
  const items = [{ sku: 'ASICS-CUMULUS', quantity: 1 }];
  const input = { id, customerId, items, deliveryAddress };
  const { orderCreate } = await client.send(OrderCreateDocument, { input });
  expect(orderCreate?.userErrors).toEqual([]);
  const { fulfillments } = await watchUntil(client, id, isBooked);
  const trackingNumber = fulfillments[0]?.shipment?.trackingNumber ?? '';
  expect(trackingNumber).not.toBe('');
  for (const search of [`ada ${surname}`, surname.slice(0, -1).toUpperCase(), trackingNumber.toLowerCase()]) {
    const where = { search };
    const { orders } = await client.send(OrderListDocument, { where });
    expect(
      orders?.nodes.map((order) => order.id),
      search,
    ).toEqual([id]);
    for await (const { orders: pushed } of client.watch(OrderListDocument, { where })) {
      expect(
        pushed?.nodes.map((order) => order.id),
        search,
      ).toEqual([id]);
    }
  }
  const named = { search: 'gel-cumulus', customerId };
  const { orders } = await client.send(OrderListDocument, { where: named });
  expect(orders?.nodes.map((order) => order.id)).toEqual([id]);
  const { orders: others } = await client.send(OrderListDocument, {
    where: { ...named, status: ['FAILED'] },
  });
  expect(others?.nodes).toEqual([]);
});
