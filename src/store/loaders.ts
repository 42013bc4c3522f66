import DataLoader from 'dataloader';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { Store } from './database.js';
import { readOrders } from './read-orders.js';
import type { StockRow } from './read-products.js';
import { readStock } from './read-products.js';
import { readShipments } from './read-shipments.js';
import type { RecentOrders } from './recent-orders.js';
import type { ShipmentRecord } from './shipment-record.js';

/**
 * Reads by id that come together go together. They remember nothing, so that everybody shares them; what was shown
 * before is never followed by an older state.
 */
export interface Loaders {
  readonly orders: DataLoader<string, OrderSnapshot | null>;
  readonly shipments: DataLoader<string, ShipmentRecord | null>;
  /** The stock of a SKU in every warehouse. */
  readonly stock: DataLoader<string, readonly StockRow[] | null>;
}

/** The loaders of the process. */
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
    stock: byId(
      (skus) => readStock(database, skus),
      (rows) => rows,
    ),
  };
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
