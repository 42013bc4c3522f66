import { parseArgs } from 'node:util';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { StartError } from '../runtime/errors/start-error.js';
import { readDatabaseUrl } from '../runtime/settings/database-url.js';
import { secondsOf } from '../runtime/settings/duration.js';
import type { TaskQueue } from '../schema/contract/task-queues.js';
import { taskQueues } from '../schema/contract/task-queues.js';

export interface WorkerSettings {
  /** Address, namespace, TLS and API key of the Temporal Service. */
  readonly temporal: ClientConnectConfig;
  readonly databaseUrl: string;
  readonly customerActionSeconds: number;
  readonly queues: readonly TaskQueue[];
  /** Where Prometheus reads the metrics of this process; none when left out. */
  readonly metricsPort: number | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of a worker process, from its environment and its arguments. */
export function workerSettings(environment: Environment, args: readonly string[]): WorkerSettings {
  const { queues, 'metrics-port': metricsPort } = argumentsOf(args);
  return {
    temporal: temporalSettings(),
    databaseUrl: readDatabaseUrl(environment.DATABASE_URL),
    customerActionSeconds: secondsOf('CUSTOMER_ACTION_TIMEOUT', environment.CUSTOMER_ACTION_TIMEOUT || '24h'),
    queues: queues === undefined ? taskQueues : queuesOf(queues),
    metricsPort: metricsPort === undefined ? null : portOf(metricsPort),
  };
}

function argumentsOf(args: readonly string[]) {
  const options = { queues: { type: 'string' }, 'metrics-port': { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (fault) {
    throw new StartError(
      `${messageOf(fault)}; usage: --queues ${taskQueues.join(',')} --metrics-port <port>`,
    );
  }
}

function temporalSettings(): ClientConnectConfig {
  try {
    return loadClientConnectConfig();
  } catch (fault) {
    throw new StartError(`The settings of the Temporal Service cannot be read: ${messageOf(fault)}`);
  }
}

function queuesOf(list: string): readonly TaskQueue[] {
  const names = list.split(',').map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    const queue = taskQueues.find((known) => known === name);
    if (queue === undefined) {
      throw new StartError(`There is no task queue "${name}": --queues takes ${taskQueues.join(', ')}.`);
    }
    return queue;
  });
}

function portOf(port: string): number {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    throw new StartError(`--metrics-port must be a port from 1 to 65535, not "${port}".`);
  }
  return number;
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
