import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import { notFound } from '../../errors/api-errors.js';
import type { ShipmentRecord } from '../../store/shipment-record.js';
import { shipmentRecords } from '../../store/shipment-record.js';
import type { MaySee } from '../streams/feed-stream.js';
import { LatestStream } from '../streams/latest-stream.js';
import type { OnDrop } from '../streams/push-stream.js';
import type { OrderFollower, OrderUpdate } from './order-entry.js';

/** Follows one order: each state that is newer than the last, until the order is closed. */
export class OrderStream extends LatestStream<OrderSnapshot> implements OrderFollower {
  #revision = 0;

  constructor(attach: (stream: OrderStream) => () => void, onDrop: OnDrop) {
    super(() => attach(this), onDrop);
  }

  get isOpen(): boolean {
    return this.#revision > 0;
  }

  receive({ snapshot }: OrderUpdate): void {
    if (snapshot.revision <= this.#revision) return;
    this.#revision = snapshot.revision;
    this.push(snapshot);
    if (snapshot.closedAt !== null) this.end();
  }

  notFound(): void {
    this.fail(notFound('There is no such order'));
  }
}

/**
 * Follows one shipment: each state of it that is newer than the last, until its order is closed, or until it may no longer
 * be seen: who may changes with who has it.
 */
export class ShipmentStream extends LatestStream<ShipmentRecord> implements OrderFollower {
  readonly #shipmentId: string;
  readonly #maySee: MaySee<ShipmentRecord>;
  #revision = 0;

  constructor(
    attach: (stream: ShipmentStream) => () => void,
    shipmentId: string,
    maySee: MaySee<ShipmentRecord>,
    onDrop: OnDrop,
  ) {
    super(() => attach(this), onDrop);
    this.#shipmentId = shipmentId;
    this.#maySee = maySee;
  }

  get isOpen(): boolean {
    return this.#revision > 0;
  }

  receive({ snapshot }: OrderUpdate): void {
    const record = recordsOf(snapshot).find(({ id }) => id === this.#shipmentId);
    if (record ? !this.#maySee(record) : !this.isOpen) {
      this.notFound();
      return;
    }
    if (record && record.revision > this.#revision) {
      this.#revision = record.revision;
      this.push(record);
    }
    if (snapshot.closedAt !== null) this.end();
  }

  notFound(): void {
    this.fail(notFound('There is no such shipment'));
  }
}

const records = new WeakMap<OrderSnapshot, readonly ShipmentRecord[]>();

/** The shipments of an order; the same objects for everybody, so that what they become on the wire is made once. */
export function recordsOf(order: OrderSnapshot): readonly ShipmentRecord[] {
  let made = records.get(order);
  if (!made) {
    made = shipmentRecords(order);
    records.set(order, made);
  }
  return made;
}
