import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { WireError } from '../client/api-client.js';
import { ApiClient } from '../client/api-client.js';
import { newOrderId, placeBooked } from '../client/orders.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { TokenRole } from '../stack/tokens.js';
import { mintToken } from '../stack/tokens.js';
import type { Answer } from './ask.js';
import { ask } from './ask.js';
import { allowedOrigin } from './other-origins.js';
import { letters, permissionTable } from './permission-table.js';
import { trackingKey, trackingTokenOf } from './tracking-links.js';

const secret = 'a secret that only the tests know';

/** A role of the tokens, or whoever has a tracking link. */
type Asking = TokenRole | 'tracking';

let stack: Stack;
let tokens: Readonly<Record<Asking, string>>;
let order: { readonly id: string; readonly shipmentId: string };

beforeAll(async () => {
  stack = await startStack({ environment: { AUTH_SECRET: secret, TRACKING_KEYS: trackingKey() } });
  const [customer, courier, manager, operator] = await Promise.all(
    (['customer', 'courier', 'manager', 'operator'] as const).map((role) =>
      mintToken(secret, { role, sub: role === 'customer' ? 'kim' : `${role}-1` }),
    ),
  );
  await using client = new ApiClient(stack.addresses, customer);
  const { id, shipmentId } = await placeBooked(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }], 'kim');
  order = { id, shipmentId };
  const tracking = await trackingTokenOf(stack.addresses.graphqlUrl, id, customer);
  tokens = { customer, courier, manager, operator, tracking } as Record<Asking, string>;
});
afterAll(() => stack?.[Symbol.asyncDispose]());

const as = (role: Asking, query: string, variables = {}): Promise<Answer> =>
  ask(stack.addresses.graphqlUrl, query, variables, tokens[role]);

test('a page of another origin may not call, unless it is in the list', async () => {
  const elsewhere = 'https://elsewhere.example';
  expect(await allowedOrigin(stack.addresses.graphqlUrl, elsewhere)).toBeNull();
});

/** Every query and mutation, with arguments that do no harm where the caller may. */
const operations: Readonly<Record<string, string>> = {
  node: '{ node(id: "none") { id } }',
  order: '{ order(id: "none") { id } }',
  orders: '{ orders(first: 1) { nodes { id } } }',
  shipment: '{ shipment(id: "none") { id } }',
  shipments: '{ shipments(first: 1) { nodes { id } } }',
  product: '{ product(sku: "none") { id } }',
  products: '{ products(first: 1) { nodes { id } } }',
  locations: '{ locations { id } }',
  orderQuote: '{ orderQuote(input: { items: [] }) { userErrors { code } } }',
  fraudSettings: '{ fraudSettings { maintenanceMode } }',
  stats: '{ stats { workers } }',
  statsHistory: '{ statsHistory { workers } }',
  viewer: '{ viewer { actorId role } }',
  tracking: '{ tracking { status } }',
  webhook: '{ webhook(id: "none") { id } }',
  webhooks: '{ webhooks(first: 1) { nodes { id } } }',
  orderCreate: 'mutation { orderCreate(input: { id: "", customerId: "", items: [] }) { pending } }',
  orderAmend: 'mutation { orderAmend(input: { id: "none" }) { pending } }',
  orderCancel: 'mutation { orderCancel(input: { id: "none" }) { pending } }',
  orderTrackingLink: 'mutation { orderTrackingLink(input: { id: "none" }) { requestId } }',
  orderTrackingLinkRevoke: 'mutation { orderTrackingLinkRevoke(input: { id: "none" }) { requestId } }',
  shipmentAssign: 'mutation { shipmentAssign(input: { id: "none" }) { pending } }',
  shipmentDispatch: 'mutation { shipmentDispatch(input: { id: "none" }) { pending } }',
  shipmentDeliver: 'mutation { shipmentDeliver(input: { id: "none" }) { pending } }',
  shipmentFail: 'mutation { shipmentFail(input: { id: "none", reason: "lost" }) { pending } }',
  shipmentEventCreate:
    'mutation { shipmentEventCreate(input: { id: "none", type: IN_TRANSIT }) { pending } }',
  fraudSettingsUpdate: 'mutation { fraudSettingsUpdate(input: {}) { userErrors { code } } }',
  fraudReset: 'mutation { fraudReset { userErrors { code } } }',
  stockAdjust:
    'mutation { stockAdjust(input: { sku: "none", locationId: "none", by: 1, requestId: "r" }) { userErrors { code } } }',
  webhookCreate: 'mutation { webhookCreate(input: { url: "" }) { userErrors { code } } }',
  webhookUpdate: 'mutation { webhookUpdate(input: { id: "none" }) { userErrors { code } } }',
  webhookDelete: 'mutation { webhookDelete(input: { id: "none" }) { userErrors { code } } }',
  webhookPause: 'mutation { webhookPause(input: { id: "none" }) { userErrors { code } } }',
  webhookResume: 'mutation { webhookResume(input: { id: "none" }) { userErrors { code } } }',
  webhookReplay:
    'mutation { webhookReplay(input: { id: "none", orderId: "none", sequence: 1 }) { userErrors { code } } }',
  webhookSecretRotate: 'mutation { webhookSecretRotate(input: { id: "none" }) { userErrors { code } } }',
  orderUpdated: 'subscription { orderUpdated(id: "none") { id } }',
  orderEvents: 'subscription { orderEvents(id: "none") { id } }',
  ordersChanged: 'subscription { ordersChanged { kind } }',
  shipmentUpdated: 'subscription { shipmentUpdated(id: "none") { id } }',
  shipmentsChanged: 'subscription { shipmentsChanged { kind } }',
  statsUpdated: 'subscription { statsUpdated { workers } }',
  fraudSettingsUpdated: 'subscription { fraudSettingsUpdated { maintenanceMode } }',
  stockAdjusted: 'subscription { stockAdjusted { sku } }',
  trackingUpdated: 'subscription { trackingUpdated { status } }',
  webhookUpdated: 'subscription { webhookUpdated { id } }',
};

