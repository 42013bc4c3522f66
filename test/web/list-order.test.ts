import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/store/database.js';
import { openStore } from '../../src/store/database.js';
import { pageRequestOf } from '../../src/store/page.js';
import { readOrderPage } from '../../src/store/read-order-page.js';
import { readShipmentPage } from '../../src/store/read-shipment-page.js';
import type { PageSort } from '../../web/client/list-order.js';
import { orderOfOrders, orderOfShipments } from '../../web/client/list-order.js';
import {
  OrderDocument,
  OrdersDocument,
  ShipmentsChangedDocument,
  ShipmentsDocument,
} from '../../web/generated/graphql.js';
import type { ActivityDatabase } from '../activities/activity-database.js';
import { createActivityDatabase } from '../activities/activity-database.js';
import { orderInStatus } from '../api/sample-order.js';
import { ApiClient } from '../client/api-client.js';
import { dispatch, isBooked, newOrderId, place, shipmentIds, watchUntil } from '../client/orders.js';
import { sharedStack } from '../stack/shared.js';
import { oddIds } from './odd-ids.js';

let client: ApiClient;
let own: ActivityDatabase;
let store: Store;

beforeAll(async () => {
  client = new ApiClient(await sharedStack());
  own = await createActivityDatabase();
  store = openStore(own.url);
});
afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await store?.destroy();
  await own?.[Symbol.asyncDispose]();
});

const sorts = Object.keys(orderOfOrders) as PageSort[];

test('every live list puts rows where the server would', async () => {
  const customerId = newOrderId('customer');
  // Two warehouses: two shipments that came to be at one moment.
  const both = [
    { sku: 'BROOKS-GHOST', quantity: 1 },
    { sku: 'NIKE-PEGASUS', quantity: 1 },
    { sku: 'PUMA-PALERMO', quantity: 1 },
  ];
  const first = await place(client, both, customerId);
  await place(client, both, customerId);
  const last = await place(client, both, customerId);
  const [early = ''] = shipmentIds(await watchUntil(client, first.id, isBooked));
  await watchUntil(client, last.id, isBooked);

  const changes = client.watch(ShipmentsChangedDocument, { where: { orderId: first.id } });
  await changes.next();
  // The oldest moves last.
  await dispatch(client, early);
  const told = await nextShipment(changes, early);

  for (const sort of sorts) {
    const { orders } = await client.send(OrdersDocument, { first: 100, where: { customerId }, sort });
    const nodes = (orders?.edges ?? []).map(({ node }) => node);
    expect(nodes).toHaveLength(3);
    expect(nodes, sort).toEqual(nodes.toReversed().sort(orderOfOrders[sort]));
  }
  const { shipments } = await client.send(ShipmentsDocument, { first: 100 });
  const nodes = (shipments?.edges ?? []).map(({ node }) => node);
  expect(nodes.length).toBeGreaterThan(3);
  expect(nodes).toEqual(nodes.toReversed().sort(orderOfShipments));

  // The same moment wherever it is read.
  const { order } = await client.send(OrderDocument, { id: first.id });
  const inOrder = order?.fulfillments.find(({ shipment }) => shipment?.id === early)?.shipment;
  const inList = nodes.find(({ id }) => id === early);
  expect(told?.createdAt).toBe(inList?.createdAt);
  expect(inOrder?.createdAt).toBe(inList?.createdAt);
  expect(told?.updatedAt).not.toBe(told?.createdAt);
});

async function nextShipment(
  changes: AsyncGenerator<{
    readonly shipmentsChanged: {
      readonly shipment?: { id: string; status: string; createdAt: string; updatedAt: string } | null;
    };
  }>,
  id: string,
) {
  for await (const { shipmentsChanged } of changes) {
    const { shipment } = shipmentsChanged;
    if (shipment?.id === id && shipment.status === 'DISPATCHED') return shipment;
  }
  return undefined;
}

test('rows of one moment are in the order of the server too, whatever their ids', async () => {
  const ids = [...oddIds, 'A', 'a', 'Z', 'é', 'e', '\uff5e', '👟', 'aa'];
  const at = new Date('2026-03-01T10:00:00Z');
  await own.query(
    `insert into orders (id, run_id, customer_id, status, revision, placed_at, updated_at, skus, snapshot)
     select id, 'run', 'kim', 'PENDING', 1, $2, $2, '{}', snapshot
     from unnest($1::text[], $3::jsonb[]) as rows (id, snapshot)`,
    [
      ids,
      at,
      ids.map((id) =>
        JSON.stringify({
          ...orderInStatus('PENDING', 'kim', id),
          placedAt: at.toISOString(),
          updatedAt: at.toISOString(),
        }),
      ),
    ],
  );
  await own.query(
    `insert into shipments (id, order_id, fulfillment_id, customer_id, location, status, revision, created_at,
       updated_at, contents)
     select id, id, id, 'kim', 'Boston', 'BOOKED', 1, $2, $2, '{"items": [], "deliveryAddress": null, "shipment": {}}'
     from unnest($1::text[]) as id`,
    [ids, at],
  );
  const page = pageRequestOf({ first: 100 });
  for (const sort of sorts) {
    const { nodes } = await readOrderPage(store, { reach: null }, sort, page);
    expect(nodes).toHaveLength(new Set(ids).size);
    expect(idsOf(nodes), sort).toEqual(idsOf(nodes.toReversed().sort(orderOfOrders[sort])));
  }
  const { nodes } = await readShipmentPage(store, { reach: { of: 'ALL' } }, 'CREATED_AT_DESC', page);
  expect(idsOf(nodes)).toEqual(idsOf(nodes.toReversed().sort(orderOfShipments)));
});

const idsOf = (nodes: readonly { readonly id: string }[]) => nodes.map(({ id }) => id);
