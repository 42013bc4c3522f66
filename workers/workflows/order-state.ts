import type { Publication } from '../../schema/contract/order-activities.js';
import type { Actor } from '../../schema/domain/actor.js';
import { systemActor } from '../../schema/domain/actor.js';
import { fulfillmentTransitions } from '../../schema/domain/fulfillment-status.js';
import type { OrderEvent, OrderEventType } from '../../schema/domain/order-event.js';
import type {
  FulfillmentSnapshot,
  OrderSnapshot,
  PaymentSnapshot,
  ShipmentSnapshot,
} from '../../schema/domain/order-snapshot.js';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { orderTransitions } from '../../schema/domain/order-status.js';
import { paymentTransitions } from '../../schema/domain/payment-status.js';
import { PLACED_REVISION } from '../../schema/domain/placed-order.js';
import { withOutcome } from '../../schema/domain/request-memory.js';
import type { Refusal, RequestOutcome } from '../../schema/domain/request-outcome.js';
import { isFinalShipmentStatus, shipmentTransitions } from '../../schema/domain/shipment-status.js';
import type { TrackingEvent } from '../../schema/domain/tracking-event.js';
import { withTrackingEvent } from '../../schema/domain/tracking-event.js';
import { transition } from '../../schema/domain/transition.js';
import { showState } from './show-state.js';

/** What continue-as-new carries over besides the snapshot, all of it plain data. */
export interface OrderProgress {
  readonly snapshot: OrderSnapshot;
  /** Timeline events that are not known to be stored. */
  readonly unpublished: readonly OrderEvent[];
  readonly publishedRevision: number;
  /** How many signals came, which identifies requests without an id; and how many refusals are on the timeline. */
  readonly signals: number;
  readonly refusalsTold: number;
  /** The revision that the latest reset skipped to, if there was one. */
  readonly takenBackTo?: number;
}

/** The details of an event; the key distinguishes events of one type, and the actor is the system by default. */
export interface EventDetails {
  readonly key?: string;
  readonly actor?: Actor;
  readonly fulfillmentId?: string;
  readonly requestId?: string | null;
  readonly message: string;
}

/**
 * The state of one order and every way it changes. Each change makes a new snapshot with a higher revision;
 * every status goes through its transition table.
 */
export class OrderState {
  #progress: OrderProgress;

  constructor(progress: OrderProgress) {
    this.#progress = progress;
  }

  get snapshot(): OrderSnapshot {
    return this.#progress.snapshot;
  }

  /** Everything to carry over into the next run. */
  get carried(): OrderProgress {
    return this.#progress;
  }

  get hasUnpublished(): boolean {
    const { snapshot, unpublished, publishedRevision } = this.#progress;
    // The reservation stores the order as placed.
    if (snapshot.revision === PLACED_REVISION) return false;
    return unpublished.length > 0 || snapshot.revision > publishedRevision;
  }

  get unpublishedEvents(): readonly OrderEvent[] {
    return this.#progress.unpublished;
  }

  fulfillment(id: string): FulfillmentSnapshot {
    const found = this.snapshot.fulfillments.find((fulfillment) => fulfillment.id === id);
    if (!found) throw new Error(`The order has no fulfillment ${id}`);
    return found;
  }

  change(patch: Partial<Omit<OrderSnapshot, 'id' | 'revision' | 'status'>>): void {
    const { snapshot } = this.#progress;
    const next = { ...snapshot, ...patch, revision: snapshot.revision + 1, updatedAt: now() };
    this.#progress = { ...this.#progress, snapshot: next };
  }

  become(status: OrderStatus): void {
    const next = transition(orderTransitions, this.snapshot.status, status);
    this.#progress = { ...this.#progress, snapshot: { ...this.snapshot, status: next } };
    showState(next);
    this.change({});
  }

  changeFulfillment(id: string, patch: Partial<Omit<FulfillmentSnapshot, 'id'>>): void {
    const { status } = patch;
    if (status !== undefined) transition(fulfillmentTransitions, this.fulfillment(id).status, status);
    const fulfillments = this.snapshot.fulfillments.map((fulfillment) =>
      fulfillment.id === id ? { ...fulfillment, ...patch } : fulfillment,
    );
    this.change({ fulfillments });
  }

