import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ShipmentRecord } from './shipment-record.js';
import { shipmentRecords } from './shipment-record.js';

/** How many orders are remembered; the least recently shown are dropped first. */
const MAX_REMEMBERED = 2_000;

/**
 * The newest state that this process has shown of each recent order. A workflow's answer can be ahead of the row, and of two
 * concurrent reads the older can return later. Whoever shows a state takes the newest, so that no client sees an order go
 * back in time.
 */
export class RecentOrders {
  readonly #orders = new Map<string, OrderSnapshot>();

  /** The newer of this state and the one shown before, which is remembered. */
  remember(order: OrderSnapshot): OrderSnapshot {
    const newest = this.newest(order);
    this.#orders.delete(order.id);
    this.#orders.set(order.id, newest);
    if (this.#orders.size > MAX_REMEMBERED) {
      const [oldest = ''] = this.#orders.keys();
      this.#orders.delete(oldest);
    }
    return newest;
  }

  /** The newer of this state and the one shown before. */
  newest(order: OrderSnapshot): OrderSnapshot {
    const shown = this.#orders.get(order.id);
    // After Temporal's retention an id can start a second workflow, which is not a later state of the first order.
    const isLater = shown?.placedAt === order.placedAt && shown.revision > order.revision;
    return isLater ? shown : order;
  }

  /** The newer of this state of a shipment and the one shown with its order. */
  newestShipment(record: ShipmentRecord): ShipmentRecord {
    const order = this.#orders.get(record.orderId);
    const shown = order && shipmentRecords(order).find(({ id }) => id === record.id);
    return shown && shown.revision > record.revision ? shown : record;
  }

  /** The state shown last; null when that is long ago or never happened. */
  find(orderId: string): OrderSnapshot | null {
    return this.#orders.get(orderId) ?? null;
  }
}
