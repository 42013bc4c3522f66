import { beforeAll, describe, expect, test } from 'vitest';
import { newOrderId } from '../client/orders.js';
import { Wire } from '../feed/wire.js';
import { sharedStack } from '../stack/shared.js';
import type { Answer } from './ask.js';
import { ask } from './ask.js';

let url: string;
let webSocketUrl: string;
beforeAll(async () => {
  ({ graphqlUrl: url, webSocketUrl } = await sharedStack());
});

async function overSocket(query: string, variables: object): Promise<Answer['data']> {
  const wire = await new Wire(webSocketUrl).init('');
  wire.subscribe('1', query, variables);
  const { payload } = await wire.next();
  await wire.close();
  return (payload as { readonly data: unknown }).data;
}

const create = `mutation ($input: OrderCreateInput!) {
  orderCreate(input: $input) { order { id status } pending userErrors { code message field } }
}`;
const item = { sku: 'NIKE-PEGASUS', quantity: 1 };
const address = { name: 'Kim', line1: '1 Main St', city: 'Boston', postalCode: '02101', country: 'US' };

const broken: readonly (readonly [string, object, readonly string[][]])[] = [
  ['no items', { items: [] }, [['items']]],
  ['no units', { items: [{ ...item, quantity: 0 }] }, [['items', '0', 'quantity']]],
  ['fewer than no units', { items: [item, { sku: 'b', quantity: -1 }] }, [['items', '1', 'quantity']]],
  ['too many units', { items: [{ ...item, quantity: 10_001 }] }, [['items', '0', 'quantity']]],
  [
    'too many lines',
    { items: Array.from({ length: 101 }, (_, n) => ({ sku: `s${n}`, quantity: 1 })) },
    [['items']],
  ],
  ['a SKU twice', { items: [item, item] }, [['items', '1', 'sku']]],
  ['an empty SKU', { items: [{ sku: ' ', quantity: 1 }] }, [['items', '0', 'sku']]],
  ['an empty id', { id: '' }, [['id']]],
  ['an overlong id', { id: 'x'.repeat(201) }, [['id']]],
  ['a control character', { id: 'a\u0007b' }, [['id']]],
  ['NUL', { customerId: 'a\u0000b' }, [['customerId']]],
  ['a lone surrogate', { id: 'a\ud800b' }, [['id']]],
  ['a colon', { id: 'a:b' }, [['id']]],
  ['an empty city', { deliveryAddress: { ...address, city: ' ' } }, [['deliveryAddress', 'city']]],
  [
    'an endless street',
    { deliveryAddress: { ...address, line1: 'x'.repeat(201) } },
    [['deliveryAddress', 'line1']],
  ],
  ['no phone number', { deliveryAddress: { ...address, phone: 'call me' } }, [['deliveryAddress', 'phone']]],
  ['all of it', { id: '', customerId: '', items: [] }, [['id'], ['customerId'], ['items']]],
];

describe('an order with', () => {
  test.each(broken)('%s is refused with the path, and not started', async (_, part, paths) => {
    const id = newOrderId();
    const input = { id, customerId: 'kim', items: [item], ...part };
    const { data } = await ask(url, create, { input });
    expect(data.orderCreate).toMatchObject({ order: null, pending: false });
    expect(data.orderCreate.userErrors.map(({ field }: { field: string[] }) => field)).toEqual(
      paths.map((path) => ['input', ...path]),
    );
    expect(data.orderCreate.userErrors.map(({ code }: { code: string }) => code)).toEqual(
      paths.map(() => 'INVALID'),
    );
    expect((await ask(url, `{ order(id: "${id}") { id } }`)).data.order).toBeNull();
  });
});

