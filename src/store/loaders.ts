import DataLoader from 'dataloader';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { Store } from './database.js';
import type { Page, PageRequest } from './page.js';
import { readEventPages } from './read-event-pages.js';
import type { OrderEventRow } from './read-order-events.js';
import { readEventsByKey } from './read-order-events.js';
import { findClaims, readOrders } from './read-orders.js';
import type { ProductRow, StockLevelRow } from './read-products.js';
import { findLocations, readProducts, readStock } from './read-products.js';
import { readShipments } from './read-shipments.js';
import type { RecentOrders } from './recent-orders.js';
import type { ShipmentRecord } from './shipment-record.js';
import type { TrackingLinkRow } from './tracking-links.js';
import { readTrackingLinks } from './tracking-links.js';

/**
 * Reads by id; those of the same moment become one query. Nothing is cached, so all requests share the loaders. They never
 * return an older state than this process showed before.
 */
export interface Loaders {
  readonly orders: DataLoader<string, OrderSnapshot | null>;
  readonly shipments: DataLoader<string, ShipmentRecord | null>;
  /** A page of an order's timeline: one query for all orders of which the same page is requested. */
  readonly events: DataLoader<EventPageRequest, Page<OrderEventRow>>;
  /** By SKU. */
  readonly products: DataLoader<string, ProductRow | null>;
  /** By `<sequence>:<order id>`. */
  readonly eventsByKey: DataLoader<string, OrderEventRow | null>;
  /** Whether an order has this id, or had it before it was archived. */
  readonly claims: DataLoader<string, true | null>;
  /** Whether there is a warehouse of this name. */
  readonly locations: DataLoader<string, true | null>;
  readonly trackingLinks: DataLoader<string, TrackingLinkRow | null>;
  /** The stock of a SKU in every warehouse. */
  readonly stock: DataLoader<string, readonly StockLevelRow[] | null>;
}

export interface EventPageRequest {
  readonly orderId: string;
  readonly page: PageRequest;
}

export function createLoaders(database: Store, recentOrders: RecentOrders): Loaders {
  return {
    orders: byId(
      (ids) => readOrders(database, ids),
      ({ snapshot }) => recentOrders.newest(snapshot),
    ),
    shipments: byId(
      (ids) => readShipments(database, ids),
      (record) => recentOrders.newestShipment(record),
    ),
    events: new DataLoader((requests) => loadEventPages(database, requests), { cache: false }),
    products: byId((skus) => readProducts(database, skus), asRead),
    eventsByKey: byId((keys) => readEventsByKey(database, keys), asRead),
    claims: byId((ids) => findClaims(database, ids), asRead),
    locations: byId((names) => findLocations(database, names), asRead),
    trackingLinks: byId((ids) => readTrackingLinks(database, ids), asRead),
    stock: byId((skus) => readStock(database, skus), asRead),
  };
}

async function loadEventPages(
  database: Store,
  requests: readonly EventPageRequest[],
): Promise<(Page<OrderEventRow> | Error)[]> {
  const byPage = new Map<string, { readonly page: PageRequest; readonly orderIds: Set<string> }>();
  for (const { orderId, page } of requests) {
    const same = byPage.get(JSON.stringify(page)) ?? { page, orderIds: new Set() };
    byPage.set(JSON.stringify(page), same);
    same.orderIds.add(orderId);
  }
  const read = new Map<string, ReadonlyMap<string, Page<OrderEventRow>> | Error>();
  for (const [key, { page, orderIds }] of byPage) {
    // One after the other, so that a request with many different pages does not take all connections.
    read.set(key, await readEventPages(database, [...orderIds], page).catch((error: Error) => error));
  }
  return requests.map(({ orderId, page }) => {
    const pages = read.get(JSON.stringify(page));
    if (pages instanceof Error) return pages;
    return pages?.get(orderId) ?? new Error('A page of events was not read');
  });
}

function asRead<Found>(found: Found): Found {
  return found;
}

function byId<Found, Value>(
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
  shown: (found: Found) => Value,
): DataLoader<string, Value | null> {
  return new DataLoader(
    async (ids: readonly string[]) => {
      const found = await read([...new Set(ids)]);
      return ids.map((id) => {
        const one = found.get(id);
        return one === undefined ? null : shown(one);
      });
    },
    { cache: false },
  );
}