const roles = ['customer', 'courier', 'manager', 'operator', 'tracking'] as const;
const cases = Object.entries(permissionTable).flatMap(([name, who]) =>
  roles.map((role) => {
    const letter = letters[role.toUpperCase() as Uppercase<typeof role>];
    return [name, who.includes(letter) ? 'may' : 'may not', role] as const;
  }),
);

describe('over HTTP', () => {
  const overHttp = cases.filter(([name]) => !operations[name]?.startsWith('subscription'));

  test.each(overHttp)('%s: what %s be asked by a %s', async (name, verdict, role) => {
    const { code } = await as(role, operations[name] ?? '');
    expect(code).toBe(verdict === 'may' ? undefined : 'FORBIDDEN');
  });

  test('nobody may ask anything without a valid token', async () => {
    for (const token of [undefined, 'nonsense', await mintToken('another', { role: 'manager', sub: 'm' })]) {
      const { code, status } = await ask(stack.addresses.graphqlUrl, '{ viewer { actorId } }', {}, token);
      expect([code, status]).toEqual(['UNAUTHENTICATED', 401]);
    }
  });
});

describe('over WebSocket', () => {
  const overSocket = cases.filter(([name]) => operations[name]?.startsWith('subscription'));

  test.each(overSocket)('%s: what %s be watched by a %s', async (name, verdict, role) => {
    const client = createClient({
      url: stack.addresses.webSocketUrl,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${tokens[role]}` },
    });
    try {
      const begun = firstOf(client.iterate({ query: operations[name] ?? '' })).next();
      const change = verdict === 'may' ? quiet[name] : undefined;
      if (change) await changeUntil(begun, change);
      const code = (await begun).value?.code;
      // What may be watched begins, or is not found.
      if (verdict === 'may') expect([undefined, 'NOT_FOUND']).toContain(code);
      else expect(code).toBe('FORBIDDEN');
    } finally {
      await client.dispose();
    }
  });
});

describe('a forbidden field leaves the rest of the answer intact', () => {
  const denied = cases.filter(
    ([name, verdict]) => verdict === 'may not' && !operations[name]?.startsWith('subscription'),
  );

  test.each(denied)('%s: what %s be asked by a %s', async (name, _, role) => {
    const operation = operations[name] ?? '';
    const isMutation = operation.startsWith('mutation');
    const field = operation.slice(operation.indexOf('{') + 1, operation.lastIndexOf('}'));
    const other = isMutation ? '__typename' : 'viewer { role }';
    const query = `${isMutation ? 'mutation ' : ''}{ ${other} refused: ${field} }`;
    for (const { data, errors } of [await as(role, query), await overSocket(role, query)]) {
      expect(data).toEqual({
        ...(isMutation ? { __typename: 'Mutation' } : { viewer: { role: role.toUpperCase() } }),
        refused: null,
      });
      expect(errors).toMatchObject([{ path: ['refused'], extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  test('also in nested fields, and beside a mutation that succeeds', async () => {
    const query = `query ($id: ID!) {
      order(id: $id) { id refused: events(first: 0) { nodes { id } } events(first: 1) { nodes { type } } }
      refused: orders(first: 101) { nodes { id } }
      node(id: $id) { id ... on Order { refused: events(after: "nonsense") { nodes { id } } } }
    }`;
    const { id } = order;
    for (const { data, errors } of [
      await as('customer', query, { id }),
      await overSocket('customer', query, { id }),
    ]) {
      expect(data).toEqual({
        order: { id, refused: null, events: { nodes: [{ type: 'ORDER_PLACED' }] } },
        refused: null,
        node: { id, refused: null },
      });
      const paths = errors.map(({ path, extensions }) => [path?.join('.'), extensions?.code]);
      expect(paths.toSorted()).toEqual([
        ['node.refused', 'BAD_USER_INPUT'],
        ['order.refused', 'BAD_USER_INPUT'],
        ['refused', 'BAD_USER_INPUT'],
      ]);
    }
    const mutations = `mutation ($id: ID!) {
      before: orderAmend(input: { id: $id }) { order { id } userErrors { code } }
      refused: stockAdjust(input: { sku: "none", locationId: "none", by: 1 }) { requestId }
      after: orderAmend(input: { id: $id }) { order { id } userErrors { code } }
    }`;
    const judged = { order: { id }, userErrors: [{ code: 'NOT_ALLOWED_NOW' }] };
    const { data } = await as('customer', mutations, { id });
    expect(data).toEqual({ before: judged, refused: null, after: judged });
  });
});

describe('a customer', () => {
  test('sees its own order, and nobody else does', async () => {
    const query = 'query ($id: ID!) { order(id: $id) { id workflowUrl availableActions } }';
    const { id } = order;
    const own = await as('customer', query, { id });
    expect(own.data.order).toEqual({ id, workflowUrl: null, availableActions: ['CANCEL'] });
    const other = await mintToken(secret, { role: 'customer', sub: 'lee' });
    expect((await ask(stack.addresses.graphqlUrl, query, { id }, other)).data.order).toBeNull();
    const lists = `query ($shipment: ID!) {
      shipment(id: $shipment) { id } orders(where: { customerId: "kim" }) { totalCount nodes { id } } shipments { totalCount }
    }`;
    const seen = await ask(stack.addresses.graphqlUrl, lists, { shipment: order.shipmentId }, other);
    expect(seen.data).toEqual({
      shipment: null,
      orders: { totalCount: 0, nodes: [] },
      shipments: { totalCount: 0 },
    });
    const cancel =
      'mutation ($id: ID!) { orderCancel(input: { id: $id }) { order { id } userErrors { code } } }';
    expect((await ask(stack.addresses.graphqlUrl, cancel, { id }, other)).data.orderCancel).toEqual({
      order: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });

  test('cannot order for somebody else, nor find out whether an order id exists', async () => {
    const create = `mutation ($input: OrderCreateInput!) {
      orderCreate(input: $input) { order { id } userErrors { code } }
    }`;
    const items = [{ sku: 'NIKE-PEGASUS', quantity: 1 }];
    const foreign = await as('customer', create, { input: { id: newOrderId(), customerId: 'lee', items } });
    expect(foreign.code).toBe('FORBIDDEN');
    const other = await mintToken(secret, { role: 'customer', sub: 'lee' });
    const input = { id: order.id, customerId: 'lee', items };
    expect((await ask(stack.addresses.graphqlUrl, create, { input }, other)).data.orderCreate).toEqual({
      order: null,
      userErrors: [{ code: 'ORDER_ID_TAKEN' }],
    });
  });

  test('cancels as the customer, whatever it says', async () => {
    const cancel = `mutation ($id: ID!) {
      orderCancel(input: { id: $id, by: BUSINESS }) { userErrors { code field } }
    }`;
    expect((await as('customer', cancel, { id: order.id })).data.orderCancel.userErrors).toEqual([
      { code: 'INVALID', field: ['input', 'by'] },
    ]);
  });

  test('does not learn which member of the staff did something', async () => {
    const track = `mutation ($id: ID!) {
      shipmentEventCreate(input: { id: $id, type: DELAYED, note: "snow", requestId: "snow" }) {
        pending userErrors { code } shipment { status }
      }
    }`;
    const tracked = await as('courier', track, { id: order.shipmentId });
    expect(tracked.data.shipmentEventCreate).toEqual({
      pending: false,
      userErrors: [],
      shipment: { status: 'BOOKED' },
    });
    const timeline =
      'query ($id: ID!) { order(id: $id) { events { nodes { type actor { kind actorId } } } } }';
    const actors = async (role: TokenRole) => {
      const { data } = await as(role, timeline, { id: order.id });
      const of = (type: string) =>
        data.order.events.nodes.find((event: { type: string }) => event.type === type);
      return [of('ORDER_PLACED').actor, of('SHIPMENT_TRACKED').actor];
    };
    expect(await actors('customer')).toEqual([
      { kind: 'CUSTOMER', actorId: 'kim' },
      { kind: 'COURIER', actorId: null },
    ]);
    expect(await actors('manager')).toEqual([
      { kind: 'CUSTOMER', actorId: 'kim' },
      { kind: 'COURIER', actorId: 'courier-1' },
    ]);
  });
});

test('a courier sees of an order only what its shipment needs', async () => {
  const query = `query ($id: ID!) {
    shipment(id: $id) { id orderId order { id } availableActions items { sku unitPrice { amount } } }
    shipments(where: { orderId: "${order.id}" }) { nodes { order { id } } }
  }`;
  const { data } = await as('courier', query, { id: order.shipmentId });
  expect(data.shipment).toEqual({
    id: order.shipmentId,
    orderId: order.id,
    order: null,
    availableActions: ['DISPATCH'],
    items: [{ sku: 'NIKE-PEGASUS', unitPrice: null }],
  });
  expect(data.shipments.nodes).toEqual([{ order: null }]);
  expect((await as('operator', query, { id: order.shipmentId })).data.shipment).toMatchObject({
    order: { id: order.id },
    items: [{ unitPrice: { amount: expect.any(Number) } }],
  });
});

test('the address of the Temporal UI is for those who say who they are', async () => {
  const response = await fetch(`${stack.addresses.apiUrl}/config.json`);
  expect(await response.json()).toMatchObject({ temporalUiUrl: null, authRequired: true });
});

test('a manager is led to the workflow, and cancels for the business', async () => {
  const { id } = order;
  const url = 'query ($id: ID!) { order(id: $id) { workflowUrl availableActions } }';
  const { data } = await as('manager', url, { id });
  expect(data.order.workflowUrl).toContain(
    `/namespaces/${stack.addresses.namespace}/workflows/order%3A${id}`,
  );
  expect(data.order.availableActions).toEqual(['CANCEL']);
  const cancel = `mutation ($id: ID!) {
    orderCancel(input: { id: $id, reason: "recalled", requestId: "recall" }) {
      pending userErrors { code } order { cancellation { by reason } }
    }
  }`;
  expect((await as('manager', cancel, { id })).data.orderCancel).toEqual({
    pending: false,
    userErrors: [],
    order: { cancellation: { by: 'BUSINESS', reason: 'recalled' } },
  });
});

/** The answer to a query or mutation over a socket. */
async function overSocket(role: Asking, query: string, variables = {}) {
  const client = createClient({
    url: stack.addresses.webSocketUrl,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${tokens[role]}` },
  });
  try {
    const { value } = await client.iterate({ query, variables }).next();
    return { data: value?.data, errors: (value?.errors ?? []) as readonly WireError[] };
  } finally {
    await client.dispose();
  }
}

/** The error code of the first message; undefined when it is not an error. */
async function* firstOf(
  messages: AsyncIterableIterator<unknown>,
): AsyncGenerator<{ readonly code: string | undefined }> {
  try {
    for await (const message of messages) {
      const { errors } = message as { errors?: readonly { extensions?: { code?: string } }[] };
      yield { code: errors?.[0]?.extensions?.code };
      return;
    }
  } catch (errors) {
    const [error] = errors as readonly { extensions?: { code?: string } }[];
    yield { code: error?.extensions?.code ?? String(errors) };
  }
}

/** Streams that start without a message, and a change that they report. */
const quiet: Readonly<Record<string, () => Promise<unknown>>> = {
  stockAdjusted: () => {
    const input = `sku: "NIKE-PEGASUS", locationId: "location:Boston", by: 0, requestId: "${newOrderId()}"`;
    return as('manager', `mutation { stockAdjust(input: { ${input} }) { userErrors { code } } }`);
  },
  webhookUpdated: async () => {
    const create = 'webhookCreate(input: { requestId: "quiet", url: "https://shop.example/" })';
    const { data } = await as('manager', `mutation { ${create} { webhook { id } } }`);
    const { id } = data.webhookCreate.webhook;
    return as('manager', `mutation { webhookPause(input: { id: "${id}" }) { requestId } }`);
  },
};

/** Nothing reports when such a stream is open, so this changes something until a message comes. */
async function changeUntil(begun: Promise<unknown>, change: () => Promise<unknown>): Promise<void> {
  let hasBegun = false;
  const settle = () => {
    hasBegun = true;
  };
  begun.then(settle, settle);
  while (!hasBegun) await change();
}
