import { ActivityFailure, CancellationScope, sleep } from '@temporalio/workflow';
import type { ReserveItemsResult } from '../../schema/contract/order-activities.js';
import type { OrderEventType } from '../../schema/domain/order-event.js';
import { finalStatus, isCancellable, isFinal } from '../../schema/domain/order-rules.js';
import type { Cancellation, FulfillmentSnapshot, OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { payloadHash } from '../../schema/domain/payload-hash.js';
import { orderPayload } from '../../schema/domain/placed-order.js';
import type { RequestBody } from '../../schema/domain/requests.js';
import { releaseItems, reserveItems } from './activities.js';
import { Background } from './background.js';
import type { Accepted } from './decide.js';
import { fulfill } from './fulfill.js';
import { listed } from './listed.js';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';
import { refund, tellReleased, undoFulfillment } from './undo.js';

const ended = {
  COMPLETED: ['ORDER_COMPLETED', 'Everything was delivered'],
  PARTIALLY_COMPLETED: ['ORDER_PARTIALLY_COMPLETED', 'Some was delivered, some could not be'],
  FAILED: ['ORDER_FAILED', 'Nothing could be delivered'],
  CANCELLED: ['ORDER_CANCELLED', 'The order was cancelled'],
  TIMED_OUT: ['ORDER_TIMED_OUT', 'Nobody decided about the unavailable items in time'],
} as const satisfies Record<string, readonly [OrderEventType, string]>;

type EndStatus = keyof typeof ended;

/** An order's way from its placing to its end: the business story, step by step. */
export class Lifecycle {
  readonly background = new Background();
  private deadlineScope: CancellationScope | null = null;
  /** Set when the id was another order's: this run ends without effect. */
  idTaken = false;

  constructor(
    private readonly state: OrderState,
    private readonly runId: string,
  ) {}

  /** Takes up the order where its state says it is: a new one, or one that continues as new. */
  begin(): void {
    switch (this.state.snapshot.status) {
      case 'PENDING':
        this.background.run(() => this.reserve());
        return;
      case 'CUSTOMER_ACTION_REQUIRED':
        this.watchDeadline();
        return;
      default:
        // Whatever else continues as new waits for the courier alone, or is only asked about.
        return;
    }
  }

  get isClosed(): boolean {
    return this.state.snapshot.closedAt !== null;
  }

  get isDeadlineOver(): boolean {
    const { status, actionDeadline } = this.state.snapshot;
    return status === 'CUSTOMER_ACTION_REQUIRED' && actionDeadline !== null && now() >= actionDeadline;
  }

  /** Ends an order nobody decided about; judged by the clock, whatever woke the workflow. */
  timeOut(): void {
    this.state.tell('ACTION_TIMED_OUT', {
      message: 'The time to decide about the unavailable items is over',
    });
    for (const { id } of this.state.snapshot.fulfillments) {
      this.state.changeFulfillment(id, { status: 'CANCELLED' });
    }
    this.end('TIMED_OUT');
    this.releaseAll();
  }

  /** Does what an accepted request asks. */
  carryOut({ body, told }: Accepted): void {
    switch (body.action) {
      case 'AMEND':
        this.state.tell('ORDER_AMENDED', { ...told, message: 'Accepted without the unavailable items' });
        this.amend();
        return;
      case 'CANCEL': {
        const by = told.actor.kind === 'CUSTOMER' ? 'CUSTOMER' : 'BUSINESS';
        this.state.tell('CANCEL_REQUESTED', { ...told, message: body.reason ?? 'No reason given' });
        this.cancel({ by, reason: body.reason, at: now() });
        return;
      }
      case 'DISPATCH':
      case 'DELIVER':
      case 'FAIL':
      case 'TRACK':
        this.updateShipment(body, told);
        return;
      default:
        body satisfies never;
    }
  }

  /** Whether `settle` would change something. */
  get isToSettle(): boolean {
    const { snapshot } = this.state;
    if (isFinal(snapshot)) return !this.isClosed && this.background.isIdle;
    return snapshot.status === 'PROCESSING' && finalStatus(snapshot.fulfillments) !== null;
  }

  /** Ends the order when all its fulfillments have, and closes it when nothing more is under way. */
  settle(): void {
    if (this.state.snapshot.status === 'PROCESSING') {
      const status = finalStatus(this.state.snapshot.fulfillments);
      if (status !== null) this.end(status);
    }
    if (isFinal(this.state.snapshot) && !this.isClosed && this.background.isIdle) {
      this.state.change({ closedAt: now() });
    }
  }

  private async reserve(): Promise<void> {
    const { snapshot, unpublishedEvents: events } = this.state;
    const placed = { runId: this.runId, snapshot, events };
    let result: ReserveItemsResult;
    try {
      result = await reserveItems({ placed, payloadHash: payloadHash(orderPayload(snapshot)) });
    } catch (failure) {
      if (!(failure instanceof ActivityFailure)) throw failure;
      if (this.state.snapshot.status !== 'PENDING') return;
      this.cancelByBusiness(`The items could not be reserved: ${failure.cause?.message ?? failure.message}`);
      return;
    }
    switch (result.outcome) {
      case 'ID_TAKEN':
        this.idTaken = true;
        return;
      case 'VOIDED':
        return;
      case 'RESERVED':
        // The reservation stored the order as placed, so that it needs no publication of its own.
        this.state.acknowledge(placed);
        if (this.state.snapshot.status === 'PENDING') this.reserved(result);
        return;
      default:
        result satisfies never;
    }
  }

  private reserved(result: Extract<ReserveItemsResult, { readonly outcome: 'RESERVED' }>): void {
    const fulfillments = result.fulfillments.map(
      ({ id, location, items }): FulfillmentSnapshot => ({
        id,
        status: location === null ? 'UNAVAILABLE' : 'PENDING',
        location,
        items,
        payment: null,
        shipment: null,
        failureReason: null,
      }),
    );
    this.state.change({ items: result.items, fulfillments });
    const available = fulfillments.filter(({ status }) => status === 'PENDING');
    const unavailable = fulfillments.filter(({ status }) => status === 'UNAVAILABLE');
    for (const { id, location, items } of available) {
      this.state.tell('ITEMS_RESERVED', {
        fulfillmentId: id,
        message: `Reserved in ${location}: ${listed(items)}`,
      });
    }
    for (const { id, items } of unavailable) {
      this.state.tell('ITEMS_UNAVAILABLE', { fulfillmentId: id, message: `Out of stock: ${listed(items)}` });
    }
    if (available.length === 0) {
      this.cancelByBusiness('None of the items is in stock');
    } else if (unavailable.length > 0) {
      this.askCustomer(result.customerActionSeconds);
    } else {
      this.process();
    }
  }

  private askCustomer(seconds: number): void {
    const actionDeadline = new Date(Date.now() + seconds * 1_000).toISOString();
    this.state.change({ actionDeadline });
    this.state.become('CUSTOMER_ACTION_REQUIRED');
    this.watchDeadline();
  }

  /** Wakes the workflow at the deadline; the loop then looks at the clock. */
  private watchDeadline(): void {
    const scope = new CancellationScope();
    this.deadlineScope = scope;
    const wake = async () => {
      while (this.state.snapshot.actionDeadline !== null && !this.isDeadlineOver) {
        await sleep(Math.max(1, Date.parse(this.state.snapshot.actionDeadline) - Date.now()));
      }
    };
    // Cancelled when the customer decides: then there is nothing to wake for.
    scope.run(wake).catch(() => undefined);
  }

  private amend(): void {
    for (const { id, status } of this.state.snapshot.fulfillments) {
      if (status === 'UNAVAILABLE') this.state.changeFulfillment(id, { status: 'CANCELLED' });
    }
    this.process();
  }

  private process(): void {
    this.stopDeadline();
    this.state.become('PROCESSING');
    for (const { id, status } of this.state.snapshot.fulfillments) {
      if (status === 'PENDING') this.background.run(() => fulfill(this.state, id, this.runId));
    }
  }

  private cancelByBusiness(reason: string): void {
    this.cancel({ by: 'BUSINESS', reason, at: now() });
  }

  /** Undoes every fulfillment that is not dispatched; those that are go on. */
  private cancel(cancellation: Cancellation): void {
    const { status } = this.state.snapshot;
    this.state.change({ cancellation });
    const nothingReserved = !this.state.snapshot.fulfillments.some(isCancellable);
    for (const fulfillment of this.state.snapshot.fulfillments) {
      if (isCancellable(fulfillment)) this.cancelFulfillment(fulfillment);
      else if (fulfillment.status === 'UNAVAILABLE' && !nothingReserved) {
        this.state.changeFulfillment(fulfillment.id, { status: 'CANCELLED' });
      }
    }
    if (this.hasDelivery(this.state.snapshot)) return;
    this.end('CANCELLED');
    // With no fulfillment yet the reservation is under way, and the release keeps it from standing.
    const { fulfillments } = this.state.snapshot;
    const mayBeReserved = fulfillments.length === 0 || fulfillments.some(({ location }) => location !== null);
    if (status !== 'PROCESSING' && mayBeReserved) this.releaseAll();
  }

  private cancelFulfillment({ id, shipment, status }: FulfillmentSnapshot): void {
    if (shipment) {
      const tracked = { type: 'CANCELLED', at: now(), location: null, note: null } as const;
      this.state.changeShipment(id, { status: 'CANCELLED' }, tracked);
    }
    this.state.changeFulfillment(id, { status: 'CANCELLED' });
    // What was only reserved is released with the whole order.
    if (status === 'PROCESSING') this.background.run(() => undoFulfillment(this.state, id, this.runId));
  }

  private hasDelivery({ fulfillments }: OrderSnapshot): boolean {
    return fulfillments.some(({ status }) => status === 'PROCESSING' || status === 'COMPLETED');
  }

  private releaseAll(): void {
    const { id: orderId, fulfillments } = this.state.snapshot;
    const reserved = fulfillments.filter(({ location }) => location !== null);
    this.background.run(async () => {
      await releaseItems({ orderId, runId: this.runId, fulfillmentIds: null });
      for (const { id } of reserved) tellReleased(this.state, id);
    });
  }

  private updateShipment(
    body: Extract<RequestBody, { readonly shipmentId: string }>,
    told: Accepted['told'],
  ): void {
    const { id: fulfillmentId, location } = this.fulfillmentOf(body.shipmentId);
    const at = now();
    switch (body.action) {
      case 'DISPATCH': {
        const tracked = { type: 'PICKED_UP', at, location, note: null } as const;
        this.state.changeShipment(fulfillmentId, { status: 'DISPATCHED', dispatchedAt: at }, tracked);
        this.tellShipment('SHIPMENT_DISPATCHED', fulfillmentId, told, `Picked up in ${location}`);
        return;
      }
      case 'DELIVER': {
        const tracked = { type: 'DELIVERED', at, location: null, note: null } as const;
        this.state.changeShipment(fulfillmentId, { status: 'DELIVERED', deliveredAt: at }, tracked);
        this.state.changeFulfillment(fulfillmentId, { status: 'COMPLETED' });
        this.tellShipment('SHIPMENT_DELIVERED', fulfillmentId, told, 'Delivered');
        return;
      }
      case 'FAIL': {
        const { reason } = body;
        const tracked = { type: 'FAILED', at, location: null, note: reason } as const;
        this.state.changeShipment(fulfillmentId, { status: 'FAILED' }, tracked);
        this.state.changeFulfillment(fulfillmentId, { status: 'FAILED', failureReason: reason });
        this.tellShipment('SHIPMENT_FAILED', fulfillmentId, told, reason);
        this.background.run(() => refund(this.state, fulfillmentId, reason));
        return;
      }
      case 'TRACK': {
        const { type, location: place, note, estimatedDelivery } = body;
        const tracked = { type, at: body.at ?? at, location: place, note };
        this.state.changeShipment(fulfillmentId, estimatedDelivery ? { estimatedDelivery } : {}, tracked);
        const words = [type.toLowerCase().replaceAll('_', ' '), place, note].filter((word) => word !== null);
        this.tellShipment('SHIPMENT_TRACKED', fulfillmentId, told, words.join(', '));
        return;
      }
      default:
        body satisfies never;
    }
  }

  private tellShipment(
    type: OrderEventType,
    fulfillmentId: string,
    told: Accepted['told'],
    message: string,
  ): void {
    this.state.tell(type, { ...told, fulfillmentId, message });
  }

  private fulfillmentOf(shipmentId: string): FulfillmentSnapshot {
    const found = this.state.snapshot.fulfillments.find(({ shipment }) => shipment?.id === shipmentId);
    if (!found) throw new Error(`The order has no shipment ${shipmentId}`);
    return found;
  }

  private end(status: EndStatus): void {
    this.stopDeadline();
    this.state.become(status);
    const [type, message] = ended[status];
    this.state.tell(type, { message });
  }

  private stopDeadline(): void {
    this.deadlineScope?.cancel();
    this.deadlineScope = null;
    if (this.state.snapshot.actionDeadline !== null) this.state.change({ actionDeadline: null });
  }
}
