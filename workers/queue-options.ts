import { existsSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';
import { StartError } from '../runtime/errors/start-error.js';
import type { ReadSettings } from '../runtime/settings/read-settings.js';
import type { PayloadEncryption } from '../runtime/temporal/payload-encryption.js';
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
import { createWebhookActivities } from './webhooks/activities.js';
import { deliveryCounter } from './webhooks/count-deliveries.js';
import { WakeUps } from './webhooks/wake-ups.js';

export interface QueueDependencies {
  readonly database: Database;
  readonly client: Client;
  readonly settings: ReadSettings<'worker'>;
  /** Of the payloads in Temporal. */
  readonly encryption: PayloadEncryption;
  readonly metrics: WorkerMetrics;
  readonly log: WorkerLog;
}

const now = () => new Date();

/** What the worker of a task queue runs. This is where inventory, payment gateway and courier are chosen. */
export function queueOptions(
  queue: TaskQueue,
  { database, client, settings, encryption, metrics, log }: QueueDependencies,
): Partial<WorkerOptions> {
  switch (queue) {
    case 'orders': {
      const inventory = createPostgresInventory(database);
      const notifier = createOrderChangeNotifier(database);
      const { CUSTOMER_ACTION_TIMEOUT: customerActionSeconds } = settings;
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
        ...workflowSource(encryption.isOn),
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
    case 'webhooks':
      return {
        activities: createWebhookActivities({
          database,
          wakeUps: new WakeUps(settings.DATABASE_URL),
          encryption,
          rules: { allowsPrivate: settings.WEBHOOK_PRIVATE_TARGETS ?? false },
          patienceSeconds: settings.WEBHOOK_PATIENCE,
          count: deliveryCounter(metrics, now),
          now,
        }),
        // Rounds last minutes, and end soon once they are told to.
        shutdownGraceTime: 0,
      };
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
