import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { ApiClient } from '../client/api-client.js';
import { isBooked, newOrderId, shipmentIds, watchUntil } from '../client/orders.js';
import type { WireMessage } from '../feed/wire.js';
import { Wire } from '../feed/wire.js';
import { addressesOfApi } from '../stack/addresses.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { mintToken } from '../stack/tokens.js';
import { ask, askUntilAnswered } from './ask.js';
import { trackingKey, trackingTokenOf } from './tracking-links.js';

const secret = 'a secret that only the tests know';
const key = trackingKey();

const address = {
  name: 'Ada Norberg',
  line1: '12 Elm Street',
  line2: 'Apartment 9',
  city: 'Boston',
  postalCode: '02134',
  country: 'US',
  phone: '+1 (503) 555-0142',
};

const TRACKED = `
  status revision placedAt updatedAt closedAt
  parcels {
    number status carrier deliveryWindow { from until } isLate dispatchedAt deliveredAt
    items { name quantity }
    events { type at place }
  }`;
const query = `{ tracking { ${TRACKED} } }`;
const subscription = `subscription { trackingUpdated { ${TRACKED} } }`;

/** Everything that a tracking link can read. A field that is missing here was never decided on. */
const readable = [
  'DeliveryWindow.from',
  'DeliveryWindow.until',
  'TrackedEvent.at',
  'TrackedEvent.place',
  'TrackedEvent.type',
  'TrackedItem.name',
  'TrackedItem.quantity',
  'TrackedOrder.closedAt',
  'TrackedOrder.parcels',
  'TrackedOrder.placedAt',
  'TrackedOrder.revision',
  'TrackedOrder.status',
  'TrackedOrder.updatedAt',
  'TrackedParcel.carrier',
  'TrackedParcel.deliveredAt',
  'TrackedParcel.deliveryWindow',
  'TrackedParcel.dispatchedAt',
  'TrackedParcel.events',
  'TrackedParcel.isLate',
  'TrackedParcel.items',
  'TrackedParcel.number',
  'TrackedParcel.status',
];

let stack: Stack;
let kim: string;
let manager: string;
let courier: string;

beforeAll(async () => {
  // Two API processes: a link that one revokes, the other has to refuse.
  stack = await startStack({
    environment: { AUTH_SECRET: secret, TRACKING_KEYS: key },
    processesOfEach: 2,
  });
  kim = await mintToken(secret, { role: 'customer', sub: 'kim' });
  manager = await mintToken(secret, { role: 'manager', sub: 'mona' });
  courier = await mintToken(secret, { role: 'courier', sub: 'carl' });
});
afterAll(() => stack?.[Symbol.asyncDispose]());

const url = (): string => stack.addresses.graphqlUrl;

interface Booked {
  readonly id: string;
  readonly shipmentId: string;
}

