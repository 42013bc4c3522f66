import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { taskQueues } from '../../schema/contract/task-queues.js';
import type { Answer } from '../api/ask.js';
import { ask, askOnce } from '../api/ask.js';
import { ApiClient } from '../client/api-client.js';
import { isBooked, watchUntil } from '../client/orders.js';
import { OrderCreateDocument } from '../generated/graphql.js';
import type { Attacked } from './attacked.js';
import { answerTo, codeIn, startAttacked } from './attacked.js';

const deliveryAddress = {
  name: 'Kim Doe',
  line1: '1 Main Street',
  city: 'Boston',
  postalCode: '02101',
  country: 'US',
  phone: '+1 (503) 555-0142',
};
const { name, line1, phone } = deliveryAddress;
/** The part of the address that these tests read. */
const shown = { name, line1, phone };

const parcel = 'id orderId courierId status deliveryAddress { name line1 phone } order { id }';
const read = `query ($id: ID!) { shipment(id: $id) { ${parcel} } }`;
const readNode = `query ($id: ID!) { node(id: $id) { ... on Shipment { ${parcel} } } }`;
const lists = `query ($order: ID!, $text: String!) {
  all: shipments(first: 100, where: { orderId: $order }) { totalCount nodes { ${parcel} } }
  found: shipments(where: { search: $text }) { nodes { id } }
  his: shipments(where: { courierId: "carl", orderId: $order }) { nodes { id } }
}`;

/** Every mutation that moves a parcel; each has a single input. */
const moves = {
  shipmentDispatch: {},
  shipmentDeliver: {},
  shipmentFail: { reason: 'lost' },
  shipmentEventCreate: { type: 'DELAYED' },
} as const;

let attacked: Attacked;
let kim: string;
let carl: string;
let cora: string;
let mona: string;
let olga: string;
let customer: ApiClient;

beforeAll(async () => {
  attacked = await startAttacked({}, [taskQueues.join(',')]);
  [kim, carl, cora, mona, olga] = (await Promise.all([
    attacked.token('customer', 'kim'),
    attacked.token('courier', 'carl'),
    attacked.token('courier', 'cora'),
    attacked.token('manager', 'mona'),
    attacked.token('operator', 'olga'),
  ])) as [string, string, string, string, string];
  customer = new ApiClient(attacked.stack.addresses, kim);
});
afterAll(async () => {
  await customer?.[Symbol.asyncDispose]();
  await attacked?.[Symbol.asyncDispose]();
});

interface Booked {
  readonly orderId: string;
  readonly id: string;
  /** The same shipment's id from before version 1 of the contract. */
  readonly oldId: string;
  readonly location: string;
}

/** An order of kim’s with one parcel that a courier is booked for. */
async function booked(): Promise<Booked> {
  const orderId = `order-${randomUUID()}`;
  const input = {
    id: orderId,
    customerId: 'kim',
    items: [{ sku: 'NIKE-PEGASUS', quantity: 1 }],
    deliveryAddress,
  };
  await customer.send(OrderCreateDocument, { input });
  const { fulfillments } = await watchUntil(customer, orderId, isBooked);
  const id = fulfillments[0]?.shipment?.id ?? '';
  const location = fulfillments[0]?.location?.name ?? '';
  return { orderId, id, oldId: id.replace('shipment:', 'shp-'), location };
}

const as = (token: string, query: string, variables: object = {}): Promise<Answer> =>
  ask(attacked.graphqlUrl, query, variables as Record<string, unknown>, token);

