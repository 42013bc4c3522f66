import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Client } from './client.js';
import type { Tally } from './tally.js';

const WATCH = `subscription ($where: ShipmentFilter) {
  shipmentsChanged(where: $where) { kind shipment { id orderId } }
}`;

const BACKLOG = `query ($where: ShipmentFilter, $after: String) {
  shipments(first: 100, after: $after, where: $where) {
    nodes { id orderId }
    pageInfo { hasNextPage endCursor }
  }
}`;

const move = (name: string) => `mutation ($input: Shipment${name}Input!) {
  shipment${name}(input: $input) { pending userErrors { message } }
}`;

/** What a courier reports about a parcel, in this order. */
const steps = [
  { name: 'Dispatch', input: {} },
  { name: 'EventCreate', input: { type: 'OUT_FOR_DELIVERY' } },
  { name: 'Deliver', input: {} },
] as const;

const COURIERS = 12;
const PAUSE_MS = 250;
const where = { status: ['BOOKED'] } as const;

interface Parcel {
  readonly id: string;
  readonly orderId: string;
}

interface Backlog {
  readonly shipments: {
    readonly nodes: readonly Parcel[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** The simulation's couriers: they take the parcels of its orders as the subscription reports them. */
export class Couriers {
  readonly #client: Client;
  readonly #prefix: string;
  readonly #tally: Tally;
  readonly #limit = pLimit(COURIERS);
  readonly #taken = new Set<string>();

  constructor(client: Client, prefix: string, tally: Tally) {
    this.#client = client;
    this.#prefix = prefix;
    this.#tally = tally;
  }

  start(): void {
    type Changed = {
      readonly shipmentsChanged: { readonly kind: string; readonly shipment: Parcel | null };
    };
    this.#client.watch<Changed>(WATCH, { where }, ({ shipmentsChanged: { kind, shipment } }) => {
      // At the start, and whenever changes were dropped, the list is read.
      if (kind === 'RESYNC') void this.#readBacklog();
      else if (shipment !== null) this.#take(shipment);
    });
  }

  async #readBacklog(): Promise<void> {
    const mine = { ...where, search: this.#prefix };
    let after: string | null = null;
    try {
      do {
        const { shipments }: Backlog = await this.#client.ask<Backlog>(BACKLOG, { where: mine, after });
        for (const parcel of shipments.nodes) this.#take(parcel);
        after = shipments.pageInfo.hasNextPage ? shipments.pageInfo.endCursor : null;
      } while (after !== null);
    } catch (error) {
      this.#tally.fail((error as Error).message);
    }
  }

  #take({ id, orderId }: Parcel): void {
    if (!orderId.startsWith(this.#prefix) || this.#taken.has(id)) return;
    this.#taken.add(id);
    void this.#limit(() => this.#deliver(id));
  }

  async #deliver(id: string): Promise<void> {
    try {
      for (const step of steps) await this.#report(id, step);
      this.#tally.delivered();
    } catch (error) {
      this.#tally.fail((error as Error).message);
    }
  }

  /** Reports one step, repeating it with the same request id until it is decided. */
  async #report(id: string, { name, input }: (typeof steps)[number]): Promise<void> {
    type Judged = { readonly pending: boolean; readonly userErrors: readonly { readonly message: string }[] };
    const request = { input: { id, ...input, requestId: randomUUID() } };
    for (;;) {
      const data = await this.#client.ask<Readonly<Record<string, Judged>>>(move(name), request);
      const payload = data[`shipment${name}`];
      const [problem] = payload?.userErrors ?? [];
      if (problem) throw new Error(problem.message);
      if (!payload?.pending) return;
      await sleep(PAUSE_MS);
    }
  }
}
