import { existsSync } from 'node:fs';
import type { WorkerOptions } from '@temporalio/worker';
import { StartError } from '../runtime/errors/start-error.js';
import type { TaskQueue } from '../schema/contract/task-queues.js';
import { createBillingActivities } from './billing/activities.js';
import { simulatedPaymentGateway } from './billing/simulated-payment-gateway.js';
import { encryptedWorkflowBundlePath, workflowBundlePath } from './bundle-paths.js';
import type { Database } from './database.js';
import { createOrderActivities } from './orders/activities.js';
import { createOrderChangeNotifier } from './orders/order-change-notifier.js';
import { createPostgresInventory } from './orders/postgres-inventory.js';
import { createShipmentActivities } from './shipments/activities.js';
import { createSimulatedCourier } from './shipments/simulated-courier.js';

export interface QueueDependencies {
  readonly database: Database;
  readonly customerActionSeconds: number;
  /** Whether payloads in Temporal are encrypted. */
  readonly encrypts: boolean;
}

const now = () => new Date();

/** What the worker of a task queue runs. This is where inventory, payment gateway and courier are chosen. */
export function queueOptions(
  queue: TaskQueue,
  { database, customerActionSeconds, encrypts }: QueueDependencies,
): Partial<WorkerOptions> {
  switch (queue) {
    case 'orders': {
      const inventory = createPostgresInventory(database);
      const notifier = createOrderChangeNotifier(database);
      return {
        activities: createOrderActivities({ database, inventory, notifier, customerActionSeconds }),
        ...workflowSource(encrypts),
      };
    }
    case 'billing':
      return { activities: createBillingActivities({ database, gateway: simulatedPaymentGateway, now }) };
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