  changePayment(fulfillmentId: string, patch: Partial<Omit<PaymentSnapshot, 'id'>>): void {
    const { payment } = this.fulfillment(fulfillmentId);
    if (!payment) throw new Error(`The fulfillment ${fulfillmentId} has no payment`);
    if (patch.status !== undefined) transition(paymentTransitions, payment.status, patch.status);
    this.changeFulfillment(fulfillmentId, { payment: { ...payment, ...patch } });
  }

  /** Changes a shipment, and adds the tracking event if there is one. What has ended is late no more. */
  changeShipment(
    fulfillmentId: string,
    patch: Partial<Omit<ShipmentSnapshot, 'id' | 'revision' | 'updatedAt' | 'trackingEvents'>>,
    tracked?: TrackingEvent,
  ): void {
    const { shipment } = this.fulfillment(fulfillmentId);
    if (!shipment) throw new Error(`The fulfillment ${fulfillmentId} has no shipment`);
    if (patch.status !== undefined) transition(shipmentTransitions, shipment.status, patch.status);
    const events = shipment.trackingEvents;
    const trackingEvents = tracked ? withTrackingEvent(events, tracked) : events;
    const changed = { ...shipment, ...patch, trackingEvents };
    const ended = isFinalShipmentStatus(changed.status) && changed.isLate === true && { isLate: false };
    this.changeFulfillment(fulfillmentId, {
      shipment: { ...changed, ...ended, revision: this.snapshot.revision + 1, updatedAt: now() },
    });
  }

  /**
   * Goes on from here after `temporal workflow reset`. The state before the reset may have reached later revisions, so this one
   * skips ahead of them; and what happens again gets new keys, so that the timeline shows it again.
   */
  takeBack(): void {
    const { snapshot } = this.#progress;
    const revision = Math.max(snapshot.revision + 1, revisionAfterReset(snapshot.placedAt));
    const fulfillments = snapshot.fulfillments.map((fulfillment) =>
      fulfillment.shipment === null
        ? fulfillment
        : { ...fulfillment, shipment: { ...fulfillment.shipment, revision, updatedAt: now() } },
    );
    const next = { ...snapshot, fulfillments, revision, updatedAt: now() };
    this.#progress = { ...this.#progress, snapshot: next, takenBackTo: revision };
    this.tell('OTHER', { message: 'An operator took the order back to an earlier state' });
  }

  tell(type: OrderEventType, details: EventDetails): void {
    const { key, actor = systemActor, fulfillmentId = null, requestId = null, message } = details;
    const { takenBackTo } = this.#progress;
    const parts = [type, fulfillmentId, key, takenBackTo].filter(
      (part) => part !== null && part !== undefined,
    );
    const event = { key: parts.join('/'), type, at: now(), actor, fulfillmentId, requestId, message };
    this.#progress = { ...this.#progress, unpublished: [...this.#progress.unpublished, event] };
  }

  /** Counts a signal, and returns its number. */
  countSignal(): number {
    this.#progress = { ...this.#progress, signals: this.#progress.signals + 1 };
    return this.#progress.signals;
  }

  /** Records a refusal on the timeline, up to a limit that keeps callers from growing it without bound. */
  tellRefusal(refusal: Refusal, details: Omit<EventDetails, 'message'>): void {
    if (this.#progress.refusalsTold >= MAX_REFUSALS_TOLD) return;
    this.#progress = { ...this.#progress, refusalsTold: this.#progress.refusalsTold + 1 };
    this.tell('REQUEST_REFUSED', { ...details, message: refusal.message });
  }

  remember(outcome: RequestOutcome): void {
    this.change({ requests: withOutcome(this.snapshot.requests, outcome) });
  }

  /** Notes that a publication is stored. */
  acknowledge({ snapshot, events }: Pick<Publication, 'snapshot' | 'events'>): void {
    const { unpublished, publishedRevision } = this.#progress;
    this.#progress = {
      ...this.#progress,
      unpublished: unpublished.filter((event) => !events.includes(event)),
      publishedRevision: Math.max(publishedRevision, snapshot.revision),
    };
  }
}

const MAX_REFUSALS_TOLD = 200;

/**
 * A revision that the order cannot have reached before, not even after an earlier reset: it grows with the order's age, by more
 * than orders change. PostgreSQL and GraphQL have room for an age of four months.
 */
function revisionAfterReset(placedAt: string): number {
  const age = Math.max(Date.now() - Date.parse(placedAt), 0);
  return Math.min(1_000_000 + Math.ceil(age / 5), 2 ** 31 - 1_000_000);
}

/** The workflow's clock. */
export function now(): string {
  return new Date(Date.now()).toISOString();
}