async function bookedOrder(): Promise<Booked> {
  const id = newOrderId('secret-order');
  const create =
    'mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { userErrors { message } } }';
  const items = [{ sku: 'NIKE-PEGASUS', quantity: 1 }];
  const input = { id, customerId: 'kim', items, deliveryAddress: address };
  expect((await ask(url(), create, { input }, kim)).data.orderCreate.userErrors).toEqual([]);
  await using client = new ApiClient(stack.addresses, kim);
  const [shipmentId = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  return { id, shipmentId };
}

async function report(shipmentId: string, type: string, place: string, note: string): Promise<void> {
  const create = `mutation ($input: ShipmentEventCreateInput!) {
    shipmentEventCreate(input: $input) { pending userErrors { message } }
  }`;
  const input = { id: shipmentId, type, place, note, requestId: newOrderId('report') };
  expect((await ask(url(), create, { input }, courier)).data.shipmentEventCreate.userErrors).toEqual([]);
}

async function carry(mutation: 'shipmentDispatch' | 'shipmentDeliver', shipmentId: string): Promise<void> {
  const text = `mutation ($id: ID!, $requestId: ID!) {
    ${mutation}(input: { id: $id, requestId: $requestId }) { pending userErrors { message } }
  }`;
  const { data } = await ask(url(), text, { id: shipmentId, requestId: newOrderId('carry') }, courier);
  expect(data[mutation].userErrors).toEqual([]);
}

async function revoke(id: string, token = kim, requestId = newOrderId('revoke'), to = url()) {
  const text = `mutation ($id: ID!, $requestId: ID!) {
    orderTrackingLinkRevoke(input: { id: $id, requestId: $requestId }) {
      requestId trackingLink { token } userErrors { code field }
    }
  }`;
  return (await askUntilAnswered(to, text, { id, requestId }, token)).data?.orderTrackingLinkRevoke;
}

/** A socket at this API process that watches with the token. */
async function watching(token: string, port: number | undefined = stack.api.port): Promise<Wire> {
  const wire = await new Wire(addressesOfApi(port as number).webSocketUrl).init(`Bearer ${token}`);
  wire.subscribe('1', subscription);
  return wire;
}

/** The next state that comes to the socket and is like this. */
async function untilTracked(wire: Wire, isMet: (order: Tracked) => boolean): Promise<Tracked> {
  for (;;) {
    const message = await wire.next();
    if (message.type !== 'next') throw new Error(JSON.stringify(message));
    const { data } = message.payload as { data: { trackingUpdated: Tracked } };
    if (isMet(data.trackingUpdated)) return data.trackingUpdated;
  }
}

interface Tracked {
  readonly status: string;
  readonly closedAt: string | null;
  readonly parcels: readonly {
    readonly status: string;
    readonly events: readonly { readonly type: string; readonly place: string | null }[];
  }[];
}

/** Why a socket with the token is refused. */
async function refusedSocket(token: string, port = stack.api.port as number): Promise<[number, string]> {
  const wire = await new Wire(addressesOfApi(port).webSocketUrl).open();
  wire.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  const { code, reason } = await wire.closed;
  return [code, reason];
}

/** Why a request with the token is refused. */
async function refusedRequest(
  token: string,
  to = url(),
): Promise<[number, string | undefined, string | undefined]> {
  const { status, code, errors } = await askUntilAnswered(to, query, {}, token);
  return [status, code, errors[0]?.message];
}

describe('what a link shows', () => {
  test('is of the types that are for links, and each field was decided', () => {
    const schema = createSchema();
    const seen = new Set<string>();
    const walk = (name: string): void => {
      const type = schema.getType(name);
      if (!isObjectType(type)) return;
      for (const field of Object.values(type.getFields())) {
        expect(field.args, `${name}.${field.name}`).toEqual([]);
        if (seen.has(`${name}.${field.name}`)) continue;
        seen.add(`${name}.${field.name}`);
        walk(getNamedType(field.type).name);
      }
    };
    walk('TrackedOrder');
    expect([...seen].toSorted()).toEqual(readable);
    for (const root of [schema.getQueryType(), schema.getSubscriptionType()])
      for (const field of Object.values(root?.getFields() ?? {}))
        if (/^tracking/.test(field.name)) expect(field.args).toEqual([]);
  });

  test('is the way of one order, live, without what is private in it', async () => {
    const order = await bookedOrder();
    const token = await trackingTokenOf(url(), order.id, kim);
    const wire = await watching(token);
    await carry('shipmentDispatch', order.shipmentId);
    await report(order.shipmentId, 'IN_TRANSIT', 'Hartford depot', 'the gift for Ada, $120');
    await report(order.shipmentId, 'DELAYED', 'on the way to 12 ELM street', 'ring twice');
    await report(order.shipmentId, 'IN_TRANSIT', 'near the house of ada norberg', 'ring twice');
    await report(order.shipmentId, 'IN_TRANSIT', 'call 503 555 0142 at the gate', 'ring twice');
    await report(order.shipmentId, 'OUT_FOR_DELIVERY', 'Maple Road', 'ring twice');
    await carry('shipmentDeliver', order.shipmentId);
    const last = await untilTracked(wire, ({ closedAt }) => closedAt !== null);
    expect(last).toMatchObject({
      status: 'COMPLETED',
      parcels: [
        {
          number: 1,
          status: 'DELIVERED',
          carrier: expect.any(String),
          items: [{ name: expect.any(String), quantity: 1 }],
          deliveredAt: expect.any(String),
        },
      ],
    });
    expect(last.parcels[0]?.events.map(({ type, place }) => [type, place])).toEqual([
      ['BOOKED', expect.any(String)],
      ['PICKED_UP', expect.any(String)],
      ['IN_TRANSIT', 'Hartford depot'],
      ['DELAYED', null],
      ['IN_TRANSIT', null],
      ['IN_TRANSIT', null],
      ['OUT_FOR_DELIVERY', null],
      ['DELIVERED', null],
    ]);
    const { data } = await ask(url(), query, {}, token);
    expect(data.tracking).toEqual(last);
    const shown = JSON.stringify([wire.messages, data]).toLowerCase();
    const hidden = [
      order.id,
      'kim',
      'carl',
      'ada',
      'elm',
      'apartment',
      '02134',
      '0142',
      'maple',
      'ring',
      'gift',
      '$',
    ];
    for (const text of hidden) expect(shown).not.toContain(text);
    await wire.close();
  });

  test('cannot be read in any other way, not even through the order itself', async () => {
    const { id, shipmentId } = await bookedOrder();
    const token = await trackingTokenOf(url(), id, kim);
    for (const operation of [
      `{ order(id: "${id}") { totalCharged { amount } deliveryAddress { phone } } }`,
      `{ node(id: "${id}") { id } }`,
      `{ orders(first: 1, where: { ids: ["${id}"] }) { nodes { id } } }`,
      `{ shipment(id: "${shipmentId}") { deliveryAddress { line1 phone } } }`,
      `{ shipments(first: 1) { nodes { id } totalCount } }`,
      '{ stats { workers } }',
      `mutation { orderCancel(input: { id: "${id}" }) { pending } }`,
      `mutation { orderTrackingLink(input: { id: "${id}" }) { trackingLink { token } } }`,
      `mutation { orderTrackingLinkRevoke(input: { id: "${id}" }) { requestId } }`,
    ])
      expect((await ask(url(), operation, {}, token)).code, operation).toBe('FORBIDDEN');
    const wire = await watching(token);
    for (const watched of [
      `orderUpdated(id: "${id}") { id }`,
      `orderEvents(id: "${id}") { message }`,
      'ordersChanged { kind }',
      `shipmentUpdated(id: "${shipmentId}") { id }`,
      'shipmentsChanged { kind }',
      'statsUpdated { workers }',
      'stockAdjusted { sku }',
    ]) {
      wire.subscribe(watched, `subscription { ${watched} }`);
      expect(await answerUnder(wire, watched)).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    }
    expect((await ask(url(), '{ viewer { role actorId } }', {}, token)).data.viewer).toEqual({
      role: 'TRACKING',
      actorId: null,
    });
    await wire.close();
  });
});

test('its customer, managers and operators get the same link, nobody else gets one', async () => {
  const { id } = await bookedOrder();
  const operator = await mintToken(secret, { role: 'operator', sub: 'olga' });
  const token = await trackingTokenOf(url(), id, kim);
  expect(await trackingTokenOf(url(), id, manager)).toBe(token);
  expect(await trackingTokenOf(url(), id, operator)).toBe(token);
  const lee = await mintToken(secret, { role: 'customer', sub: 'lee' });
  const make = 'mutation ($id: ID!) { orderTrackingLink(input: { id: $id }) { userErrors { code field } } }';
  const notFound = [{ code: 'NOT_FOUND', field: ['input', 'id'] }];
  for (const asked of [id, 'none'])
    expect((await ask(url(), make, { id: asked }, lee)).data.orderTrackingLink.userErrors).toEqual(notFound);
  expect((await revoke(id, lee)).userErrors).toEqual(notFound);
  expect((await ask(url(), make, { id }, courier)).code).toBe('FORBIDDEN');
  expect((await ask(url(), make, { id: 'a:b' }, kim)).data.orderTrackingLink.userErrors).toMatchObject([
    { code: 'INVALID', field: ['input', 'id'] },
  ]);
  expect((await ask(url(), query, {}, token)).data.tracking.status).toBe('PROCESSING');
});

test('a link cannot be forged, and no refusal says how close it came', async () => {
  const one = await trackingTokenOf(url(), (await bookedOrder()).id, kim);
  const other = await trackingTokenOf(url(), (await bookedOrder()).id, kim);
  const flipped = (at: number) => `${one.slice(0, at)}${one[at] === '0' ? '1' : '0'}${one.slice(at + 1)}`;
  const end = 'track-'.length + 32;
  const forged = [
    flipped('track-'.length),
    flipped(end),
    flipped(one.length - 1),
    one.slice(0, end) + other.slice(end),
    one.slice(0, end),
    one.slice(0, -2),
    `${one}00`,
    one.toUpperCase().replace('TRACK', 'track'),
    'track-',
    `track-${'0'.repeat(96)}`,
  ];
  for (const token of forged) {
    const message = 'The tracking link is not valid';
    expect(await refusedRequest(token), token).toEqual([401, 'UNAUTHENTICATED', message]);
    expect(await refusedSocket(token), token).toEqual([4401, message]);
  }
  // A token of the other kind has none of these roles, whoever signed it.
  const claimed = await mintToken(secret, { role: 'tracking' as 'customer', sub: 'kim' });
  expect((await refusedRequest(claimed)).slice(0, 2)).toEqual([401, 'UNAUTHENTICATED']);
});

test('a revoked link ends where it is open, at every process, and stays revoked after a restart', async () => {
  const { id } = await bookedOrder();
  const token = await trackingTokenOf(url(), id, kim);
  const [first, second] = stack.apis.map(({ port }) => port as number);
  const wires = [await watching(token, first), await watching(token, second)];
  for (const wire of wires) await untilTracked(wire, () => true);
  const requestId = newOrderId('revoke');
  const revoked = { requestId, trackingLink: null, userErrors: [] };
  expect(await revoke(id, manager, requestId, addressesOfApi(first as number).graphqlUrl)).toEqual(revoked);
  const gone = 'The tracking link was revoked';
  for (const wire of wires) expect(await wire.closed).toEqual({ code: 4401, reason: gone });
  const later = await stack.startApi();
  for (const port of [first, second, later.port]) {
    expect(await refusedRequest(token, addressesOfApi(port as number).graphqlUrl)).toEqual([
      401,
      'UNAUTHENTICATED',
      gone,
    ]);
    expect(await refusedSocket(token, port)).toEqual([4401, gone]);
  }
  const renewed = await trackingTokenOf(url(), id, kim);
  expect(renewed).not.toBe(token);
  // A repeated request acts once: it does not revoke the new link.
  expect((await revoke(id, manager, requestId)).trackingLink).toEqual({ token: renewed });
  expect((await ask(url(), query, {}, renewed)).data.tracking.status).toBe('PROCESSING');
  const taken = `mutation ($id: ID!, $requestId: ID!) {
    orderTrackingLink(input: { id: $id, requestId: $requestId }) { trackingLink { token } userErrors { code } }
  }`;
  const { data } = await ask(url(), taken, { id, requestId }, manager);
  expect(data.orderTrackingLink).toEqual({ trackingLink: null, userErrors: [{ code: 'REQUEST_ID_TAKEN' }] });
});

test('a link that expires while it is watched ends like an expired token', async () => {
  const api = await stack.startApi({ TRACKING_LINK_LIFETIME: '4s' });
  const { graphqlUrl } = addressesOfApi(api.port as number);
  const { id } = await bookedOrder();
  let wire: Wire | undefined;
  let token = '';
  // On a slow machine it may be over before it is watched: then another one.
  while (wire === undefined) {
    token = await trackingTokenOf(graphqlUrl, id, kim);
    wire = await watching(token, api.port).catch(() => undefined);
  }
  expect(await wire.closed).toEqual({ code: 4403, reason: 'The token has expired' });
  const over = 'The tracking link has expired';
  expect(await refusedRequest(token)).toEqual([401, 'UNAUTHENTICATED', over]);
  expect(await refusedSocket(token)).toEqual([4403, over]);
  expect(await trackingTokenOf(url(), id, kim)).not.toBe(token);
});

test('keys are replaced without ending the links of the older one, until that is removed', async () => {
  const { id } = await bookedOrder();
  const token = await trackingTokenOf(url(), id, kim);
  const newer = trackingKey();
  const both = await stack.startApi({ TRACKING_KEYS: `${newer},${key}` });
  const bothUrl = addressesOfApi(both.port as number).graphqlUrl;
  expect((await ask(bothUrl, query, {}, token)).data.tracking.status).toBe('PROCESSING');
  const resigned = await trackingTokenOf(bothUrl, id, kim);
  expect(resigned).not.toBe(token);
  expect((await ask(bothUrl, query, {}, resigned)).data.tracking.status).toBe('PROCESSING');
  expect((await refusedRequest(resigned))[0]).toBe(401);
  const none = await stack.startApi({ TRACKING_KEYS: '' });
  const noneUrl = addressesOfApi(none.port as number).graphqlUrl;
  expect((await refusedRequest(token, noneUrl))[0]).toBe(401);
  const make = 'mutation ($id: ID!) { orderTrackingLink(input: { id: $id }) { userErrors { code } } }';
  expect((await ask(noneUrl, make, { id }, kim)).data.orderTrackingLink.userErrors).toEqual([
    { code: 'NOT_ALLOWED_NOW' },
  ]);
});

test.each([
  ['without authentication, where everybody else is the developer', { AUTH_SECRET: '' }],
  [
    'with the keys of others, also while these cannot be read',
    { AUTH_SECRET: '', AUTH_JWKS_URL: 'http://127.0.0.1:9/' },
  ],
])('a link is a link %s', async (_where, environment) => {
  const { id } = await bookedOrder();
  const token = await trackingTokenOf(url(), id, kim);
  const api = await stack.startApi(environment);
  const { graphqlUrl } = addressesOfApi(api.port as number);
  expect((await ask(graphqlUrl, '{ viewer { role } tracking { status } }', {}, token)).data).toEqual({
    viewer: { role: 'TRACKING' },
    tracking: { status: 'PROCESSING' },
  });
  expect((await ask(graphqlUrl, `{ order(id: "${id}") { id } }`, {}, token)).code).toBe('FORBIDDEN');
  expect((await refusedRequest(`${token.slice(0, -1)}x`, graphqlUrl))[0]).toBe(401);
});

test('the page of a link is in no cache and no index, and tells no other site its address', async () => {
  const { status, headers } = await fetch(`${stack.addresses.apiUrl}/track/track-${'0'.repeat(96)}`);
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-robots-tag')).toContain('noindex');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

async function answerUnder(wire: Wire, id: string): Promise<WireMessage> {
  for (;;) {
    const message = await wire.next();
    if (message.id === id) return message;
  }
}