/** The payload of a mutation of shipments. */
async function move(token: string, name: string, input: object) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) {
    ${name}(input: $input) { pending shipment { ${parcel} } userErrors { code message field } }
  }`;
  const answer = await as(token, query, { input: { requestId: randomUUID(), ...input } });
  expect(answer.errors, name).toEqual([]);
  return answer.data[name];
}

const dispatch = (token: string, id: string) => move(token, 'shipmentDispatch', { id });
const assign = (token: string, id: string, courierId: string | null) =>
  move(token, 'shipmentAssign', { id, courierId });

/** What a courier gets of a shipment that is not there. */
const none = {
  pending: false,
  shipment: null,
  userErrors: [{ code: 'NOT_FOUND', message: 'There is no such shipment', field: ['input', 'id'] }],
};

/** Expects that this courier cannot see or move the parcel, over either transport and by either id. */
async function expectHidden(token: string, { orderId, id, oldId }: Booked): Promise<void> {
  const wire = await attacked.socket(token);
  for (const each of [id, oldId]) {
    expect((await as(token, read, { id: each })).data).toEqual({ shipment: null });
    expect((await as(token, readNode, { id: each })).data).toEqual({ node: null });
    for (const [name, input] of Object.entries(moves)) {
      expect(await move(token, name, { id: each, ...input }), name).toEqual(none);
      const query = `mutation { ${name}(input: { id: "${each}"${name === 'shipmentFail' ? ', reason: "x"' : ''}${
        name === 'shipmentEventCreate' ? ', type: DELAYED' : ''
      } }) { shipment { id } userErrors { code } } }`;
      wire.subscribe(`${name} ${each}`, query);
      expect((await answerTo(wire, `${name} ${each}`)).payload).toMatchObject({
        data: { [name]: { shipment: null, userErrors: [{ code: 'NOT_FOUND' }] } },
      });
    }
    wire.subscribe(`watch ${each}`, `subscription ($id: ID!) { shipmentUpdated(id: $id) { id } }`, {
      id: each,
    });
    expect(codeIn(await answerTo(wire, `watch ${each}`))).toBe('NOT_FOUND');
    wire.subscribe(`read ${each}`, read, { id: each });
    expect((await answerTo(wire, `read ${each}`)).payload).toMatchObject({ data: { shipment: null } });
  }
  const { data } = await as(token, lists, { order: orderId, text: orderId });
  expect(data).toEqual({ all: { totalCount: 0, nodes: [] }, found: { nodes: [] }, his: { nodes: [] } });
  for (const nodeId of [orderId, `fulfillment:1-${orderId}`, `payment:1-${orderId}`, `event:1-${orderId}`]) {
    expect(
      (await as(token, 'query ($id: ID!) { node(id: $id) { id } }', { id: nodeId })).data.node,
    ).toBeNull();
  }
  await wire.close();
}

test('only the courier who takes a parcel has it, and sees its address and phone number until it has arrived', async () => {
  const it = await booked();
  const taken = await dispatch(carl, it.id);
  expect(taken).toMatchObject({
    userErrors: [],
    shipment: { courierId: 'carl', status: 'DISPATCHED', deliveryAddress: shown, order: null },
  });
  await expectHidden(cora, it);
  expect((await as(carl, lists, { order: it.orderId, text: it.orderId })).data.all).toMatchObject({
    totalCount: 1,
    nodes: [{ courierId: 'carl' }],
  });
  expect(await move(carl, 'shipmentDeliver', { id: it.oldId })).toMatchObject({
    userErrors: [],
    shipment: { status: 'DELIVERED', deliveryAddress: null },
  });
  await expectHidden(cora, it);
  for (const query of [read, readNode]) {
    const { data } = await as(carl, query, { id: it.id });
    expect(data.shipment ?? data.node).toMatchObject({ status: 'DELIVERED', deliveryAddress: null });
  }
  expect((await as(carl, lists, { order: it.orderId, text: it.orderId })).data).toMatchObject({
    all: { nodes: [{ status: 'DELIVERED', deliveryAddress: null }] },
  });
  // The customer keeps the address, and does not learn who it was; nor can it find out by asking.
  const seen = (await as(kim, read, { id: it.id })).data.shipment;
  expect(seen).toMatchObject({ courierId: null, deliveryAddress: shown });
  expect((await as(kim, lists, { order: it.orderId, text: it.orderId })).data.his).toEqual({ nodes: [] });
  for (const token of [mona, olga])
    expect((await as(token, read, { id: it.id })).data.shipment).toMatchObject({
      courierId: 'carl',
      deliveryAddress: shown,
    });
});

test('many couriers who reach for a parcel at once: one has it', async () => {
  const { id } = await booked();
  const tokens = await Promise.all(
    Array.from({ length: 8 }, (_, n) => attacked.token('courier', `courier-${n}`)),
  );
  const payloads = await Promise.all(tokens.map((token) => dispatch(token, id)));
  const taken = payloads.filter(({ userErrors }) => userErrors.length === 0);
  expect(taken).toHaveLength(1);
  for (const payload of payloads) if (payload !== taken[0]) expect(payload).toEqual(none);
});

test('a manager decides who has a parcel, until it is picked up; customers and couriers do not', async () => {
  const it = await booked();
  for (const token of [kim, carl]) {
    const answer = await askOnce(
      attacked.graphqlUrl,
      'mutation ($id: ID!) { shipmentAssign(input: { id: $id, courierId: "carl" }) { pending } }',
      { id: it.id },
      token,
    );
    expect(answer.code).toBe('FORBIDDEN');
  }
  expect(await assign(mona, it.oldId, 'carl')).toMatchObject({
    userErrors: [],
    shipment: { courierId: 'carl', status: 'BOOKED' },
  });
  await expectHidden(cora, it);
  expect(await assign(mona, it.id, null)).toMatchObject({ userErrors: [], shipment: { courierId: null } });
  expect((await as(cora, read, { id: it.id })).data.shipment).toMatchObject({ status: 'BOOKED' });
  expect(await assign(olga, it.id, 'cora')).toMatchObject({ userErrors: [] });
  await expectHidden(carl, it);
  expect(await dispatch(cora, it.id)).toMatchObject({ userErrors: [], shipment: { status: 'DISPATCHED' } });
  expect(await assign(mona, it.id, 'carl')).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED_NOW' }] });
  // An operator moves what a courier has, and it stays the courier's.
  expect(await move(olga, 'shipmentDeliver', { id: it.id })).toMatchObject({
    userErrors: [],
    shipment: { courierId: 'cora', status: 'DELIVERED' },
  });
  const timeline = 'query ($id: ID!) { order(id: $id) { events(first: 50) { nodes { type message } } } }';
  const { data } = await as(kim, timeline, { id: it.orderId });
  const told = data.order.events.nodes.filter(({ type }: { type: string }) => type === 'SHIPMENT_ASSIGNED');
  expect(told).toHaveLength(3);
  expect(JSON.stringify(data)).not.toMatch(/carl|cora/);
});

test.each(['', ' carl', 'carl\u0007', 'x'.repeat(201)])(
  'a courier’s id that no token has is refused: %j',
  async (courierId) => {
    expect(await assign(mona, 'shipment:1-none', courierId)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    const { id } = await aParcel();
    expect(await assign(mona, id, courierId)).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['input', 'courierId'] }],
    });
  },
);

let shared: Promise<Booked> | undefined;
/** One that these tests leave as it is. */
const aParcel = () => {
  shared ??= booked();
  return shared;
};

test('a parcel that nobody has is visible to the couriers of its warehouse', async () => {
  const it = await aParcel();
  const [near, far] = (await Promise.all([
    attacked.token('courier', 'nick', [it.location]),
    attacked.token('courier', 'fay', ['Nowhere']),
  ])) as [string, string];
  await expectHidden(far, it);
  expect((await as(near, read, { id: it.id })).data.shipment).toMatchObject({
    courierId: null,
    deliveryAddress: shown,
  });
  expect((await as(near, lists, { order: it.orderId, text: it.orderId })).data.all.totalCount).toBe(1);
});

describe('over a socket that was open before', () => {
  test('a parcel that another courier takes is gone: its stream ends, and every list says that it left', async () => {
    const it = await booked();
    const wire = await attacked.socket(cora);
    const query = 'subscription ($id: ID!) { shipmentUpdated(id: $id) { status courierId } }';
    wire.subscribe('one', query, { id: it.id });
    expect((await answerTo(wire, 'one')).payload).toMatchObject({
      data: { shipmentUpdated: { status: 'BOOKED', courierId: null } },
    });
    const list = `subscription ($id: ID!) {
      shipmentsChanged(where: { orderId: $id }) { kind shipmentId shipment { ${parcel} } }
    }`;
    const his = await attacked.socket(carl);
    for (const socket of [wire, his]) {
      socket.subscribe('list', list, { id: it.orderId });
      expect((await answerTo(socket, 'list')).payload).toMatchObject({
        data: { shipmentsChanged: { kind: 'RESYNC' } },
      });
    }
    await dispatch(carl, it.id);
    expect((await answerTo(his, 'list')).payload).toMatchObject({
      data: { shipmentsChanged: { kind: 'CHANGED', shipment: { courierId: 'carl' } } },
    });
    await move(carl, 'shipmentDeliver', { id: it.id });
    expect((await answerTo(his, 'list')).payload).toMatchObject({
      data: {
        shipmentsChanged: { kind: 'CHANGED', shipment: { status: 'DELIVERED', deliveryAddress: null } },
      },
    });
    wire.send({ type: 'ping' });
    while ((await wire.next()).type !== 'pong');
    const came = wire.messages.filter(({ id }) => id === 'one' || id === 'list').slice(2);
    expect(came.filter(({ id }) => id === 'list').map(({ payload }) => payload)).toEqual([
      { data: { shipmentsChanged: { kind: 'LEFT', shipmentId: it.id, shipment: null } } },
    ]);
    const [end, ...rest] = came.filter(({ id }) => id === 'one');
    expect(end && codeIn(end)).toBe('NOT_FOUND');
    expect(rest.filter(({ type }) => type === 'next')).toEqual([]);
    await Promise.all([wire.close(), his.close()]);
  });

  test('a cancelled parcel is shown as cancelled, without its address', async () => {
    const it = await booked();
    const wire = await attacked.socket(cora);
    wire.subscribe('one', `subscription ($id: ID!) { shipmentUpdated(id: $id) { ${parcel} } }`, {
      id: it.id,
    });
    expect((await answerTo(wire, 'one')).payload).toMatchObject({
      data: { shipmentUpdated: { deliveryAddress: shown } },
    });
    await as(
      kim,
      'mutation ($id: ID!) { orderCancel(input: { id: $id, requestId: "no" }) { pending userErrors { code } } }',
      { id: it.orderId },
    );
    expect((await answerTo(wire, 'one')).payload).toMatchObject({
      data: { shipmentUpdated: { status: 'CANCELLED', deliveryAddress: null } },
    });
    await wire.close();
  });
});

test('a courier’s flood leaves the customer’s cancel alone', async () => {
  const it = await booked();
  const flood = `mutation ($id: ID!) {
    shipmentEventCreate(input: { id: $id, type: DELAYED, note: "again" }) { userErrors { code } }
  }`;
  for (let codes: (string | undefined)[] = []; !codes.includes('TOO_MANY_REQUESTS'); ) {
    const sent = Array.from({ length: 100 }, () => askOnce(attacked.graphqlUrl, flood, { id: it.id }, carl));
    codes = (await Promise.all(sent)).map(({ code }) => code);
  }
  const cancel = `mutation ($id: ID!) {
    orderCancel(input: { id: $id, requestId: "enough" }) { pending userErrors { code } }
  }`;
  const cancelled = await as(kim, cancel, { id: it.orderId });
  expect(cancelled.data.orderCancel).toEqual({ pending: false, userErrors: [] });
  await attacked.neighbourIsServed();
});

test('a token without a sub is refused over both transports, whatever its role', async () => {
  for (const role of ['customer', 'courier', 'manager', 'operator'] as const) {
    const token = await attacked.token(role, '');
    const { code, status } = await askOnce(attacked.graphqlUrl, '{ viewer { role } }', {}, token);
    expect([code, status]).toEqual(['UNAUTHENTICATED', 401]);
    await expect(attacked.socket(token)).rejects.toThrow('closed');
  }
});
