import { setImmediate as immediate } from 'node:timers/promises';
import type { OrderChange } from '../../schema/contract/order-changes.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import type { ListChange, OrderListFilter, ShipmentListFilter } from './list-change.js';
import { orderMembership, shipmentMembership, touchesList, touchesShipments } from './list-matching.js';
import type { ListStream } from './list-stream.js';
import type { ListFollowers } from './order-hub.js';
import { recordsOf } from './order-stream.js';

/** After so many streams the event loop gets a turn. */
const STREAMS_A_TURN = 500;

/** Those who follow one list: the same kind of thing, within the same filter. */
interface List<Filter, Item> {
  readonly filter: Filter;
  readonly streams: Set<ListStream<Item>>;
}

/** Who follows which list. What a change means for a list is worked out once for all who follow it. */
export class ListHub implements ListFollowers {
  readonly #orderLists = new Map<string, List<OrderListFilter, OrderSnapshot>>();
  readonly #shipmentLists = new Map<string, List<ShipmentListFilter, ShipmentRecord>>();

  /** The number of different lists somebody follows. */
  get size(): number {
    return this.#orderLists.size + this.#shipmentLists.size;
  }

  followOrders(filter: OrderListFilter, stream: ListStream<OrderSnapshot>): () => void {
    return follow(this.#orderLists, filter, stream);
  }

  followShipments(filter: ShipmentListFilter, stream: ListStream<ShipmentRecord>): () => void {
    return follow(this.#shipmentLists, filter, stream);
  }

  concerns(change: OrderChange): boolean {
    for (const { filter } of this.#orderLists.values()) if (touchesList(filter, change)) return true;
    for (const { filter } of this.#shipmentLists.values()) if (touchesShipments(filter, change)) return true;
    return false;
  }

  async receive(order: OrderSnapshot, changes: readonly OrderChange[]): Promise<void> {
    for (const { filter, streams } of this.#orderLists.values()) {
      if (!changes.some((change) => touchesList(filter, change))) continue;
      const kind = orderMembership(filter, order);
      if (kind) await tell(streams, { kind, id: order.id, item: order });
    }
    for (const { filter, streams } of this.#shipmentLists.values()) {
      for (const record of recordsOf(order)) {
        if (!changes.some((change) => touchesShipments(filter, change, record.id))) continue;
        const kind = shipmentMembership(filter, record);
        if (kind) await tell(streams, { kind, id: record.id, item: record });
      }
    }
  }

  resync(): void {
    for (const { streams } of this.#orderLists.values()) for (const stream of streams) stream.resync();
    for (const { streams } of this.#shipmentLists.values()) for (const stream of streams) stream.resync();
  }
}

type ItemChange<Item> = Exclude<ListChange<Item>, { readonly kind: 'RESYNC' }>;

async function tell<Item>(streams: ReadonlySet<ListStream<Item>>, change: ItemChange<Item>): Promise<void> {
  let told = 0;
  for (const stream of streams) {
    stream.push(change);
    told += 1;
    if (told % STREAMS_A_TURN === 0) await immediate();
  }
}

function follow<Filter extends object, Item>(
  lists: Map<string, List<Filter, Item>>,
  filter: Filter,
  stream: ListStream<Item>,
): () => void {
  const key = JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
  let list = lists.get(key);
  if (!list) {
    list = { filter, streams: new Set() };
    lists.set(key, list);
  }
  const { streams } = list;
  streams.add(stream);
  return () => {
    if (streams.delete(stream) && streams.size === 0) lists.delete(key);
  };
}
