import type { NativeConnection, Worker } from '@temporalio/worker';
import { readinessReader } from '../runtime/probes/probes.js';
import { serveProbes } from '../runtime/probes/serve-probes.js';
import type { ReadSettings } from '../runtime/settings/read-settings.js';
import type { Database } from './database.js';

/** What a worker process stands on. */
interface Observed {
  readonly workers: readonly Worker[];
  readonly connection: NativeConnection;
  readonly database: Database;
}

/** What a worker needs to take tasks, and whether it has it. */
interface Readiness {
  /** Every queue is polled; no longer from SIGTERM on. */
  readonly polling: boolean;
  readonly temporal: boolean;
  readonly database: boolean;
}

/** Shows that the database answers, and that it has tables. */
export const tablesProbe = { name: 'probe', text: 'select from orders limit 1' };

/** Temporal answers within that time, or counts as away: what asks for readiness waits no longer either. */
const DEADLINE_MS = 3_000;

/** Serves `/healthz` and `/readyz` for whoever restarts and replaces workers; nothing without a port. */
export async function serveHealth(
  { WORKER_HOST: host, '--health-port': port }: ReadSettings<'worker'>,
  observed: Observed,
): Promise<void> {
  if (port === undefined) return;
  const settings = { host: 'WORKER_HOST', port: '--health-port' };
  await serveProbes(
    { host, port, settings },
    { readReadiness: readinessReader(() => readReadiness(observed)) },
  );
}

async function readReadiness({ workers, connection, database }: Observed): Promise<Readiness> {
  const [temporal, answers] = await Promise.all([
    connection
      .withDeadline(Date.now() + DEADLINE_MS, () => connection.workflowService.getSystemInfo({}))
      .then(Boolean, () => false),
    database.run(tablesProbe, []).then(Boolean, () => false),
  ]);
  return {
    polling: workers.every((worker) => worker.getState() === 'RUNNING'),
    temporal,
    database: answers,
  };
}
