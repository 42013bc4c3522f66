import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { ApiClient } from '../client/api-client.js';
import { isBooked, newOrderId, place, placeBooked, watchUntil } from '../client/orders.js';
import type { StackAddresses } from '../stack/addresses.js';
import { sharedStack } from '../stack/shared.js';
import { startStack } from '../stack/stack.js';
import { changeWebhook } from '../webhooks/webhook-api.js';
import { ask, askOnce, askUntilAnswered } from './ask.js';

let addresses: StackAddresses;
beforeAll(async () => {
  addresses = await sharedStack();
});

const create = `mutation ($input: OrderCreateInput!) {
  orderCreate(input: $input) { order { id customerId status revision } userErrors { code field } }
}`;
const cancel = `mutation ($input: OrderCancelInput!) {
  orderCancel(input: $input) { order { id status } requestId pending userErrors { code field } }
}`;
const dispatch = `mutation ($input: ShipmentDispatchInput!) {
  shipmentDispatch(input: $input) { shipment { id status } requestId pending userErrors { code field } }
}`;
const timeline = 'query ($id: ID!) { order(id: $id) { events(first: 100) { nodes { type requestId } } } }';
const items = [{ sku: 'NIKE-PEGASUS', quantity: 1 }];

async function eventTypes(id: string, url = addresses.graphqlUrl): Promise<readonly string[]> {
  const { data } = await ask(url, timeline, { id });
  return data.order.events.nodes.map(({ type }: { type: string }) => type);
}

async function bookedOrder(client: ApiClient) {
  const { id, shipmentId } = await placeBooked(client, items);
  return { id, shipmentId };
}

describe('placing an order', () => {
  test('many times at once makes one order', async () => {
    const input = { id: newOrderId(), customerId: 'kim', items };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(addresses.graphqlUrl, create, { input })),
    );
    for (const { data } of answers) {
      expect(data.orderCreate).toMatchObject({ order: { id: input.id }, userErrors: [] });
    }
    await using client = new ApiClient(addresses);
    await watchUntil(client, input.id, isBooked);
    const types = await eventTypes(input.id);
    expect(types.filter((type) => type === 'ORDER_PLACED')).toHaveLength(1);
    expect(types.filter((type) => type === 'PAYMENT_CHARGED')).toHaveLength(1);
  });

  test('again gives the order as it is now; with other contents the id is taken', async () => {
    await using client = new ApiClient(addresses);
    const input = { ...(await place(client, items)), deliveryAddress: null };
    await watchUntil(client, input.id, isBooked);
    const again = await ask(addresses.graphqlUrl, create, { input });
    expect(again.data.orderCreate).toMatchObject({ order: { status: 'PROCESSING' }, userErrors: [] });
    const address = { name: 'A', line1: '1 Road', city: 'Town', postalCode: '1', country: 'US' };
    const addressed = { ...input, id: newOrderId(), items: [...items, { sku: 'PUMA-SUEDE', quantity: 1 }] };
    for (const same of [
      { ...addressed, deliveryAddress: address },
      { ...addressed, deliveryAddress: { ...address, line2: '', region: null, city: ' Town ' } },
      { ...addressed, items: addressed.items.toReversed(), deliveryAddress: address },
    ]) {
      const { data } = await ask(addresses.graphqlUrl, create, { input: same });
      expect(data.orderCreate).toMatchObject({ order: { id: addressed.id }, userErrors: [] });
    }
    for (const other of [
      { ...input, customerId: 'somebody-else' },
      { ...input, items: [{ sku: 'NIKE-PEGASUS', quantity: 2 }] },
      { ...input, items: [...items, { sku: 'ASICS-CUMULUS', quantity: 1 }] },
    ]) {
      const { data } = await ask(addresses.graphqlUrl, create, { input: other });
      expect(data.orderCreate).toMatchObject({
        order: { id: input.id, customerId: input.customerId },
        userErrors: [{ code: 'ORDER_ID_TAKEN', field: ['input', 'id'] }],
      });
    }
  });
});

