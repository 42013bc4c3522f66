import DataLoader from 'dataloader';
import type { Store } from '../store/database.js';
import type { StoredOrder } from '../store/read-orders.js';
import { readOrders } from '../store/read-orders.js';
import type { StockRow } from '../store/read-products.js';
import { readStock } from '../store/read-products.js';
import { readShipments } from '../store/read-shipments.js';
import type { ShipmentRecord } from '../store/shipment-record.js';

/** Reads by id that come together go together. They remember nothing, so that everybody shares them. */
export interface Loaders {
  readonly orders: DataLoader<string, StoredOrder | null>;
  readonly shipments: DataLoader<string, ShipmentRecord | null>;
  /** The stock of a SKU in every warehouse. */
  readonly stock: DataLoader<string, readonly StockRow[] | null>;
}

/** The loaders of the process. */
export function createLoaders(database: Store): Loaders {
  return {
    orders: byId((ids) => readOrders(database, ids)),
    shipments: byId((ids) => readShipments(database, ids)),
    stock: byId((skus) => readStock(database, skus)),
  };
}

function byId<Value>(
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): DataLoader<string, Value | null> {
  return new DataLoader(
    async (ids: readonly string[]) => {
      const found = await read([...new Set(ids)]);
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false },
  );
}
