import type { ApolloClient } from '@apollo/client';
import { newRequestId } from '../client/ids.js';
import { subscribeAgain } from '../client/subscribe-again.js';
import type { CourierBacklogQuery, ShipmentStatus } from '../generated/graphql.js';
import {
  CourierBacklogDocument,
  CourierDeliverDocument,
  CourierDispatchDocument,
  CourierWorkDocument,
} from '../generated/graphql.js';
import { loadPrefix } from './load-generator.js';
import { Observed } from './observed.js';

export interface CouriersState {
  readonly running: boolean;
  readonly waiting: number;
  readonly dispatched: number;
  readonly delivered: number;
}

interface Parcel {
  readonly id: string;
  readonly orderId: string;
  readonly revision: number;
  readonly status: ShipmentStatus;
}

const idle: CouriersState = { running: false, waiting: 0, dispatched: 0, delivered: 0 };
const couriers = 12;
const page = 100;
const pauseAfterFault = 1_000;
const work = ['BOOKED', 'DISPATCHED'] as const;

/** Automatic couriers: they pick up booked shipments and deliver dispatched ones. */
export class AutoCouriers extends Observed<CouriersState> {
  /** All parcels, or only those of the load generator. */
  everyParcel = false;
  readonly #waiting = new Map<string, Parcel>();
  readonly #inHand = new Set<string>();
  #isReading = false;
  /** Whether parcels may be left that it does not hold: there was no room, or they could not be read or carried. */
  #mayBeLeft = false;
  #stopFeed = (): void => {};

  /** At most so many parcels wait in this page; the others are read when these are gone. */
  constructor(
    readonly client: ApolloClient,
    readonly most = 5_000,
  ) {
    super(idle);
  }

  start(): void {
    if (this.state.running) return;
    this.update({ ...idle, running: true });
    this.#mayBeLeft = false;
    this.#stopFeed = subscribeAgain(this.client, {
      query: CourierWorkDocument,
      variables: { where: { status: work } },
      cached: false,
      endless: true,
      onData: ({ shipmentsChanged: { kind, shipmentId, shipment } }) => {
        if (kind === 'RESYNC') void this.#readBacklog();
        else if (kind === 'LEFT' && shipmentId != null) this.#waiting.delete(shipmentId);
        else if (shipment != null) this.#take(shipment);
      },
    });
  }

  stop(): void {
    this.#stopFeed();
    this.#waiting.clear();
    if (this.state.running) this.update({ running: false, waiting: 0 });
  }

  async #readBacklog(): Promise<void> {
    this.#mayBeLeft = this.#isReading;
    if (this.#isReading) return;
    this.#isReading = true;
    let after: string | null = null;
    do {
      const list = await this.#readPage(after);
      for (const parcel of list?.nodes ?? []) this.#take(parcel);
      after = list?.pageInfo.hasNextPage ? (list.pageInfo.endCursor ?? null) : null;
    } while (after !== null && this.state.running && this.#waiting.size < this.most);
    this.#isReading = false;
    if (after !== null) this.#mayBeLeft = true;
    this.#work();
  }

  async #readPage(after: string | null): Promise<CourierBacklogQuery['shipments'] | undefined> {
    try {
      const { data } = await this.client.query({
        query: CourierBacklogDocument,
        variables: { first: page, after, where: { status: work } },
        fetchPolicy: 'no-cache',
      });
      return data?.shipments;
    } catch {
      await this.#pauseAfterFault();
      return undefined;
    }
  }

  #take(parcel: Parcel): void {
    if (!this.state.running) return;
    if (!this.everyParcel && !parcel.orderId.startsWith(loadPrefix)) return;
    if (parcel.status !== 'BOOKED' && parcel.status !== 'DISPATCHED') return;
    if (this.#inHand.has(parcel.id)) return;
    if (this.#waiting.size >= this.most) {
      this.#mayBeLeft = true;
      return;
    }
    this.#waiting.set(parcel.id, parcel);
    this.#work();
  }

  #work(): void {
    for (const [id, parcel] of this.#waiting) {
      if (this.#inHand.size >= couriers) break;
      this.#waiting.delete(id);
      this.#inHand.add(id);
      void this.#carry(parcel).finally(() => {
        this.#inHand.delete(id);
        this.#work();
      });
    }
    this.update({ waiting: this.#waiting.size });
    if (this.#mayBeLeft && this.#waiting.size === 0 && this.state.running) void this.#readBacklog();
  }

  /** Delivers it, unless somebody else has it. */
  async #carry({ id, status }: Parcel): Promise<void> {
    try {
      if (status === 'BOOKED') {
        const variables = { input: { id, requestId: newRequestId() } };
        const { data } = await this.client.mutate({
          mutation: CourierDispatchDocument,
          variables,
          fetchPolicy: 'no-cache',
        });
        if (data?.shipmentDispatch?.userErrors.length !== 0 || data.shipmentDispatch.pending) return;
        this.update({ dispatched: this.state.dispatched + 1 });
      }
      if (!this.state.running) return;
      const variables = { input: { id, requestId: newRequestId() } };
      const { data } = await this.client.mutate({
        mutation: CourierDeliverDocument,
        variables,
        fetchPolicy: 'no-cache',
      });
      if (data?.shipmentDeliver?.userErrors.length === 0)
        this.update({ delivered: this.state.delivered + 1 });
    } catch {
      await this.#pauseAfterFault();
    }
  }

  /** The API is unreachable, or refuses. */
  async #pauseAfterFault(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, pauseAfterFault));
    // Only now: a parcel is in hand until then, and what is in hand is not taken again.
    this.#mayBeLeft = true;
  }
}