describe('an order of a product that is not in the catalogue', () => {
  test('is refused with the line, and is not placed', async () => {
    const id = newOrderId();
    const lines = [...items, { sku: 'NO-SHOE', quantity: 1 }, { sku: 'ADIDAS-SAMBA', quantity: 1 }];
    const { data } = await ask(addresses.graphqlUrl, create, {
      input: { id, customerId: 'kim', items: [...lines, { sku: 'No shoe either', quantity: 1 }] },
    });
    expect(data.orderCreate).toEqual({
      order: null,
      userErrors: [
        { code: 'PRODUCT_NOT_FOUND', field: ['input', 'items', '1', 'sku'] },
        { code: 'PRODUCT_NOT_FOUND', field: ['input', 'items', '3', 'sku'] },
      ],
    });
    const found = await ask(addresses.graphqlUrl, 'query ($id: ID!) { order(id: $id) { id } }', { id });
    expect(found.data.order).toBeNull();
    // So its id is free.
    const placed = await ask(addresses.graphqlUrl, create, { input: { id, customerId: 'kim', items } });
    expect(placed.data.orderCreate).toMatchObject({ order: { id }, userErrors: [] });
    const other = await ask(addresses.graphqlUrl, create, { input: { id, customerId: 'kim', items: lines } });
    expect(other.data.orderCreate.userErrors).toMatchObject([{ code: 'ORDER_ID_TAKEN' }]);
  });

  test('placed without the API, waits for its customer, who learns which products are unknown', async () => {
    const connection = await Connection.connect({ address: addresses.temporalAddress });
    const client = new Client({ connection, namespace: addresses.namespace });
    await using watcher = new ApiClient(addresses);
    const id = newOrderId();
    const lines = [...items, { sku: 'ADIDAS-SAMBA', quantity: 2 }, { sku: 'NO-SHOE', quantity: 1 }];
    const args = [{ id, customerId: 'kim', items: lines }];
    await client.workflow.start('order', { workflowId: `order:${id}`, taskQueue: 'orders', args });
    const asking = await watchUntil(watcher, id, ({ status }) => status === 'CUSTOMER_ACTION_REQUIRED');
    expect(asking.fulfillments).toMatchObject([
      { status: 'PENDING', failureReason: null },
      {
        status: 'UNAVAILABLE',
        failureReason: 'Out of stock: 2 × Adidas Samba Classic. Not in the catalogue: 1 × NO-SHOE',
      },
    ]);
    // The same order again is that order, whatever the catalogue says.
    const again = await ask(addresses.graphqlUrl, create, { input: { id, customerId: 'kim', items: lines } });
    expect(again.data.orderCreate).toMatchObject({ order: { id }, userErrors: [] });
    await connection.close();
  });
});

