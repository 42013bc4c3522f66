import { setImmediate as immediate } from 'node:timers/promises';
import type { OrderChange } from '../../../schema/contract/order-changes.js';
import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { ShipmentRecord } from '../../store/shipment-record.js';
import type { ListFollowers } from '../orders/order-hub.js';
import { recordsOf } from '../orders/order-stream.js';
import type { ListChange, OrderListFilter, Resync, ShipmentListFilter } from './list-change.js';
import {
  isReached,
  orderMembership,
  shipmentMembership,
  touchesList,
  touchesShipments,
} from './list-matching.js';
import type { ListStream } from './list-stream.js';
import { ListsByCustomer } from './lists-by-customer.js';

/** After this many streams the event loop gets a turn. */
const STREAMS_A_TURN = 500;

/** For how long (ms) new streams share one RESYNC. */
const OPENING_AGE = 1_000;

/** Who follows which list. What a change means for a list is decided once for all of its followers. */
export class ListHub implements ListFollowers {
  readonly #orderLists = new ListsByCustomer<OrderListFilter, OrderSnapshot>();
  readonly #shipmentLists = new ListsByCustomer<ShipmentListFilter, ShipmentRecord>();

  #opening = { at: Number.NEGATIVE_INFINITY, message: newResync() };

  /** The number of distinct lists that somebody follows. */
  get size(): number {
    return this.#orderLists.size + this.#shipmentLists.size;
  }

  followOrders(filter: OrderListFilter, stream: ListStream<OrderSnapshot>): () => void {
    stream.resync(this.#openingMessage());
    return this.#orderLists.follow(filter, stream);
  }

  followShipments(filter: ShipmentListFilter, stream: ListStream<ShipmentRecord>): () => void {
    stream.resync(this.#openingMessage());
    return this.#shipmentLists.follow(filter, stream);
  }

  concerns(change: OrderChange): boolean {
    const { customerId } = change;
    for (const { filter } of this.#orderLists.of(customerId)) if (touchesList(filter, change)) return true;
    for (const { filter } of this.#shipmentLists.of(customerId)) {
      if (touchesShipments(filter, change)) return true;
    }
    return false;
  }

  async receive(order: OrderSnapshot, changes: readonly OrderChange[]): Promise<void> {
    for (const { filter, streams } of this.#orderLists.of(order.customerId)) {
      if (!changes.some((change) => touchesList(filter, change))) continue;
      const kind = orderMembership(filter, order);
      if (kind) await tell(streams, { kind, id: order.id, item: order });
    }
    for (const { filter, streams } of this.#shipmentLists.of(order.customerId)) {
      for (const record of recordsOf(order)) {
        if (!changes.some((change) => touchesShipments(filter, change, record.id))) continue;
        const kind = shipmentMembership(filter, record);
        if (kind === null) continue;
        const { id } = record;
        const change: ItemChange<ShipmentRecord> = isReached(filter, record)
          ? { kind, id, item: record }
          : { kind: 'LEFT', id, item: null };
        await tell(streams, change);
      }
    }
  }

  resync(): void {
    this.#orderLists.resync(newResync());
    this.#shipmentLists.resync(newResync());
  }

  /** Shared, since an older mark only makes a client read a little more. */
  #openingMessage(): Resync {
    const now = performance.now();
    if (now - this.#opening.at > OPENING_AGE) this.#opening = { at: now, message: newResync() };
    return this.#opening.message;
  }
}

type ItemChange<Item> = Exclude<ListChange<Item>, { readonly kind: 'RESYNC' }>;

function newResync(): Resync {
  return { kind: 'RESYNC' };
}

async function tell<Item>(streams: ReadonlySet<ListStream<Item>>, change: ItemChange<Item>): Promise<void> {
  let told = 0;
  for (const stream of streams) {
    stream.push(change);
    told += 1;
    if (told % STREAMS_A_TURN === 0) await immediate();
  }
}
