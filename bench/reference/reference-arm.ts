import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { BackgroundProcess } from '../../local/background-process.js';
import { startInBackground } from '../../local/background-process.js';
import { freePort } from '../../local/free-port.js';
import { createNamespace } from '../../test/stack/namespace.js';
import { atOnce } from '../measure/at-once.js';

/**
 * How its clients follow an order, since it sends no notifications. Its web app looks every 500 ms until the order is final
 * (`temporalio/reference-app-orders-web`, `src/routes/orders/(order)/[id]/+page.svelte`). The thriftiest client that we can
 * think of looks every 250 ms until the courier is booked, and then waits for the end at Temporal itself, which costs least.
 */
const lookEveryMilliseconds = { 'as its web app': 500, thriftily: 250 } as const;

export type Following = keyof typeof lookEveryMilliseconds;

/** `go run` compiles first. */
const START_PATIENCE_MS = 300_000;

interface LookedAtOrder {
  readonly status: string;
  readonly fulfillments:
    | readonly { readonly id: string; readonly shipment?: { readonly status: string } }[]
    | null;
}

/** Temporal's reference application in Go: its worker and its API as two processes, in a namespace of its own. */
export class ReferenceArm {
  readonly worker: BackgroundProcess;
  readonly api: BackgroundProcess;
  readonly #temporal: Client;
  readonly #ports: Readonly<Record<'order' | 'shipment', number>>;

  private constructor(
    temporal: Client,
    ports: Readonly<Record<'order' | 'shipment', number>>,
    worker: BackgroundProcess,
    api: BackgroundProcess,
  ) {
    this.#temporal = temporal;
    this.#ports = ports;
    this.worker = worker;
    this.api = api;
  }

  /** @param checkout the folder of its sources, with `oms` in it when that is built; otherwise Go builds it */
  static async start(checkout: string, address: string, logFolder: string): Promise<ReferenceArm> {
    const namespace = await createNamespace(address);
    const connection = await Connection.connect({ address });
    const ports = {
      billing: await freePort(),
      order: await freePort(),
      shipment: await freePort(),
      fraud: await freePort(),
    };
    const places = Object.entries(ports).flatMap(([name, port]) => [
      [`${name.toUpperCase()}_API_PORT`, String(port)],
      [`${name.toUpperCase()}_API_URL`, `http://127.0.0.1:${port}`],
    ]);
    const program = join(checkout, 'oms');
    const [command = '', ...args] = existsSync(program) ? [program] : ['go', 'run', './cmd/oms'];
    const start = (role: string) =>
      startInBackground({
        command,
        args: [...args, role],
        folder: checkout,
        logFile: join(logFolder, `reference-${role}.log`),
        stopSignal: 'SIGINT',
        environment: {
          ...process.env,
          ...Object.fromEntries(places),
          TEMPORAL_ADDRESS: address,
          TEMPORAL_NAMESPACE: namespace,
        },
      });
    // One after the other, so that Go compiles once.
    const api = await start('api');
    await untilServing(ports.order, api);
    const worker = await start('worker');
    return new ReferenceArm(new Client({ connection, namespace }), ports, worker, api);
  }

  /** Orders a second: placed, booked, dispatched, delivered, completed. */
  async run(count: number, concurrency: number, following: Following): Promise<number> {
    const begin = performance.now();
    await atOnce(count, concurrency, () => this.#order(following));
    return count / ((performance.now() - begin) / 1_000);
  }

  async stop(): Promise<void> {
    await Promise.all([this.worker.stop(), this.api.stop()]);
    await this.#temporal.connection.close();
  }

  async #order(following: Following): Promise<void> {
    const id = crypto.randomUUID();
    const items = [{ sku: 'Puma Suede', quantity: 1 }];
    await this.#post('order', '/orders', { id, customerId: id, items });
    let delivered: Promise<void> | undefined;
    for (;;) {
      await sleep(lookEveryMilliseconds[following]);
      const order = await this.#look(id);
      const [fulfillment] = order?.fulfillments ?? [];
      // Beside the looking, which goes on, as in a courier's page.
      if (fulfillment?.shipment?.status === 'booked') delivered ??= this.#deliver(fulfillment.id);
      if (order?.status === 'completed' || (delivered && following === 'thriftily')) break;
    }
    await delivered;
    if (following === 'thriftily') await this.#temporal.workflow.getHandle(`Order:${id}`).result();
  }

  async #deliver(shipmentId: string): Promise<void> {
    for (const status of ['dispatched', 'delivered']) {
      await this.#post('shipment', `/shipments/${shipmentId}/status`, { status });
    }
  }

  /** None when its query timed out, as on a busy machine. */
  async #look(orderId: string): Promise<LookedAtOrder | undefined> {
    const response = await fetch(`http://127.0.0.1:${this.#ports.order}/orders/${orderId}`);
    const text = await response.text();
    return response.ok ? (JSON.parse(text) as LookedAtOrder) : undefined;
  }

  async #post(service: 'order' | 'shipment', path: string, body: object): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.#ports[service]}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
  }
}

async function untilServing(port: number, api: BackgroundProcess): Promise<void> {
  const deadline = Date.now() + START_PATIENCE_MS;
  const serves = () => fetch(`http://127.0.0.1:${port}/orders`).then(Boolean, () => false);
  while (!(await serves())) {
    if (api.hasEnded() || Date.now() > deadline) {
      throw new Error(`The reference application does not start: ${api.lastWords()}`);
    }
    await sleep(200);
  }
}