test('an id that somebody used at the CLI for something else is taken', async () => {
  const connection = await Connection.connect({ address: addresses.temporalAddress });
  const client = new Client({ connection, namespace: addresses.namespace });
  await using watcher = new ApiClient(addresses);
  const id = newOrderId();
  for (const args of [['nonsense'], [{ id: 'another', customerId: 'kim', items }], []]) {
    const workflowId = `order:${id}-${args.length}-${typeof args[0]}`;
    await client.workflow.start('order', { workflowId, taskQueue: 'orders', args });
    const input = { id: workflowId.slice('order:'.length), customerId: 'kim', items };
    const { data } = await ask(addresses.graphqlUrl, create, { input });
    expect(data.orderCreate).toEqual({
      order: null,
      userErrors: [{ code: 'ORDER_ID_TAKEN', field: ['input', 'id'] }],
    });
    const query = 'query ($id: ID!) { order(id: $id) { id } }';
    expect((await ask(addresses.graphqlUrl, query, { id: input.id })).data.order).toBeNull();
    const cancelled = await ask(addresses.graphqlUrl, cancel, { input: { id: input.id } });
    expect(cancelled.data.orderCancel.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const watched = watchUntil(watcher, input.id, () => true);
    await expect(watched).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  }
  await connection.close();
});

describe('a request', () => {
  test('many times at once acts once, and everybody gets its answer', async () => {
    await using client = new ApiClient(addresses);
    const { id, shipmentId } = await bookedOrder(client);
    const input = { id: shipmentId, requestId: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask(addresses.graphqlUrl, dispatch, { input })),
    );
    for (const { data } of answers) {
      expect(data.shipmentDispatch).toEqual({
        shipment: { id: shipmentId, status: 'DISPATCHED' },
        requestId: input.requestId,
        pending: false,
        userErrors: [],
      });
    }
    expect((await eventTypes(id)).filter((type) => type === 'SHIPMENT_DISPATCHED')).toHaveLength(1);
  });

  test('that was refused is refused again, and its id is taken for anything else', async () => {
    await using client = new ApiClient(addresses);
    const { id, shipmentId } = await bookedOrder(client);
    await ask(addresses.graphqlUrl, dispatch, { input: { id: shipmentId } });
    const input = { id, requestId: randomUUID(), reason: 'too late' };
    const first = await ask(addresses.graphqlUrl, cancel, { input });
    expect(first.data.orderCancel).toMatchObject({
      order: { status: 'PROCESSING' },
      userErrors: [{ code: 'NOT_ALLOWED_NOW', field: ['input', 'id'] }],
    });
    expect((await ask(addresses.graphqlUrl, cancel, { input })).data).toEqual(first.data);
    const other = { ...input, reason: 'another reason' };
    expect((await ask(addresses.graphqlUrl, cancel, { input: other })).data.orderCancel.userErrors).toEqual([
      { code: 'REQUEST_ID_TAKEN', field: ['input', 'requestId'] },
    ]);
    expect((await eventTypes(id)).filter((type) => type === 'REQUEST_REFUSED')).toHaveLength(1);
  });

  test('keeps its id to itself: no other action and no other payload can use it', async () => {
    await using client = new ApiClient(addresses);
    const { id, shipmentId } = await bookedOrder(client);
    const input = { id: shipmentId, requestId: 'R1' };
    const dispatched = await ask(addresses.graphqlUrl, dispatch, { input });
    expect(dispatched.data.shipmentDispatch.userErrors).toEqual([]);
    const fail = `mutation ($input: ShipmentFailInput!) {
      shipmentFail(input: $input) { userErrors { code field } }
    }`;
    const taken = [{ code: 'REQUEST_ID_TAKEN', field: ['input', 'requestId'] }];
    const failed = await ask(addresses.graphqlUrl, fail, { input: { ...input, reason: 'lost' } });
    expect(failed.data.shipmentFail.userErrors).toEqual(taken);
    const again = await ask(addresses.graphqlUrl, dispatch, { input });
    expect(again.data.shipmentDispatch).toEqual(dispatched.data.shipmentDispatch);
    expect(await eventTypes(id)).not.toContain('SHIPMENT_FAILED');
  });

  test('that was accepted acts once, however many are refused after it', async () => {
    await using client = new ApiClient(addresses);
    const { id, shipmentId } = await bookedOrder(client);
    const track = { shipmentId, action: 'TRACK', type: 'DELAYED', requestId: 'first-report' };
    const actor = { kind: 'COURIER', id: 'kim' };
    const connection = await Connection.connect({ address: addresses.temporalAddress });
    const temporal = new Client({ connection, namespace: addresses.namespace });
    const handle = temporal.workflow.getHandle(`order:${id}`);
    await handle.signal('updateShipment', { ...track, actor });
    for (let n = 0; n < 70; n++) {
      await handle.signal('updateShipment', {
        ...track,
        action: 'DELIVER',
        requestId: `refused-${n}`,
        actor,
      });
    }
    await handle.signal('updateShipment', { ...track, actor });
    const { fulfillments } = await handle.query<OrderSnapshot>('status');
    const events = fulfillments[0]?.shipment?.trackingEvents ?? [];
    expect(events.filter(({ type }) => type === 'DELAYED')).toHaveLength(1);
    await connection.close();
  });

  test('that arrives when the order closes no longer changes anything', async () => {
    await using client = new ApiClient(addresses);
    const { id, shipmentId } = await bookedOrder(client);
    await ask(addresses.graphqlUrl, dispatch, { input: { id: shipmentId } });
    const closed = watchUntil(client, id, ({ closedAt }) => closedAt !== null);
    const connection = await Connection.connect({ address: addresses.temporalAddress });
    const temporal = new Client({ connection, namespace: addresses.namespace });
    const handle = temporal.workflow.getHandle(`order:${id}`);
    // They come while the last state is published, and after: then there is no workflow any more.
    const signals = [handle.signal('updateShipment', { shipmentId, action: 'DELIVER' })];
    for (let n = 0; n < 40; n++) signals.push(handle.signal('cancel', { requestId: `late-${n}` }));
    await Promise.allSettled(signals);
    const { revision } = await closed;
    await handle.result();
    const { data } = await ask(addresses.graphqlUrl, 'query ($id: ID!) { order(id: $id) { revision } }', {
      id,
    });
    expect(data.order.revision).toBe(revision);
    await connection.close();
  });

  test('gets its first answer also when the order has ended since; a new one comes too late', async () => {
    await using client = new ApiClient(addresses);
    const { id } = await bookedOrder(client);
    const input = { id, requestId: randomUUID() };
    const first = await ask(addresses.graphqlUrl, cancel, { input });
    expect(first.data.orderCancel.userErrors).toEqual([]);
    await watchUntil(client, id, ({ closedAt }) => closedAt !== null);
    const again = await ask(addresses.graphqlUrl, cancel, { input });
    expect(again.data.orderCancel).toMatchObject({ order: { status: 'CANCELLED' }, userErrors: [] });
    const late = await ask(addresses.graphqlUrl, cancel, { input: { id } });
    expect(late.data.orderCancel.userErrors).toMatchObject([{ code: 'ALREADY_FINAL' }]);
  });

  test('with a text that cannot be kept is refused with the path', async () => {
    await using client = new ApiClient(addresses);
    const { id, shipmentId } = await bookedOrder(client);
    const long = 'x'.repeat(501);
    const field = async (query: string, input: object) => {
      const { data } = await ask(addresses.graphqlUrl, query, { input });
      const [payload] = Object.values(data) as {
        userErrors: unknown[];
        order?: unknown;
        shipment?: unknown;
      }[];
      expect(payload?.order ?? payload?.shipment).toBeTruthy();
      return payload?.userErrors;
    };
    const invalid = (name: string) => [{ code: 'INVALID', field: ['input', name] }];
    expect(await field(cancel, { id, reason: long })).toEqual(invalid('reason'));
    expect(await field(cancel, { id, reason: 'a\u0000b' })).toEqual(invalid('reason'));
    expect(await field(cancel, { id, requestId: '' })).toEqual(invalid('requestId'));
    const fail = `mutation ($input: ShipmentFailInput!) {
      shipmentFail(input: $input) { shipment { id } userErrors { code field } }
    }`;
    expect(await field(fail, { id: shipmentId, reason: ' ' })).toEqual(invalid('reason'));
    const track = `mutation ($input: ShipmentEventCreateInput!) {
      shipmentEventCreate(input: $input) { shipment { id } userErrors { code field } }
    }`;
    expect(await field(track, { id: shipmentId, type: 'IN_TRANSIT', note: long })).toEqual(invalid('note'));
  });

  test('to one order over and over is held back', async () => {
    await using client = new ApiClient(addresses);
    const { id } = await bookedOrder(client);
    const amend = 'mutation ($id: ID!) { orderAmend(input: { id: $id }) { userErrors { code } } }';
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => askOnce(addresses.graphqlUrl, amend, { id })),
    );
    const codes = answers.map(({ code }) => code);
    const heldBack = codes.filter((code) => code === 'TOO_MANY_REQUESTS').length;
    // A burst is taken, and what comes at a rate: how many they are is said by the test of the limit, with its own clock.
    expect(heldBack).toBeGreaterThan(0);
    expect(heldBack).toBeLessThanOrEqual(180);
  });
});

