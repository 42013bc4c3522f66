import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { LATE_CHECK_WORKFLOW } from '../../schema/contract/late-check.js';
import { CHECK_LATENESS_SIGNAL } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import type { StackAddresses } from '../stack/addresses.js';
import type { ApiClient } from './api-client.js';
import type { WatchedOrder } from './orders.js';
import { orderById } from './orders.js';

/** A Temporal client that does by hand what the system's Schedule does in production. */
export class LateChecks implements AsyncDisposable {
  readonly #connection: Connection;
  readonly temporal: Client;

  private constructor(connection: Connection, namespace: string) {
    this.#connection = connection;
    this.temporal = new Client({ connection, namespace });
  }

  static async of({ temporalAddress, namespace }: StackAddresses): Promise<LateChecks> {
    return new LateChecks(await Connection.connect({ address: temporalAddress }), namespace);
  }

  /** Runs one check of overdue orders. */
  async run(): Promise<void> {
    const workflowId = `late-check-${randomUUID()}`;
    await this.temporal.workflow.execute(LATE_CHECK_WORKFLOW, { taskQueue: 'orders', workflowId });
  }

  /** Asks one order, as a check does. */
  async ask(orderId: string): Promise<void> {
    await this.temporal.workflow.getHandle(workflowIdOf(orderId)).signal(CHECK_LATENESS_SIGNAL);
  }

  /** Runs checks until this order is late: the read model may lag behind what its courier reported. */
  async untilLate(client: ApiClient, orderId: string): Promise<WatchedOrder> {
    for (;;) {
      await this.run();
      const order = await orderById(client, orderId);
      if (order?.isLate) return order;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.close();
  }
}
