import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { orderStatuses } from '../../schema/domain/order-status.js';
import type { Store } from '../../src/store/database.js';
import { openStore } from '../../src/store/database.js';
import type { CountedPage } from '../../src/store/page.js';
import { pageRequestOf } from '../../src/store/page.js';
import type { OrderSelection } from '../../src/store/read-order-page.js';
import { readOrderPage } from '../../src/store/read-order-page.js';
import type { ShipmentSelection } from '../../src/store/read-shipment-page.js';
import { readShipmentPage } from '../../src/store/read-shipment-page.js';
import type { ActivityDatabase } from '../activities/activity-database.js';
import { createActivityDatabase } from '../activities/activity-database.js';
import type { StoredSample } from './stored-samples.js';
import { storeSamples } from './stored-samples.js';

let own: ActivityDatabase;
let store: Store;
let samples: readonly StoredSample[];

beforeAll(async () => {
  own = await createActivityDatabase();
  samples = await storeSamples(own, 137);
  await own.query(
    "insert into products select sku, name, 'Brand', 100, 'USD' from (values ('sku-4', 'Trail Runner'), ('sku-1', 'Track')) as products (sku, name)",
  );
  store = openStore(own.url);
});
afterAll(async () => {
  await store.destroy();
  await own[Symbol.asyncDispose]();
});

type Read = (page: Parameters<typeof pageRequestOf>[0]) => Promise<CountedPage<{ readonly id: string }>>;

/** Reads the whole list page by page, forwards and backwards, and compares every page with the expected list. */
async function expectList(read: Read, wanted: readonly string[]): Promise<void> {
  for (const size of [1, 7, 100]) {
    const forwards: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: CountedPage<{ readonly id: string }> = await read({ first: size, after });
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      forwards.push(...page.nodes.map(({ id }) => id));
      expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
      expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
      expect(page.pageInfo.hasNextPage).toBe(forwards.length < wanted.length);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(forwards).toEqual(wanted);

    const backwards: string[] = [];
    for (let before: string | null = null; ; ) {
      const page: CountedPage<{ readonly id: string }> = await read({ last: size, before });
      expect(page.pageInfo.hasNextPage).toBe(before !== null);
      backwards.unshift(...page.nodes.map(({ id }) => id));
      expect(page.pageInfo.hasPreviousPage).toBe(backwards.length < wanted.length);
      if (!page.pageInfo.hasPreviousPage) break;
      before = page.pageInfo.startCursor;
    }
    expect(backwards).toEqual(wanted);
  }
  expect(await (await read({ first: 1 })).count()).toBe(wanted.length);
}

const middle = (of: (sample: StoredSample) => Date) =>
  new Date(samples.map((each) => of(each).getTime()).toSorted((a, b) => a - b)[60] ?? 0);

const all = { reach: null };
const isFor =
  (name: string) =>
  ({ deliveryAddress }: OrderSnapshot) =>
    deliveryAddress?.name === name;
