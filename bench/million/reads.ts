import type { OrderSort, ShipmentSort } from '../../schema/graphql/enums.js';
import type { Store } from '../../src/store/database.js';
import type { CountedPage, PageRequest } from '../../src/store/page.js';
import { readOrderEvents } from '../../src/store/read-order-events.js';
import type { OrderSelection } from '../../src/store/read-order-page.js';
import { readOrderPage } from '../../src/store/read-order-page.js';
import { readOrders } from '../../src/store/read-orders.js';
import type { ShipmentSelection } from '../../src/store/read-shipment-page.js';
import { readShipmentPage } from '../../src/store/read-shipment-page.js';
import { readStats } from '../../src/store/read-stats.js';
import type { ShipmentReach } from '../../src/store/shipment-reach.js';
import { orderIdOf, placedAt } from './fill.js';

/** A read that the API makes, named after what it asks for. */
export interface Read {
  readonly name: string;
  run(store: Store): Promise<unknown>;
}

type ReadPage = (store: Store, request: PageRequest) => Promise<CountedPage<unknown>>;

const FIRST: PageRequest = { size: 20, fromEnd: false, after: null, before: null };

/**
 * Every filter, and each pair of filters that no single index serves, with every sort; and the reads about one order.
 */
export function allReads(orders: number): readonly Read[] {
  const middle = orderIdOf(Math.floor(orders / 2) + 1);
  const lists = [
    ...orderSorts.flatMap((sort) =>
      Object.entries(orderSelections(orders)).flatMap(([name, selection]) =>
        pagesOf(
          `orders ${sort} ${name}`,
          (store, request) => readOrderPage(store, { reach: null, ...selection }, sort, request),
          (store) => readOrderPage(store, { reach: null, ids: [middle] }, sort, FIRST),
        ),
      ),
    ),
    ...shipmentSorts.flatMap((sort) =>
      Object.entries(shipmentSelections(orders)).flatMap(([name, selection]) =>
        pagesOf(
          `shipments ${sort} ${name}`,
          (store, request) => readShipmentPage(store, selection, sort, request),
          (store) => readShipmentPage(store, { reach: EVERYBODY, orderId: middle }, sort, FIRST),
        ),
      ),
    ),
  ];
  return [
    ...lists,
    { name: 'order', run: (store) => readOrders(store, [middle]) },
    { name: 'timeline', run: (store) => readOrderEvents(store, middle, { after: 0, limit: 100 }) },
    { name: 'stats', run: readStats },
  ];
}

/** The first page, one from the middle of the whole list, the last one, and the count. */
function pagesOf(
  name: string,
  page: ReadPage,
  inTheMiddle: (store: Store) => Promise<CountedPage<unknown>>,
): readonly Read[] {
  let cursor: string | null = null;
  return [
    { name: `${name} first`, run: (store) => page(store, FIRST) },
    {
      name: `${name} deep`,
      async run(store) {
        cursor ??= (await inTheMiddle(store)).pageInfo.endCursor;
        return page(store, { ...FIRST, after: cursor });
      },
    },
    { name: `${name} last`, run: (store) => page(store, { ...FIRST, fromEnd: true }) },
    { name: `${name} count`, run: async (store) => (await page(store, FIRST)).count() },
  ];
}

const orderSorts: readonly (keyof typeof OrderSort)[] = [
  'PLACED_AT_DESC',
  'PLACED_AT_ASC',
  'UPDATED_AT_DESC',
  'UPDATED_AT_ASC',
  'CHANGED_ASC',
];

