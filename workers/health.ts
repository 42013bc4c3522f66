import type { NativeConnection, Worker } from '@temporalio/worker';
import { READINESS_SHARED_FOR } from '../runtime/probes/probes.js';
import { serveProbes } from '../runtime/probes/serve-probes.js';
import { sharedReading } from '../runtime/retry/shared-reading.js';
import type { ReadSettings } from '../runtime/settings/read-settings.js';
import { tablesProbe } from './check-database.js';
import type { Database } from './database.js';

/** What a worker process depends on. */
interface Observed {
  readonly workers: readonly Worker[];
  readonly connection: NativeConnection;
  readonly database: Database;
}

/** Whether the worker has each thing that it needs to take tasks. */
interface Readiness {
  /** Whether every queue is polled; false after SIGTERM. */
  readonly polling: boolean;
  readonly temporal: boolean;
  readonly database: boolean;
}

/** Temporal must answer within this time: readiness probes wait no longer either. */
const DEADLINE_MS = 3_000;

/** Serves `/healthz` and `/readyz` for an orchestrator; does nothing without a port. */
export async function serveHealth(
  { WORKER_HOST: host, '--health-port': port }: ReadSettings<'worker'>,
  observed: Observed,
): Promise<void> {
  if (port === undefined) return;
  const settings = { host: 'WORKER_HOST', port: '--health-port' };
  await serveProbes(
    { host, port, settings },
    { readReadiness: sharedReading(() => readReadiness(observed), READINESS_SHARED_FOR) },
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