describe('a phone number', () => {
  const order = (phone: string) => ({
    input: { id: newOrderId(), customerId: 'kim', items: [item], deliveryAddress: { ...address, phone } },
  });
  type Send = (variables: ReturnType<typeof order>) => Promise<Answer['data']>;

  describe.each<readonly [string, Send]>([
    ['HTTP', async (variables) => (await ask(url, create, variables)).data],
    ['WebSocket', (variables) => overSocket(create, variables)],
  ])('over %s', (_, send) => {
    test.each(['call me', '12', '1'.repeat(21), '+1+503', '555;ext=1', '5'.padEnd(31, '-').concat('55')])(
      'that is not valid is refused, and the answer says what is: %j',
      async (phone) => {
        expect((await send(order(phone))).orderCreate).toEqual({
          order: null,
          pending: false,
          userErrors: [
            {
              code: 'INVALID',
              message:
                'The phone number must have 3 to 20 digits and at most 32 characters, such as +1 (503) 555-0142',
              field: ['input', 'deliveryAddress', 'phone'],
            },
          ],
        });
      },
    );

    test.each([
      [' +1 (503) 555-0142 ', '+1 (503) 555-0142'],
      ['(+49) 351/4 56.78', '(+49) 351/4 56.78'],
      ['  ', null],
    ])('is kept as it was written, without blanks around it: %j', async (phone, kept) => {
      const variables = order(phone);
      expect((await send(variables)).orderCreate.userErrors).toEqual([]);
      const query = 'query ($id: ID!) { order(id: $id) { deliveryAddress { phone } } }';
      const { data } = await ask(url, query, { id: variables.input.id });
      expect(data.order.deliveryAddress).toEqual({ phone: kept });
    });
  });

  test('that differs makes it another order', async () => {
    const variables = order('112');
    await ask(url, create, variables);
    const again = { input: { ...variables.input, deliveryAddress: { ...address, phone: '911' } } };
    expect((await ask(url, create, again)).data.orderCreate.userErrors).toMatchObject([
      { code: 'ORDER_ID_TAKEN' },
    ]);
  });
});

describe('top-level errors have a code', () => {
  test.each([
    ['a wrong type', create, { input: { id: 1.5, customerId: 'kim', items: [{ sku: 'a', quantity: 'b' }] } }],
    ['a missing variable', create, {}],
    ['a wrong type in the document', '{ orders(first: "one") { totalCount } }', {}],
    ['no such status', '{ orders(where: { status: [LOST] }) { totalCount } }', {}],
    ['a page too large', '{ orders(first: 101) { totalCount } }', {}],
    ['no page', '{ orders(last: 0) { totalCount } }', {}],
    ['a page from both ends', '{ products(first: 1, last: 1) { totalCount } }', {}],
    ['no cursor', '{ shipments(after: "nonsense") { totalCount } }', {}],
    ['a time that is not valid', '{ orders(where: { placedAfter: "yesterday" }) { totalCount } }', {}],
  ])('%s: BAD_USER_INPUT', async (_, query, variables) => {
    expect((await ask(url, query, variables)).code).toBe('BAD_USER_INPUT');
  });

  test('a document that does not parse, and one that does not fit the schema', async () => {
    expect((await ask(url, '{ orders(')).code).toBe('GRAPHQL_PARSE_FAILED');
    expect((await ask(url, '{ nothing }')).code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await ask(url, `{ ${'viewer { actorId } '.repeat(2_000)} }`)).code).toBe('QUERY_TOO_COSTLY');
  });
});

describe('ids that no order can have', () => {
  const ids = ['', 'a:b', 'a\u0000b', 'a\ud800', 'x'.repeat(300)];
  const invalid = [{ code: 'INVALID', field: ['input', 'id'] }];

  test.each(ids)('are not found by queries, and invalid in requests: %j', async (id) => {
    const query =
      'query ($id: ID!) { order(id: $id) { id } shipment(id: $id) { id } product(sku: "\\u0000") { id } }';
    expect((await ask(url, query, { id })).data).toEqual({ order: null, shipment: null, product: null });
    const cancel =
      'mutation ($id: ID!) { orderCancel(input: { id: $id }) { order { id } userErrors { code field } } }';
    expect((await ask(url, cancel, { id })).data.orderCancel).toEqual({ order: null, userErrors: invalid });
    const amend = 'mutation ($id: ID!) { orderAmend(input: { id: $id }) { userErrors { code field } } }';
    expect((await ask(url, amend, { id })).data.orderAmend.userErrors).toEqual(invalid);
    const deliver =
      'mutation ($id: ID!) { shipmentDeliver(input: { id: $id }) { userErrors { code field } } }';
    if (id === '') return;
    const { data } = await ask(url, deliver, { id: `shipment:1-${id}` });
    expect(data.shipmentDeliver.userErrors).toEqual(invalid);
  });

  test('a shipment’s id may be longer than an order’s; one of another form is not found', async () => {
    const deliver = 'mutation ($id: ID!) { shipmentDeliver(input: { id: $id }) { userErrors { code } } }';
    for (const id of [`shipment:1-${'x'.repeat(200)}`, 'shipment:1-', 'a:b', '', 'no shipment']) {
      const { data } = await ask(url, deliver, { id });
      expect(data.shipmentDeliver.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    }
  });
});
