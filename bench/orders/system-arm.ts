import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Stack } from '../../test/stack/stack.js';
import { atOnce } from '../measure/at-once.js';

const create = `mutation ($input: OrderCreateInput!) {
  orderCreate(input: $input) { order { id status } userErrors { message } }
}`;
const dispatch = `mutation ($input: ShipmentDispatchInput!) {
  shipmentDispatch(input: $input) { shipment { status } pending userErrors { message } }
}`;
const deliver = `mutation ($input: ShipmentDeliverInput!) {
  shipmentDeliver(input: $input) { shipment { status } pending userErrors { message } }
}`;
const follow = `subscription ($id: ID!) {
  orderUpdated(id: $id) { status updatedAt fulfillments { shipment { id status } } }
}`;

interface FollowedOrder {
  readonly status: string;
  readonly updatedAt: string;
  readonly fulfillments: readonly {
    readonly shipment: { readonly id: string; readonly status: string } | null;
  }[];
}

/** Runs whole orders through the API: placed, followed by subscription, dispatched, delivered, completed. */
export class SystemArm {
  /** What was waited for, each in milliseconds. */
  readonly latencies = {
    /** A mutation and its answer: one that places an order, one that a courier sends. */
    place: [] as number[],
    signal: [] as number[],
    /** From a change, as the workflow dates it, to its message at the watcher. */
    'change to watcher': [] as number[],
    /** From before its placing to the message that it is completed. */
    'whole order': [] as number[],
  };
  readonly orderIds: string[] = [];
  readonly #sockets: Client;

  readonly #stack: Stack;

  constructor(stack: Stack) {
    this.#stack = stack;
    this.#sockets = createClient({ url: stack.addresses.webSocketUrl, webSocketImpl: WebSocket });
  }

  /** Orders a second. */
  async run(count: number, concurrency: number): Promise<number> {
    const begin = performance.now();
    await atOnce(count, concurrency, () => this.#order());
    return count / ((performance.now() - begin) / 1_000);
  }

  async stop(): Promise<void> {
    await this.#sockets.dispose();
  }

  async #order(): Promise<void> {
    const id = `bench-${crypto.randomUUID()}`;
    this.orderIds.push(id);
    const begin = performance.now();
    const items = [{ sku: 'PUMA-SUEDE', quantity: 1 }];
    await this.#mutate('place', create, { id, customerId: id, items });
    await new Promise<void>((resolve, reject) => {
      // Beside the subscription, which goes on, as in a courier's page.
      const deliver = (shipmentId: string) => this.#deliver(shipmentId).catch(reject);
      this.#follow(id, deliver).then(resolve, reject);
    });
    this.latencies['whole order'].push(performance.now() - begin);
  }

  async #follow(id: string, deliver: (shipmentId: string) => void): Promise<void> {
    let sent = false;
    for await (const { data, errors } of this.#sockets.iterate<{ readonly orderUpdated: FollowedOrder }>({
      query: follow,
      variables: { id },
    })) {
      if (!data || errors) throw new Error(JSON.stringify(errors));
      const { status, updatedAt, fulfillments } = data.orderUpdated;
      if (status !== 'PENDING') this.latencies['change to watcher'].push(Date.now() - Date.parse(updatedAt));
      const shipment = fulfillments[0]?.shipment;
      if (!sent && shipment?.status === 'BOOKED') {
        sent = true;
        deliver(shipment.id);
      }
      if (status === 'COMPLETED') return;
    }
  }

  async #deliver(id: string): Promise<void> {
    await this.#mutate('signal', dispatch, { id });
    await this.#mutate('signal', deliver, { id });
  }

  async #mutate(kind: 'place' | 'signal', query: string, input: object): Promise<void> {
    const begin = performance.now();
    const response = await fetch(this.#stack.addresses.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const body = (await response.json()) as {
      readonly errors?: unknown;
      readonly data?: Readonly<Record<string, { readonly userErrors: readonly unknown[] }>>;
    };
    const payload = Object.values(body.data ?? {})[0];
    if (body.errors || payload?.userErrors.length !== 0) throw new Error(JSON.stringify(body));
    this.latencies[kind].push(performance.now() - begin);
  }
}