const selections: readonly (readonly [
  string,
  () => OrderSelection,
  (order: OrderSnapshot, sample: StoredSample) => boolean,
])[] = [
  ['all', () => all, () => true],
  ['one status', () => ({ ...all, status: ['FAILED'] }), ({ status }) => status === 'FAILED'],
  [
    'some statuses, one of them twice',
    () => ({ ...all, status: ['PENDING', 'COMPLETED', 'PENDING', 'TIMED_OUT'] }),
    ({ status }) => ['PENDING', 'COMPLETED', 'TIMED_OUT'].includes(status),
  ],
  ['every status', () => ({ ...all, status: orderStatuses }), () => true],
  ['no status', () => ({ ...all, status: [] }), () => false],
  ['a customer', () => ({ ...all, customerId: 'kim' }), ({ customerId }) => customerId === 'kim'],
  ['a reach', () => ({ reach: 'kim' }), ({ customerId }) => customerId === 'kim'],
  ['somebody else beyond the reach', () => ({ reach: 'kim', customerId: 'lee' }), () => false],
  [
    'placed after',
    () => ({ ...all, placedAfter: middle(({ placedAt }) => placedAt) }),
    (_, { placedAt }) => placedAt > middle((each) => each.placedAt),
  ],
  [
    'placed before, of a status',
    () => ({ ...all, placedBefore: middle(({ placedAt }) => placedAt), status: ['PENDING', 'FAILED'] }),
    ({ status }, { placedAt }) =>
      placedAt < middle((each) => each.placedAt) && ['PENDING', 'FAILED'].includes(status),
  ],
  [
    'updated after',
    () => ({ ...all, updatedAfter: middle(({ updatedAt }) => updatedAt) }),
    (_, { updatedAt }) => updatedAt > middle((each) => each.updatedAt),
  ],
  ['the start of an id', () => ({ ...all, search: 'order-2' }), ({ id }) => id.startsWith('order-2')],
  ['a SKU', () => ({ ...all, search: 'sku-3' }), ({ items }) => items.some(({ sku }) => sku === 'sku-3')],
  [
    'what is the start of ids and a customer',
    () => ({ ...all, search: 'kim' }),
    ({ id, customerId }) => id.startsWith('kim') || customerId === 'kim',
  ],
  [
    'a search within some statuses',
    () => ({ ...all, search: 'kim', status: ['COMPLETED', 'PENDING'] }),
    ({ id, customerId, status }) =>
      (id.startsWith('kim') || customerId === 'kim') && ['COMPLETED', 'PENDING'].includes(status),
  ],
  ['the start of the recipient’s last name', () => ({ ...all, search: 'NORB' }), isFor('Ada Norberg')],
  [
    'the recipient’s whole name, in any spacing',
    () => ({ ...all, search: ' ada   norberg ' }),
    isFor('Ada Norberg'),
  ],
  ['two words from the middle of a name', () => ({ ...all, search: 'ten brink' }), isFor('Noor  ten Brink')],
  ['a name with the signs of a pattern', () => ({ ...all, search: 'smith_1%' }), isFor('Smith_1%')],
  ['the signs of a pattern for others', () => ({ ...all, search: 'smith%' }), () => false],
  ['the middle of a name’s word', () => ({ ...all, search: 'orberg' }), () => false],
  [
    'a recipient within some statuses and a reach',
    () => ({ reach: 'kim', search: 'ada nor', status: ['COMPLETED', 'PENDING'] }),
    ({ customerId, status, deliveryAddress }) =>
      customerId === 'kim' &&
      ['COMPLETED', 'PENDING'].includes(status) &&
      deliveryAddress?.name === 'Ada Norberg',
  ],
  [
    'the start of a tracking number in small letters',
    () => ({ ...all, search: 'tn5' }),
    (_, { trackingNumber }) => trackingNumber.startsWith('TN5'),
  ],
  [
    'a tracking number within a reach',
    () => ({ reach: 'lee', search: 'TN1' }),
    ({ customerId }, { trackingNumber }) => customerId === 'lee' && trackingNumber.startsWith('TN1'),
  ],
  [
    'a part of a product’s name',
    () => ({ ...all, search: 'il Run', status: ['FAILED', 'PENDING'] }),
    ({ items, status }) => items.some(({ sku }) => sku === 'sku-4') && ['FAILED', 'PENDING'].includes(status),
  ],
  [
    'a part of the names of several products',
    () => ({ ...all, search: 'tra', status: ['FAILED', 'PENDING'] }),
    ({ items, status }) =>
      items.some(({ sku }) => sku === 'sku-4' || sku === 'sku-1') && ['FAILED', 'PENDING'].includes(status),
  ],
  [
    'the names of several products within a reach',
    () => ({ reach: 'max', search: 'tra' }),
    ({ customerId, items }) =>
      customerId === 'max' && items.some(({ sku }) => sku === 'sku-4' || sku === 'sku-1'),
  ],
  ['nothing but white space', () => ({ ...all, search: '  ' }), () => false],
  ['the sign of a pattern, taken literally', () => ({ ...all, search: '%' }), () => false],
  ['what cannot be stored', () => ({ ...all, search: 'a\u0000b' }), () => false],
];

const byTime = (time: (sample: StoredSample) => Date, sign: number) => (a: StoredSample, b: StoredSample) =>
  sign * (time(a).getTime() - time(b).getTime() || (a.id < b.id ? -1 : 1));

