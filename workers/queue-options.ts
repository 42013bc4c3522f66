import { existsSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';
import { StartError } from '../runtime/errors/start-error.js';
import type { TaskQueue } from '../schema/contract/task-queues.js';
import { createBillingActivities } from './billing/activities.js';
import { countPayments } from './billing/count-payments.js';
import { simulatedPaymentGateway } from './billing/simulated-payment-gateway.js';
import { encryptedWorkflowBundlePath, workflowBundlePath } from './bundle-paths.js';
import type { Database } from './database.js';
import type { WorkerLog } from './logger.js';
import type { WorkerMetrics } from './metrics.js';
import { createOrderActivities } from './orders/activities.js';
import { createOrderAsker } from './orders/ask-order.js';
import { createLateCheckActivities } from './orders/ask-overdue.js';
import { countOrders } from './orders/count-orders.js';
import { createOrderChangeNotifier } from './orders/order-change-notifier.js';
import { createPostgresInventory } from './orders/postgres-inventory.js';
import { createShipmentActivities } from './shipments/activities.js';
import { createSimulatedCourier } from './shipments/simulated-courier.js';

export interface QueueDependencies {
  readonly database: Database;
  readonly client: Client;
  readonly customerActionSeconds: number;
  /** Whether payloads in Temporal are encrypted. */
  readonly encrypts: boolean;
  readonly metrics: WorkerMetrics;
  readonly log: WorkerLog;
}

const now = () => new Date();

/** What the worker of a task queue runs. This is where inventory, payment gateway and courier are chosen. */
export function queueOptions(
  queue: TaskQueue,
  { database, client, customerActionSeconds, encrypts, metrics, log }: QueueDependencies,
): Partial<WorkerOptions> {
  switch (queue) {
    case 'orders': {
      const inventory = createPostgresInventory(database);
      const notifier = createOrderChangeNotifier(database);
      const askOrder = createOrderAsker(client);
      return {
        activities: {
          ...countOrders(
            createOrderActivities({ database, inventory, notifier, customerActionSeconds }),
            metrics,
            log,
          ),
          ...createLateCheckActivities({ database, askOrder }),
        },
        ...workflowSource(encrypts),
      };
    }
    case 'billing':
      return {
        activities: countPayments(
          createBillingActivities({ database, gateway: simulatedPaymentGateway, now }),
          metrics,
        ),
      };
    case 'shipments':
      return { activities: createShipmentActivities({ database, courier: createSimulatedCourier(now) }) };
    default:
      return queue satisfies never;
  }
}

/** The workflows as the build bundled them. */
function workflowSource(encrypts: boolean): Partial<WorkerOptions> {
  const codePath = encrypts ? encryptedWorkflowBundlePath : workflowBundlePath;
  if (!existsSync(codePath)) {
    throw new StartError('There is no workflow bundle: run "npm run build" first.');
  }
  return { workflowBundle: { codePath } };
}
