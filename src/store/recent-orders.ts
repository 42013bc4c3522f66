import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ShipmentRecord } from './shipment-record.js';
import { shipmentRecords } from './shipment-record.js';

/** How many orders are remembered; those that were shown longest ago go first. */
const MAX_REMEMBERED = 2_000;

/**
 * The newest state of each order that this process showed lately. A workflow's own answer can be ahead of the row, and
 * of two reads at once the older can come back later: whoever shows a state takes the newest, so that no answer
 * undoes an earlier one.
 */
export class RecentOrders {
  readonly #orders = new Map<string, OrderSnapshot>();

  /** The newer of this state and what was shown before; it is remembered. */
  remember(order: OrderSnapshot): OrderSnapshot {
    const newest = this.newest(order);
    this.#orders.delete(order.id);
    this.#orders.set(order.id, newest);
    if (this.#orders.size > MAX_REMEMBERED) {
      for (const oldest of this.#orders.keys()) {
        this.#orders.delete(oldest);
        break;
      }
    }
    return newest;
  }

  /** The newer of this state and what was shown before. */
  newest(order: OrderSnapshot): OrderSnapshot {
    const shown = this.#orders.get(order.id);
    // Past Temporal's retention an id can start a second workflow, which is no later state of the first order.
    const isLater = shown?.placedAt === order.placedAt && shown.revision > order.revision;
    return isLater ? shown : order;
  }

  /** The newer of this state of a shipment and what was shown of it with its order. */
  newestShipment(record: ShipmentRecord): ShipmentRecord {
    const order = this.#orders.get(record.orderId);
    const shown = order && shipmentRecords(order).find(({ id }) => id === record.id);
    return shown && shown.shipment.revision > record.shipment.revision ? shown : record;
  }

  /** What was shown of the order last; null when that is long ago, or never was. */
  find(orderId: string): OrderSnapshot | null {
    return this.#orders.get(orderId) ?? null;
  }
}