test('a courier that reports late changes neither what is newer nor the order of things', async () => {
  await using client = new ApiClient(addresses);
  const { shipmentId } = await bookedOrder(client);
  await ask(addresses.graphqlUrl, dispatch, { input: { id: shipmentId } });
  const track = `mutation ($input: ShipmentEventCreateInput!) {
    shipmentEventCreate(input: $input) {
      shipment { estimatedDelivery trackingEvents { at note } }
      userErrors { code field }
    }
  }`;
  const report = async (input: object) => {
    const id = shipmentId;
    const { data } = await ask(addresses.graphqlUrl, track, { input: { id, type: 'DELAYED', ...input } });
    return data.shipmentEventCreate;
  };
  const hence = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const newest = hence(3 * 24 * 60);
  await report({ at: hence(10), estimatedDelivery: hence(5 * 24 * 60), note: 'from the future' });
  expect(await report({ estimatedDelivery: newest, note: 'now' })).toMatchObject({
    shipment: { estimatedDelivery: newest },
  });
  const late = await report({ at: hence(-10), estimatedDelivery: hence(24 * 60), note: 'late' });
  expect(late).toMatchObject({ shipment: { estimatedDelivery: newest }, userErrors: [] });
  const { trackingEvents } = late.shipment as { trackingEvents: { at: string; note: string | null }[] };
  expect(trackingEvents.map(({ note }) => note)).toEqual(['late', null, null, 'now', 'from the future']);

  for (const year of ['0001', '1999', '9999']) {
    const time = `${year}-06-01T00:00:00Z`;
    const { userErrors } = await report({ at: time, estimatedDelivery: time });
    expect(userErrors).toEqual([
      { code: 'INVALID', field: ['input', 'at'] },
      { code: 'INVALID', field: ['input', 'estimatedDelivery'] },
    ]);
  }
});

