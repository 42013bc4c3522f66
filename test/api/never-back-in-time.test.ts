import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { dispatch, placeBooked } from '../client/orders.js';
import { OrderUpdatedDocument } from '../generated/graphql.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { ask } from './ask.js';

let addresses: StackAddresses;
beforeAll(async () => {
  addresses = await sharedStack();
});

/** Keeps the order's row as it is: it can be read, and no publication gets past. */
async function holdRow(orderId: string): Promise<AsyncDisposable> {
  const client = new pg.Client({ connectionString: addresses.databaseUrl });
  await client.connect();
  await client.query('begin');
  const { rowCount } = await client.query('select from orders where id = $1 for update', [orderId]);
  expect(rowCount).toBe(1);
  return {
    async [Symbol.asyncDispose]() {
      await client.query('rollback');
      await client.end();
    },
  };
}

const everywhere = `query ($id: ID!, $shipmentId: ID!, $customerId: ID!) {
  order(id: $id) { revision fulfillments { shipment { status order { revision } } } }
  shipment(id: $shipmentId) { status order { revision } }
  orders(where: { customerId: $customerId }) { nodes { id revision } }
  shipments(where: { orderId: $id }) { nodes { id status order { revision } } }
}`;

test('no query and no subscription undoes a state that a client has seen, while the row is behind', async () => {
  await using client = new ApiClient(addresses);
  const items = [{ sku: 'NIKE-PEGASUS', quantity: 1 }];
  const { id, customerId, shipmentId, booked } = await placeBooked(client, items);
  await using _ = await holdRow(id);
  // The workflow answers for itself.
  await dispatch(client, shipmentId);
  const { data, errors } = await ask(addresses.graphqlUrl, everywhere, { id, shipmentId, customerId });
  expect(errors).toEqual([]);
  const revision = data.order.revision;
  expect(revision).toBeGreaterThan(booked.revision);
  const shipment = { status: 'DISPATCHED', order: { revision } };
  expect(data).toEqual({
    order: { revision, fulfillments: [{ shipment }] },
    shipment,
    orders: { nodes: [{ id, revision }] },
    shipments: { nodes: [{ id: shipmentId, ...shipment }] },
  });
  for await (const { orderUpdated } of client.watch(OrderUpdatedDocument, { id })) {
    expect(orderUpdated.revision).toBe(revision);
    break;
  }
});
