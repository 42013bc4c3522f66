import { randomUUID } from 'node:crypto';
import type { Publication } from '../../schema/contract/order-activities.js';
import { fulfillmentIdOf, shipmentIdOf } from '../../schema/domain/ids.js';
import type { OrderEvent } from '../../schema/domain/order-event.js';
import { finalStatus } from '../../schema/domain/order-rules.js';
import type {
  FulfillmentSnapshot,
  OrderSnapshot,
  ShipmentSnapshot,
} from '../../schema/domain/order-snapshot.js';
import { placedOrder } from '../../schema/domain/placed-order.js';
import { isFinalShipmentStatus, shipmentTransitions } from '../../schema/domain/shipment-status.js';
import type { Random } from './random.js';

/**
 * An order without a workflow: it takes random steps through its statuses and returns what a workflow would publish.
 */
export class PlayedOrder {
  readonly #runId = randomUUID();
  readonly #random: Random;
  #events = 0;
  snapshot: OrderSnapshot;

  constructor(random: Random, id = `order-${randomUUID()}`, customerId = 'ada') {
    this.#random = random;
    const items = [{ sku: 'shoe', quantity: 1 }];
    this.snapshot = placedOrder({ id, customerId, items, deliveryAddress: null }, new Date().toISOString());
  }

  get isClosed(): boolean {
    return this.snapshot.closedAt !== null;
  }

  /** The order as it is, with 1 to 3 new events. */
  publication(): Publication {
    const events = Array.from({ length: 1 + this.#random.below(3) }, () => this.#event());
    return { runId: this.#runId, snapshot: this.snapshot, events };
  }

  /** Some of its changes, without a publication between them. */
  advance(): void {
    const at = new Date().toISOString();
    const next = { ...this.snapshot, revision: this.snapshot.revision + 1, updatedAt: at };
    this.snapshot = this.#stepped(next, at);
  }

  #stepped(order: OrderSnapshot, at: string): OrderSnapshot {
    switch (order.status) {
      case 'PENDING':
        if (this.#random.chance(0.1)) return { ...order, status: 'CANCELLED', closedAt: at };
        if (this.#random.chance(0.2)) return { ...order, status: 'CUSTOMER_ACTION_REQUIRED' };
        return this.#processing(order, at);
      case 'CUSTOMER_ACTION_REQUIRED':
        if (this.#random.chance(0.3)) return { ...order, status: 'TIMED_OUT', closedAt: at };
        return this.#processing(order, at);
      case 'PROCESSING':
        return this.#shipped(order, at);
      default:
        return order;
    }
  }

  #processing(order: OrderSnapshot, at: string): OrderSnapshot {
    const fulfillments = Array.from({ length: 1 + this.#random.below(2) }, (_, index) => {
      const shipment = {
        id: shipmentIdOf(order.id, index + 1),
        revision: order.revision,
        status: 'PENDING',
        carrier: null,
        trackingNumber: null,
        estimatedDelivery: null,
        dispatchedAt: null,
        deliveredAt: null,
        createdAt: at,
        updatedAt: at,
        trackingEvents: [],
      } as const;
      return {
        id: fulfillmentIdOf(order.id, index + 1),
        status: 'PROCESSING',
        location: this.#random.pick(['north', 'south']),
        items: order.items,
        payment: null,
        shipment,
        failureReason: null,
      } as const;
    });
    return { ...order, status: 'PROCESSING', fulfillments };
  }

  #shipped(order: OrderSnapshot, at: string): OrderSnapshot {
    const open = order.fulfillments.filter(({ status }) => status === 'PROCESSING');
    const chosen = this.#random.pick(open);
    const fulfillments = order.fulfillments.map((each) =>
      each === chosen ? this.#delivering(each, order.revision, at) : each,
    );
    const status = finalStatus(fulfillments);
    return status ? { ...order, fulfillments, status, closedAt: at } : { ...order, fulfillments };
  }

  #delivering(fulfillment: FulfillmentSnapshot, revision: number, at: string): FulfillmentSnapshot {
    const { shipment } = fulfillment;
    if (!shipment) return fulfillment;
    const steps = shipmentTransitions[shipment.status];
    // The first is the way to the doorstep; the others happen now and then.
    const status = this.#random.chance(0.8) ? steps[0] : this.#random.pick<typeof shipment.status>(steps);
    if (status === undefined) return fulfillment;
    const isLate = !isFinalShipmentStatus(status) && this.#random.chance(0.3);
    const moved = {
      ...shipment,
      status,
      revision,
      updatedAt: at,
      isLate,
      courierId: this.#carrier(shipment),
    };
    if (!isFinalShipmentStatus(status)) return { ...fulfillment, shipment: moved };
    const ended = { DELIVERED: 'COMPLETED', CANCELLED: 'CANCELLED', FAILED: 'FAILED' } as const;
    return { ...fulfillment, shipment: moved, status: ended[status as keyof typeof ended] };
  }

  /** Now and then it is assigned to a courier or to nobody. */
  #carrier({ courierId = null }: ShipmentSnapshot): string | null {
    return this.#random.chance(0.5) ? this.#random.pick([null, 'cora', 'carl']) : courierId;
  }

  #event(): OrderEvent {
    this.#events += 1;
    return {
      key: `event-${this.#events}`,
      type: 'OTHER',
      at: new Date().toISOString(),
      actor: { kind: 'SYSTEM', id: null },
      fulfillmentId: null,
      requestId: null,
      message: `Event ${this.#events} of ${this.snapshot.id}`,
    };
  }
}