describe('stock adjustments', () => {
  const adjust = `mutation ($input: StockAdjustInput!) {
    stockAdjust(input: $input) {
      product { stock { location { name } available reserved } } userErrors { code field }
    }
  }`;
  const stockAdjust = async (input: object) =>
    (await ask(addresses.graphqlUrl, adjust, { input })).data.stockAdjust;
  const level = (payload: { product: { stock: { location: { name: string }; available: number }[] } }) =>
    payload.product.stock.find(({ location }) => location.name === 'Boston')?.available ?? 0;

  test('act once, also when they come at once', async () => {
    const input = { sku: 'ASICS-CUMULUS', locationId: 'location:Boston', by: 7, requestId: randomUUID() };
    const before = level(await stockAdjust({ ...input, by: 0, requestId: randomUUID() }));
    const payloads = await Promise.all(Array.from({ length: 8 }, () => stockAdjust(input)));
    expect(payloads.every(({ userErrors }) => userErrors.length === 0)).toBe(true);
    expect(level(await stockAdjust(input)) - before).toBe(7);
    expect((await stockAdjust({ ...input, by: 8 })).userErrors).toEqual([
      { code: 'REQUEST_ID_TAKEN', field: ['input', 'requestId'] },
    ]);
  });

  test('are refused for what is not there, and a repeated one gets its first answer', async () => {
    const input = { sku: 'ASICS-CUMULUS', locationId: 'location:Boston', by: -2_000_000_000 };
    const refusal = async (other: object) =>
      (await stockAdjust({ ...input, requestId: randomUUID(), ...other })).userErrors;
    const requestId = randomUUID();
    expect(await refusal({ requestId })).toEqual([{ code: 'NOT_ENOUGH', field: ['input', 'by'] }]);
    expect(await refusal({ requestId })).toEqual([{ code: 'NOT_ENOUGH', field: ['input', 'by'] }]);
    expect(await refusal({ requestId, by: 1 })).toEqual([
      { code: 'REQUEST_ID_TAKEN', field: ['input', 'requestId'] },
    ]);
    for (const locationId of ['location:Nowhere', 'Boston', 'product:ASICS-CUMULUS']) {
      expect(await refusal({ locationId })).toEqual([{ code: 'NOT_FOUND', field: ['input', 'locationId'] }]);
    }
    expect(await refusal({ sku: 'NO-SHOE' })).toEqual([
      { code: 'PRODUCT_NOT_FOUND', field: ['input', 'sku'] },
    ]);
    expect(await refusal({ by: 2_147_483_647 })).toMatchObject([{ code: 'INVALID' }]);
    expect(await refusal({ sku: '\u0000' })).toMatchObject([{ code: 'INVALID' }]);
    expect(await refusal({ by: 1 })).toEqual([]);
  });

  test('leave room for what is reserved, so that an order can always put it back', async () => {
    const input = { sku: 'ASICS-KAYANO', locationId: 'location:Seattle' };
    await using client = new ApiClient(addresses);
    const { id } = await placeBooked(client, [{ sku: input.sku, quantity: 2 }]);
    const { product } = await stockAdjust({ ...input, by: 0, requestId: randomUUID() });
    const [{ available, reserved }] = product.stock as [{ available: number; reserved: number }];
    const room = 2_147_483_647 - available - reserved;
    const tooMany = await stockAdjust({ ...input, by: room + 1, requestId: randomUUID() });
    expect(tooMany.userErrors).toEqual([{ code: 'INVALID', field: ['input', 'by'] }]);
    expect((await stockAdjust({ ...input, by: room, requestId: randomUUID() })).userErrors).toEqual([]);
    const closed = watchUntil(client, id, ({ closedAt }) => closedAt !== null);
    await ask(addresses.graphqlUrl, cancel, { input: { id } });
    expect(await closed).toMatchObject({ status: 'CANCELLED' });
    await stockAdjust({ ...input, by: -room, requestId: randomUUID() });
  });

  test('that are the first of a product in a warehouse, and too many together, are not both taken', async () => {
    const input = { sku: 'ASICS-NIMBUS', locationId: 'location:Seattle', by: 2_147_483_647 };
    const both = await Promise.all([1, 2].map(() => stockAdjust({ ...input, requestId: randomUUID() })));
    const codes = both.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(['INVALID']);
    await stockAdjust({ ...input, by: -input.by, requestId: randomUUID() });
  });

  test('bring a product to a warehouse that had none of it', async () => {
    const input = { sku: 'PUMA-PALERMO', locationId: 'location:Seattle' };
    const nothing = await stockAdjust({ ...input, by: -1 });
    expect(nothing.userErrors).toEqual([{ code: 'NOT_ENOUGH', field: ['input', 'by'] }]);
    const locations = nothing.product.stock.map(
      ({ location }: { location: { name: string } }) => location.name,
    );
    expect(locations).toEqual(['Boston']);
    const first = [5, 6].map((by) => stockAdjust({ ...input, by, requestId: randomUUID() }));
    for (const { userErrors } of await Promise.all(first)) expect(userErrors).toEqual([]);
    const { product } = await stockAdjust({ ...input, by: -11 });
    expect(product.stock).toContainEqual({ location: { name: 'Seattle' }, available: 0, reserved: 0 });
  });
});

