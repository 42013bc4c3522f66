import type { ApolloClient } from '@apollo/client';
import { faultMessage } from '../client/fault-message.js';
import { newOrderId } from '../client/ids.js';
import type { ProductDetailsFragment } from '../generated/graphql.js';
import { LoadOrderCreateDocument } from '../generated/graphql.js';
import { Observed } from './observed.js';
import { Pace } from './pace.js';
import { readSold } from './read-sold.js';

/** The prefix of all generated orders, by which the automatic couriers recognise their parcels. */
export const loadPrefix = 'load-';

export const bounds = { rate: 100, inFlight: 64, orders: 20_000, minutes: 10 } as const;

/** Calls back many times a second until stopped. */
export interface Metronome {
  readonly stop: () => void;
}

export interface LoadState {
  readonly running: boolean;
  readonly placed: number;
  readonly refused: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Orders sent per second, over the last ten seconds; null before the first. */
  readonly actual: number | null;
  /** Response times of the last few hundred answers, in milliseconds. */
  readonly median: number | null;
  readonly worst: number | null;
  readonly note: string | null;
}

const idle: LoadState = {
  running: false,
  placed: 0,
  refused: 0,
  failed: 0,
  inFlight: 0,
  actual: null,
  median: null,
  worst: null,
  note: null,
};

const catalogueAge = 10_000;
const kept = 400;
const enough = 50;

/** Places orders at a rate from this page, even if it is hidden. Rate, number and time are limited. */
export class LoadGenerator extends Observed<LoadState> {
  rate = 5;
  #metronome: Metronome | undefined;
  #pace = new Pace(0);
  #started = 0;
  #sold: readonly ProductDetailsFragment[] = [];
  #readAt = 0;
  #latencies: number[] = [];

  constructor(
    readonly client: ApolloClient,
    readonly startBeating: (onBeat: () => void) => Metronome,
  ) {
    super(idle);
  }

  start(): void {
    if (this.state.running) return;
    this.#started = Date.now();
    this.#pace = new Pace(this.#started);
    this.#latencies = [];
    this.update({ ...idle, running: true });
    this.#metronome = this.startBeating(() => this.#turn());
  }

  stop(note: string | null = null): void {
    this.#metronome?.stop();
    if (this.state.running) this.update({ running: false, note });
  }

  #turn(): void {
    const { placed, refused, failed, inFlight } = this.state;
    const late = Date.now() - this.#started > bounds.minutes * 60_000;
    if (late || placed + refused + failed + inFlight >= bounds.orders) {
      this.stop(`Stopped by itself after ${late ? `${bounds.minutes} minutes` : `${bounds.orders} orders`}.`);
      return;
    }
    if (Date.now() - this.#readAt > catalogueAge) void this.#readCatalogue();
    if (this.#sold.length === 0) return;
    const now = Date.now();
    for (
      let due = this.#pace.due(this.rate, now);
      due > 0 && this.state.inFlight < bounds.inFlight;
      due -= 1
    ) {
      this.#pace.done(now);
      void this.#place();
    }
    this.update({ actual: this.#pace.actual(now) });
  }

  async #readCatalogue(): Promise<void> {
    this.#readAt = Date.now();
    try {
      const products = await readSold(this.client);
      this.#sold = products.filter(
        ({ stock }) => stock.reduce((total, { available }) => total + available, 0) > enough,
      );
      if (products.length > 0 && this.#sold.length === 0)
        this.stop('Stopped: the shelves are nearly empty. A manager can fill them.');
    } catch (error) {
      this.#tell(faultMessage(error));
    }
  }

  async #place(): Promise<void> {
    const any = (): ProductDetailsFragment | undefined =>
      this.#sold[Math.floor(Math.random() * this.#sold.length)];
    const skus = new Set([any(), ...(Math.random() < 0.3 ? [any()] : [])].flatMap((one) => one?.sku ?? []));
    const sent = performance.now();
    this.update({ inFlight: this.state.inFlight + 1 });
    try {
      const { data } = await this.client.mutate({
        mutation: LoadOrderCreateDocument,
        fetchPolicy: 'no-cache',
        variables: {
          input: {
            id: newOrderId(loadPrefix),
            customerId: `${loadPrefix}customer-${Math.floor(Math.random() * 200)}`,
            items: [...skus].map((sku) => ({ sku, quantity: 1 })),
            deliveryAddress: {
              name: 'Load test',
              line1: '1 Test Track',
              city: 'Portland',
              region: 'OR',
              postalCode: '97209',
              country: 'US',
            },
          },
        },
      });
      const refused = (data?.orderCreate?.userErrors.length ?? 0) > 0;
      this.update(refused ? { refused: this.state.refused + 1 } : { placed: this.state.placed + 1 });
      this.#tell(null);
      this.#measure(performance.now() - sent);
    } catch (error) {
      this.update({ failed: this.state.failed + 1 });
      this.#tell(faultMessage(error));
    } finally {
      this.update({ inFlight: this.state.inFlight - 1 });
    }
  }

  /** Sets or clears the current problem; once stopped, the reason for stopping stays. */
  #tell(note: string | null): void {
    if (this.state.running) this.update({ note });
  }

  #measure(latency: number): void {
    this.#latencies = [...this.#latencies.slice(1 - kept), latency];
    const sorted = this.#latencies.toSorted((first, second) => first - second);
    this.update({
      median: sorted[Math.floor(sorted.length / 2)] ?? null,
      worst: sorted[Math.floor(sorted.length * 0.99)] ?? null,
    });
  }
}
