import { setImmediate } from 'node:timers/promises';
import type { ApolloClient } from '@apollo/client';
import { expect, test } from 'vitest';
import type { CourierBacklogQueryVariables } from '../../web/generated/graphql.js';
import { CourierDeliverDocument, CourierDispatchDocument } from '../../web/generated/graphql.js';
import { AutoCouriers } from '../../web/operator/auto-couriers.js';

interface Request {
  readonly mutation: unknown;
  readonly variables: { readonly input: { readonly id: string } };
}

/** An API with so many booked parcels, which sends RESYNC once. */
class Api {
  readonly #parcels = new Map<string, 'BOOKED' | 'DISPATCHED' | 'DELIVERED'>();
  /** Called before each reading and each request. */
  readonly #onCall: (what: 'read' | 'request') => void;

  constructor(parcels: number, onCall: (what: 'read' | 'request') => void = () => {}) {
    for (let number = 0; number < parcels; number++) this.#parcels.set(`parcel-${number}`, 'BOOKED');
    this.#onCall = onCall;
  }

  get client(): ApolloClient {
    const subscribe = (observer: { next(result: unknown): void }) => {
      observer.next({ data: { shipmentsChanged: { kind: 'RESYNC' } } });
      return { unsubscribe: () => {} };
    };
    return {
      subscribe: () => ({ subscribe }),
      query: async ({ variables }: { variables: CourierBacklogQueryVariables }) => this.#page(variables),
      mutate: (request: Request) => this.#move(request),
    } as unknown as ApolloClient;
  }

  #page({ after }: CourierBacklogQueryVariables) {
    this.#onCall('read');
    const start = Number(after ?? 0);
    const end = start + 10;
    const nodes = [...this.#parcels].slice(start, end).flatMap(([id, status]) => {
      return status === 'DELIVERED' ? [] : [{ id, orderId: 'load-1', revision: 1, status }];
    });
    return {
      data: {
        shipments: { nodes, pageInfo: { hasNextPage: end < this.#parcels.size, endCursor: String(end) } },
      },
    };
  }

  async #move({ mutation, variables }: Request) {
    // A request takes longer than a reading.
    await setImmediate();
    this.#onCall('request');
    const { id } = variables.input;
    const isDispatch = mutation === CourierDispatchDocument;
    expect([isDispatch, mutation === CourierDeliverDocument]).toContain(true);
    expect(this.#parcels.get(id)).toBe(isDispatch ? 'BOOKED' : 'DISPATCHED');
    this.#parcels.set(id, isDispatch ? 'DISPATCHED' : 'DELIVERED');
    const payload = { pending: false, userErrors: [] };
    return { data: isDispatch ? { shipmentDispatch: payload } : { shipmentDeliver: payload } };
  }
}

async function expectDelivered(parcels: number, api: Api, most: number): Promise<void> {
  const couriers = new AutoCouriers(api.client, most);
  couriers.everyParcel = true;
  couriers.start();
  await expect.poll(() => couriers.state).toMatchObject({ delivered: parcels, waiting: 0 });
  couriers.stop();
}

test('parcels for which there was no room are read and delivered later', async () => {
  await expectDelivered(95, new Api(95), 2);
});

test.each(['read', 'request'] as const)(
  'a %s that fails is made up for without a RESYNC',
  async (failing) => {
    let isDown = true;
    const api = new Api(3, (what) => {
      if (what !== failing || !isDown) return;
      isDown = false;
      throw new TypeError('fetch failed');
    });
    await expectDelivered(3, api, 100);
  },
);
