import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { createNamespace } from '../../test/stack/namespace.js';
import { atOnce } from '../measure/at-once.js';

/** Runs the bare workflow on the same Temporal Service, in a namespace and worker processes of its own. */
export class BareArm {
  readonly #booked = new Map<string, () => void>();

  readonly #client: Client;
  readonly #workers: readonly ChildProcess[];

  private constructor(client: Client, workers: readonly ChildProcess[]) {
    this.#client = client;
    this.#workers = workers;
  }

  static async start(address: string): Promise<BareArm> {
    const namespace = await createNamespace(address);
    const connection = await Connection.connect({ address });
    const script = fileURLToPath(new URL('./bare-worker.js', import.meta.url));
    const workers = taskQueues.map((queue) => fork(script, [queue, address, namespace]));
    const arm = new BareArm(new Client({ connection, namespace }), workers);
    for (const worker of workers) {
      await once(worker, 'message');
      worker.on('message', (message) => {
        const { booked } = message as { readonly booked?: string };
        if (booked !== undefined) arm.#booked.get(booked)?.();
      });
    }
    return arm;
  }

  /** Orders a second: started, booked, signalled twice, ended. */
  async run(count: number, concurrency: number): Promise<number> {
    const begin = performance.now();
    await atOnce(count, concurrency, () => this.#order());
    return count / ((performance.now() - begin) / 1_000);
  }

  /** The process ids of its workers: orders, billing, shipments. */
  get workerIds(): readonly number[] {
    return this.#workers.map(({ pid }) => pid ?? 0);
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#workers.map(async (worker) => {
        const ended = once(worker, 'exit');
        worker.disconnect();
        await ended;
      }),
    );
    await this.#client.connection.close();
  }

  async #order(): Promise<void> {
    const id = `bare-${crypto.randomUUID()}`;
    const isBooked = new Promise<void>((resolve) => this.#booked.set(id, resolve));
    const handle = await this.#client.workflow.start('bare', {
      taskQueue: 'orders',
      workflowId: id,
      args: [id],
    });
    const ended = handle.result();
    await isBooked;
    this.#booked.delete(id);
    await handle.signal('step');
    await handle.signal('step');
    await ended;
  }
}