function orderSelections(orders: number): Readonly<Record<string, Omit<OrderSelection, 'reach'>>> {
  const middle = placedAt(Math.floor(orders / 2), orders);
  const customerId = 'customer-7919';
  return {
    all: {},
    ids: { ids: Array.from({ length: 100 }, (_, n) => orderIdOf(Math.floor((orders / 100) * n))) },
    open: { open: true },
    late: { isLate: true },
    'late, customer of a tenth': { isLate: true, customerId: 'big' },
    closed: { open: false },
    status: { status: ['COMPLETED'] },
    'several statuses': { status: ['PENDING', 'PROCESSING', 'CUSTOMER_ACTION_REQUIRED'] },
    'rare status': { status: ['TIMED_OUT'] },
    'status nobody has': { status: ['PARTIALLY_COMPLETED'] },
    customer: { customerId },
    'customer of a tenth': { customerId: 'big' },
    sku: { sku: 'sku-7' },
    'sku of all': { sku: 'sku-of-every-order' },
    'sku nobody ordered': { sku: 'nothing' },
    'rare sku': { sku: 'rare-sku-1' },
    placedAfter: { placedAfter: middle },
    placedBefore: { placedBefore: middle },
    updatedAfter: { updatedAfter: middle },
    updatedBefore: { updatedBefore: middle },
    'search an order': { search: orderIdOf(Math.floor(orders / 2)) },
    'search some orders': { search: 'order-0000' },
    'search all orders': { search: 'order-' },
    'search a customer': { search: customerId },
    'search a sku': { search: 'sku-7' },
    'search in vain': { search: 'nothing' },
    'search a recipient': { search: 'name7919' },
    'search a common recipient': { search: 'smith' },
    'search most recipients': { search: 'n' },
    'search a tracking number': { search: 'TN7919' },
    'search all tracking numbers': { search: 'TN' },
    'search a product name': { search: 'runner' },
    'search a recipient, failed': { search: 'smith', status: ['FAILED'] },
    'search a product name, three statuses': {
      search: 'runner',
      status: ['FAILED', 'CANCELLED', 'TIMED_OUT'],
    },
    'customer of a tenth, failed': { customerId: 'big', status: ['FAILED'] },
    'customer of a tenth, rare status': { customerId: 'big', status: ['TIMED_OUT'] },
    'customer, completed': { customerId, status: ['COMPLETED'] },
    'customer, placedAfter': { customerId, placedAfter: middle },
    'failed, updatedAfter': { status: ['FAILED'], updatedAfter: middle },
    'failed, placedBefore': { status: ['FAILED'], placedBefore: middle },
    'sku, failed': { sku: 'sku-7', status: ['FAILED'] },
    'sku, customer': { sku: 'sku-7', customerId },
    'open, customer': { open: true, customerId },
  };
}

const EVERYBODY: ShipmentReach = { of: 'ALL' };

const shipmentSorts: readonly (keyof typeof ShipmentSort)[] = [
  'CREATED_AT_DESC',
  'CREATED_AT_ASC',
  'ESTIMATED_DELIVERY_ASC',
  'CHANGED_ASC',
];

function shipmentSelections(orders: number): Readonly<Record<string, ShipmentSelection>> {
  const middle = placedAt(Math.floor(orders / 2), orders);
  const location = 'Warehouse North';
  const of = (customerId: string): ShipmentReach => ({ of: 'CUSTOMER', customerId });
  const courier: ShipmentReach = { of: 'COURIER', courierId: 'nobody', locations: [location] };
  const selections: Readonly<Record<string, Partial<ShipmentSelection>>> = {
    all: {},
    booked: { status: ['BOOKED'] },
    late: { isLate: true },
    'late, of a location': { isLate: true, location },
    'failed or cancelled': { status: ['FAILED', 'CANCELLED'] },
    'status nobody has': { status: ['DISPATCHED'] },
    order: { orderId: orderIdOf(Math.floor(orders / 2)) },
    location: { location },
    'location nobody has': { location: 'Nowhere' },
    carrier: { carrier: 'Parcel Express' },
    'rare carrier': { carrier: 'Slow Boat' },
    'carrier nobody has': { carrier: 'nobody' },
    estimatedBefore: { estimatedBefore: middle },
    updatedAfter: { updatedAfter: middle },
    customer: { reach: of('customer-7919') },
    'customer of a tenth': { reach: of('big') },
    'search an order': { search: orderIdOf(Math.floor(orders / 2)) },
    'search tracking numbers': { search: 'TN123' },
    'search in vain': { search: 'nothing' },
    'location, booked': { location, status: ['BOOKED'] },
    'location, failed': { location, status: ['FAILED'] },
    'carrier, failed': { carrier: 'Parcel Express', status: ['FAILED'] },
    'customer of a tenth, failed': { reach: of('big'), status: ['FAILED'] },
    'courier of a location': { reach: courier },
    unassigned: { assigned: false },
  };
  return Object.fromEntries(
    Object.entries(selections).map(([name, selection]) => [name, { reach: EVERYBODY, ...selection }]),
  );
}