describe('a webhook', () => {
  const changes = ['Update', 'Delete', 'Pause', 'Resume', 'Replay', 'SecretRotate'];
  test.each(changes)('whose id cannot be stored is not found: webhook%s', async (change) => {
    const event = change === 'Replay' ? { orderId: newOrderId(), sequence: 1 } : {};
    for (const id of ['webhook:\u0000', 'webhook:\ud800', 'webhook:none']) {
      const input = { id, ...event };
      const { userErrors } = await changeWebhook(addresses.graphqlUrl, change, input);
      expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'id'] }]);
    }
  });

  test.each(['\u0000', '\ud800'])('with a text that cannot be stored is refused: %j', async (odd) => {
    const url = 'https://shop.example/webhooks';
    const refusal = async (input: object) =>
      (await changeWebhook(addresses.graphqlUrl, 'Create', input)).userErrors;
    const invalid = (name: string) => [{ code: 'INVALID', field: ['input', name] }];
    expect(await refusal({ url: url + odd })).toMatchObject(invalid('url'));
    expect(await refusal({ url, description: odd })).toMatchObject(invalid('description'));
    expect(await refusal({ url, requestId: odd })).toMatchObject(invalid('requestId'));
    const replay = { id: 'webhook:none', orderId: odd, sequence: 1 };
    const { userErrors } = await changeWebhook(addresses.graphqlUrl, 'Replay', replay);
    expect(userErrors).toMatchObject(invalid('orderId'));
  });
});