describe.each([
  ['PLACED_AT_DESC', byTime(({ placedAt }) => placedAt, -1)],
  ['PLACED_AT_ASC', byTime(({ placedAt }) => placedAt, 1)],
  ['UPDATED_AT_DESC', byTime(({ updatedAt }) => updatedAt, -1)],
  // All were stored by one transaction.
  ['CHANGED_ASC', (a: StoredSample, b: StoredSample) => (a.id < b.id ? -1 : 1)],
] as const)('orders by %s', (sort, compare) => {
  test.each(selections)('page through %s as the whole list would', async (_, selection, matches) => {
    const wanted = samples.filter((sample) => matches(sample.order, sample)).toSorted(compare);
    await expectList(
      (page) => readOrderPage(store, selection(), sort, pageRequestOf(page)),
      wanted.map(({ id }) => id),
    );
  });
});

const everything = { reach: { of: 'ALL' } } as const;
const courier = { of: 'COURIER', courierId: 'cora' } as const;
const isUnassigned = ({ courierId }: StoredSample) => courierId === null;
const isOwn = ({ courierId }: StoredSample) => courierId === 'cora';

const shipmentSelections: readonly (readonly [
  string,
  ShipmentSelection,
  (sample: StoredSample) => boolean,
])[] = [
  ['all', everything, () => true],
  ['a status', { ...everything, status: ['BOOKED'] }, ({ shipmentStatus }) => shipmentStatus === 'BOOKED'],
  [
    'statuses in a warehouse',
    { ...everything, status: ['BOOKED', 'DISPATCHED'], location: 'Boston' },
    ({ shipmentStatus, location }) =>
      location === 'Boston' && ['BOOKED', 'DISPATCHED'].includes(shipmentStatus),
  ],
  ['an order', { ...everything, orderId: 'order-12' }, ({ id }) => id === 'order-12'],
  ['a customer', { reach: { of: 'CUSTOMER', customerId: 'lee' } }, ({ order }) => order.customerId === 'lee'],
  [
    'a courier anywhere',
    { reach: { ...courier, locations: null } },
    (sample) => isOwn(sample) || isUnassigned(sample),
  ],
  ['a courier nowhere', { reach: { ...courier, locations: [] } }, isOwn],
  [
    'a courier of one warehouse',
    { reach: { ...courier, locations: ['Boston', 'Nowhere'] }, status: ['BOOKED', 'DISPATCHED'] },
    (sample) =>
      ['BOOKED', 'DISPATCHED'].includes(sample.shipmentStatus) &&
      (isOwn(sample) || (isUnassigned(sample) && sample.location === 'Boston')),
  ],
  ['what a courier has', { ...everything, courierId: 'cora' }, isOwn],
  ['what nobody has', { ...everything, assigned: false }, isUnassigned],
  ['what somebody has', { ...everything, assigned: true }, (sample) => !isUnassigned(sample)],
  [
    'a search',
    { ...everything, search: 'order-1' },
    ({ id, trackingNumber }) => id.startsWith('order-1') || trackingNumber.startsWith('order-1'),
  ],
  [
    'a tracking number',
    { ...everything, search: 'TN5' },
    ({ trackingNumber }) => trackingNumber.startsWith('TN5'),
  ],
  ['no status', { ...everything, status: [] }, () => false],
];

test.each(shipmentSelections)('shipments page through %s', async (_, selection, matches) => {
  const wanted = samples.filter(matches).toSorted(byTime(({ placedAt }) => placedAt, -1));
  await expectList(
    (page) => readShipmentPage(store, selection, 'CREATED_AT_DESC', pageRequestOf(page)),
    wanted.map(({ shipmentId }) => shipmentId),
  );
});

describe('pages that make no sense', () => {
  const code = (run: () => unknown) => {
    try {
      run();
      return 'TAKEN';
    } catch (error) {
      return (error as { extensions: { code: string } }).extensions.code;
    }
  };

  test.each([{ first: 0 }, { first: 101 }, { last: -1 }, { last: 101 }, { first: 1, last: 1 }])(
    '%j',
    (page) => {
      expect(code(() => pageRequestOf(page))).toBe('BAD_USER_INPUT');
    },
  );

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  test.each([
    '',
    'nonsense',
    cursor(['placed-asc', 1, 'a']),
    cursor(['placed-desc', 'x', 'a']),
    cursor(['placed-desc', 1e300, 'a']),
    cursor(['placed-desc', -8e15, 'a']),
    cursor(['placed-desc', 1, 'a\u0000']),
    cursor(['placed-desc']),
    cursor(null),
    cursor({ length: 3 }),
  ])('cursor %j', async (after) => {
    const reading = readOrderPage(store, all, 'PLACED_AT_DESC', pageRequestOf({ after }));
    await expect(reading).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});