test('without a worker requests are stored and pending, and judged later', async () => {
  await using stack = await startStack();
  const url = stack.addresses.graphqlUrl;
  await using client = new ApiClient(stack.addresses);
  const { id } = await bookedOrder(client);
  const fresh = newOrderId();
  await stack.workers[0]?.stop();

  const placed = await ask(url, create, { input: { id: fresh, customerId: 'kim', items } });
  expect(placed.data.orderCreate).toMatchObject({ order: { status: 'PENDING' }, userErrors: [] });
  const input = { id, requestId: 'cancel-it' };
  const pending = await askUntilAnswered(url, cancel, { input });
  expect(pending.data.orderCancel).toEqual({
    order: { id, status: 'PROCESSING' },
    requestId: 'cancel-it',
    pending: true,
    userErrors: [],
  });
  const second = await askUntilAnswered(url, cancel, { input: { id: fresh } });
  expect(second.data.orderCancel).toMatchObject({ order: { id: fresh, status: 'PENDING' }, pending: true });
  // Polled: a slow machine may find Temporal out of reach for a moment.
  const seen = async () =>
    (await ask(url, 'query ($id: ID!) { order(id: $id) { status } }', { id: fresh })).data.order;
  await expect.poll(seen).toEqual({ status: 'PENDING' });

  // Started by somebody whose clock is far off: the API says what the workflow will say.
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  const temporal = new Client({ connection, namespace: stack.addresses.namespace });
  const late = newOrderId();
  await temporal.workflow.start('order', {
    workflowId: `order:${late}`,
    taskQueue: 'orders',
    args: [{ id: late, customerId: 'kim', items, placedAt: '2001-01-01T00:00:00Z' }],
  });
  await connection.close();
  const placedAt = async () =>
    (await ask(url, 'query ($id: ID!) { order(id: $id) { placedAt } }', { id: late })).data.order?.placedAt;
  await expect.poll(placedAt).toMatch(/^20[2-9]/);
  const before = await placedAt();

  await stack.workers[0]?.restart();
  await watchUntil(client, late, isBooked);
  expect(await placedAt()).toBe(before);
  await watchUntil(client, id, ({ closedAt }) => closedAt !== null);
  const judged = await ask(url, cancel, { input });
  expect(judged.data.orderCancel).toMatchObject({
    order: { status: 'CANCELLED' },
    pending: false,
    userErrors: [],
  });
  await watchUntil(client, fresh, ({ status }) => status === 'CANCELLED');
});
